import { main, projectNode, run } from './command.mjs';

/** `npm run test:faults [-- -t NAME]`: the whole service under each fault at full length; prints what it came to. */
main(async () => {
  const env = { ...process.env, FAULTS: 'full' };
  const jest = ['scripts/test.mjs', 'test/faults/faults', '--runInBand', ...process.argv.slice(2)];
  return run(projectNode(), jest, { env });
});
