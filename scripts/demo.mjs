import { main, UserError } from './command.mjs';
import { runDemo } from './demo/run.mjs';

/** `npm run demo [-- SECONDS]`: a small shop's traffic against a running service, until the time is over. */
main(async () => {
  const [seconds = '60', ...rest] = process.argv.slice(2);
  if (!/^[1-9]\d{0,4}$/.test(seconds) || rest.length > 0)
    throw new UserError('Usage: npm run demo -- SECONDS, with a whole number; 60 unless told.');
  const url = process.env.ROOKERY_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
  const tally = await runDemo({ url, durationMs: Number(seconds) * 1000, signal: stop.signal });
  for (const [what, count] of Object.entries(tally)) console.log(`${String(count).padStart(7)} ${what}`);
  return 0;
});
