import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buildExamples } from '../../scripts/build-examples.mjs';
import { projectNode } from '../../scripts/command.mjs';

/** Builds the examples and starts one on a Redis, as `npm run example` does; `url` is the line that it prints. */
export async function startExample(name: string, redisUrl: string) {
  await buildExamples();
  const app = spawn(projectNode(), [`build/examples/${name}/main.js`], {
    env: { PATH: process.env['PATH'], REDIS_URL: redisUrl, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(app.stdout, 'data')) as [Buffer];
  const stop = async () => {
    const ended = once(app, 'exit');
    app.kill('SIGTERM');
    await ended;
  };
  return { url: String(line).trim(), stop };
}
