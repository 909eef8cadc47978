import { main, projectNode, run } from './command.mjs';

/** `npm run soak [-- SECONDS]`: a quarter of an hour of steady load, unless told; prints what has grown in it. */
main(async () => {
  const [seconds = '900'] = process.argv.slice(2);
  const env = { ...process.env, SOAK_SECONDS: seconds };
  return run(projectNode(), ['scripts/test.mjs', 'test/soak/soak', '--runInBand'], { env });
});
