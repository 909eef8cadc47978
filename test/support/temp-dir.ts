import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of the test file's own, gone after its last test. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'rookery-test-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
