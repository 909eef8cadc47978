/**
 * The jest reporter whose line is the last one on stdout, for machines to read: `12 passed, 0 failed`. Under
 * scripts/test.mjs it hands the line over, to be printed when all else that jest has to say is out.
 */
export default class ClosingLine {
  /**
   * A file that could not be run counts as a failed test.
   * @param {unknown} _contexts
   * @param {Record<'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites' | 'numPendingTests' | 'numTodoTests', number>} results
   * @returns {Promise<void>}
   */
  async onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    if (process.send) await new Promise((resolve) => process.send?.({ closingLine: line }, resolve));
    else process.stdout.write(`${line}\n`);
  }
}
