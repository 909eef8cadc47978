import { startApp } from './app.js';
import { UnsafeSetupError } from './boot.js';
import { AppError, InvalidOptionsError } from './kernel/errors.js';
import { RedisConnection } from './redis/index.js';
import { serviceOptions, type ServiceOptions } from './service.options.js';

/** The exit code for a setup that has to be changed (EX_CONFIG of sysexits.h): starting again would not help. */
const EXIT_UNSAFE_SETUP = 78;

try {
  const { app, url } = await startApp();
  const { access, apiDocs } = app.get<ServiceOptions>(serviceOptions.token);
  process.stdout.write(`
Rookery serves at ${url}
  Dashboard  ${url}/
${apiDocs ? `  API docs   ${url}/docs\n` : ''}  Health     ${url}/readyz
  Redis      ${app.get(RedisConnection).where()}, for Nest's Redis transport too
  Try it     curl -X PUT ${url}/v1/kv/greeting -H 'content-type: application/json'${access === 'keys' ? ` -H "authorization: Bearer $KEY"` : ''} -d '{"value":"hello"}'
${access === 'open' ? '\nNobody is asked for a key, so only this machine can reach it: this is for development.\n' : ''}
`);
} catch (error) {
  // What was foreseen is told in its own sentence; a stack would only hide it.
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = inUse ? `${error.message}. Another process listens there: stop it, or set PORT` : error;
  process.stderr.write(
    `Rookery cannot start. ${error instanceof AppError ? error.message : format(message)}\n`,
  );
  process.exit(
    error instanceof UnsafeSetupError || error instanceof InvalidOptionsError ? EXIT_UNSAFE_SETUP : 1,
  );
}

function format(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
