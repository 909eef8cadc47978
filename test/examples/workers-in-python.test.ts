import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { startService } from '../support/app.js';
import { standalone } from '../support/topologies.js';

const run = promisify(execFile);
const program = 'examples/workers-in-python/worker.py';
// Nobody needs Python to work on this project: without it this one example is not tried.
const python = spawnSync('python3', ['--version']).status === 0 ? it : it.skip;

python('examples/workers-in-python does jobs, and settles what it cannot do as failed', async () => {
  const { request, url, stop } = await startService(standalone);
  const { body } = await request('POST', '/v1/queues/mails/jobs', {
    jobs: [
      { name: 'welcome', data: { to: 'ada' } },
      { name: 'unheard-of', data: {} },
    ],
  });
  const [good, bad] = body['ids'] as string[];
  const { stdout } = await run('python3', [program, url, 'mails']);
  expect(stdout.trim().split('\n').toSorted()).toEqual([`${good} done`, `${bad} done`].toSorted());
  const jobs = '/v1/queues/mails/jobs';
  expect((await request('GET', `${jobs}/${good}`)).body).toMatchObject({
    state: 'completed',
    result: { greeted: 'ada' },
  });
  expect((await request('GET', `${jobs}/${bad}`)).body).toMatchObject({ state: 'dead', attempts: 1 });
  await stop();
});
