import { builtModule } from './sources.mjs';
import { code, formatJson, page, table } from './markdown.mjs';

/** The OpenAPI description of the running code. Creating the app connects to nothing: that happens when it starts. */
async function describe() {
  const { createApp } = await builtModule('app.js');
  const { serviceOptions } = await builtModule('service.options.js');
  const { describeApi } = await builtModule('transport/service.js');
  const app = await createApp(serviceOptions.check({ logLevel: 'silent', logPretty: false }));
  try {
    // The version changes with every release and would say nothing here.
    return describeApi(app, '1');
  } finally {
    await app.close();
  }
}

/** What every route with a scope can answer; said once. */
const REFUSALS = ['UNAUTHENTICATED', 'FORBIDDEN'];

const described = describe();

export async function openApi() {
  return formatJson(await described);
}

/**
 * @typedef {object} Operation
 * @property {string} [summary]
 * @property {string[]} [tags]
 * @property {string} [x-scope]
 * @property {Record<string, { content?: Record<string, { examples?: object }> }>} responses
 */

export async function http() {
  /** @type {{ paths: Record<string, Record<string, Operation>> }} */
  const { paths } = await described;
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ...operation,
    })),
  );
  const common = routes
    .map(errorsOf)
    .reduce((shared, codes) => shared.filter((error) => codes.includes(error)));
  const sections = [...Map.groupBy(routes, ({ tags = [] }) => tags[0] ?? 'other')].map(([tag, list]) => {
    const rows = list.map(({ route, summary = '', 'x-scope': scope, responses }) => [
      code(route),
      summary,
      scope ? code(scope) : 'open',
      Object.keys(responses)
        .filter((status) => status < '400')
        .join(', '),
      codeList(errorsOf({ responses }).filter((error) => ![...common, ...REFUSALS].includes(error))),
    ]);
    return `## ${tag}\n\n${table(['Route', 'What it does', 'Scope', 'Status', 'Errors'], rows)}`;
  });
  return page(
    'HTTP routes',
    'Bodies, parameters and answers are in [openapi.json](openapi.json), which a running service also serves at `/openapi.json` and shows at `/docs`. What the codes mean is in [errors.md](errors.md).',
    `Beside its own errors every route can answer ${codeList(common)}, and what HTTP itself refuses.`,
    "A scope is what the caller's [API key](../../src/features/api-keys/README.md) has to allow. Who has no good key is answered `UNAUTHENTICATED`, who lacks the scope `FORBIDDEN`, and a key that is confined to prefixes `NAME_NOT_FOUND` for other names.",
    ...sections,
  );
}

/** @param {Pick<Operation, 'responses'>} operation */
function errorsOf({ responses }) {
  return Object.values(responses).flatMap(({ content = {} }) =>
    Object.keys(content['application/problem+json']?.examples ?? {}),
  );
}

/** @param {string[]} list */
function codeList(list) {
  return list.map(code).join(', ');
}
