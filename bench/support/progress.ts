/** Says on one line of the terminal what runs now; an empty text clears it. Nothing where the output is a file. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
}
