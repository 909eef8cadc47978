import { startApp } from './app.js';
import { AppError } from './kernel/errors.js';
import { RedisConnection } from './redis/index.js';

try {
  const { app, url } = await startApp();
  process.stdout.write(`
Rookery serves at ${url}
  Dashboard  ${url}/
  API docs   ${url}/docs
  Health     ${url}/readyz
  Redis      ${app.get(RedisConnection).where()}, for Nest's Redis transport too
  Try it     curl -X PUT ${url}/v1/kv/greeting -H 'content-type: application/json' -d '{"value":"hello"}'

`);
} catch (error) {
  // What was foreseen is told in its own sentence; a stack would only hide it.
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = inUse ? `${error.message}. Another process listens there: stop it, or set PORT` : error;
  process.stderr.write(
    `Rookery cannot start. ${error instanceof AppError ? error.message : format(message)}\n`,
  );
  process.exit(1);
}

function format(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
