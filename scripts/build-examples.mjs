import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { projectNode, root, run, UserError } from './command.mjs';

/** Builds the package and, against it, the examples into build/examples. */
export async function buildExamples() {
  await ensureBuilt();
  const code = await run(projectNode(), ['node_modules/typescript/bin/tsc', '-p', 'examples/tsconfig.json']);
  if (code !== 0) throw new UserError('The examples do not compile: see the errors above.');
  // The Lua beside its wrappers, which the compiler leaves behind.
  cpSync(join(root, 'examples'), join(root, 'build/examples'), {
    recursive: true,
    filter: (path) => !/\.\w+$/.test(path) || path.endsWith('.lua'),
  });
}
