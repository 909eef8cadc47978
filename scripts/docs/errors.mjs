import { builtModule, builtModules, commentBefore, featureOf } from './sources.mjs';
import { code, page, table } from './markdown.mjs';

/** @typedef {{ code: string, kind: string }} ErrorType */

export async function errors() {
  const { AppError, KINDS } = await builtModule('kernel/errors.js');
  const { httpProblems } = await builtModule('transport/problem.js');
  const modules = await builtModules(
    'kernel/errors',
    'redis/errors',
    'transport/*errors',
    'features/*/*.errors',
  );
  const sections = modules.map(({ path, source, exports }) => {
    const rows = Object.entries(exports).flatMap(([name, value]) => {
      // What a file only passes on is told where it is declared.
      const isOurs = typeof value === 'function' && value.prototype instanceof AppError;
      if (!isOurs || !source.includes(`class ${name} `)) return [];
      const { code: stable, kind } = /** @type {ErrorType} */ (/** @type {unknown} */ (value));
      const meaning = commentBefore(source, `export (?:abstract )?class ${name} `);
      return [[code(stable), String(KINDS[kind].status), code(name), meaning]];
    });
    const title = featureOf(path) ?? (path.includes('redis') ? 'Redis' : 'Any call');
    return rows.length === 0 ? '' : `## ${title}\n\n${table(['Code', 'Status', 'Class', 'Meaning'], rows)}`;
  });
  return page(
    'Errors',
    'Over HTTP an error is a problem body (RFC 9457) with the status below; over the Redis transport the same body is what the call fails with. In code it is an `AppError`. Branch on `code`: it never changes its meaning.',
    ...sections,
    `## HTTP itself\n\nWhat is refused before any feature is asked.\n\n${httpTable(httpProblems)}`,
  );
}

/** @param {Record<string, { code: string, detail: string }>} problems */
function httpTable(problems) {
  const rows = Object.entries(problems).map(([status, problem]) => [
    code(problem.code),
    status,
    problem.detail,
  ]);
  return table(['Code', 'Status', 'Meaning'], rows);
}
