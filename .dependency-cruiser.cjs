// Who may import whom: kernel <- redis <- transport <- features <- app. Types count as imports, unless a rule says otherwise.
const APP = String.raw`^src/(access|audit\.trail|boot|dashboard|app|app\.module|main|keys|index|extend|service\.options)\.ts$`;
/** What only the service needs, and what the package leaves out: Fastify, the OpenAPI description, the log. */
const SERVICE = String.raw`^src/transport/(service|hardening|http|observe-http|openapi|logging)\.ts$`;
const FEATURE = '^src/features/([^/]+)/';
const HTTP_AND_RPC = String.raw`node_modules/(@nestjs/(microservices|swagger|platform-[\w-]+)|fastify)/`;

/** A layer may import what is below it, and itself. */
const layer = (name, ...allowed) => ({
  name: `${name}-knows-only-what-is-below`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/(${[name, ...allowed].join('|')})/` },
});

/** From outside, a folder is entered by its index.ts. */
const door = (name, folder) => ({
  name: `${name}-through-its-door`,
  severity: 'error',
  from: { pathNot: `^${folder}/` },
  to: { path: `^${folder}/`, pathNot: String.raw`^${folder}/index\.ts$` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    layer('kernel'),
    layer('redis', 'kernel'),
    layer('transport', 'redis', 'kernel'),
    layer('features', 'transport', 'redis', 'kernel'),
    door('redis', 'src/redis'),
    {
      name: 'transport-through-its-doors',
      comment: 'index.ts is for features and the package, service.ts for the service.',
      severity: 'error',
      from: { pathNot: '^src/transport/' },
      to: { path: '^src/transport/', pathNot: String.raw`^src/transport/(index|service)\.ts$` },
    },
    {
      name: 'the-package-carries-no-service',
      comment: 'Whoever imports a feature shall need neither Fastify nor Swagger nor a logger for it.',
      severity: 'error',
      from: { path: '^src/', pathNot: `${APP}|${SERVICE}` },
      to: { path: SERVICE },
    },
    {
      name: 'features-through-their-doors',
      severity: 'error',
      from: { path: '^src/', pathNot: FEATURE },
      to: { path: '^src/features/', pathNot: String.raw`^src/features/[^/]+/index\.ts$` },
    },
    {
      name: 'features-stand-alone',
      comment: 'What a feature needs of another comes as an option, a function, joined in app.module.ts.',
      severity: 'error',
      from: { path: FEATURE },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'nothing-imports-the-app',
      severity: 'error',
      from: { path: '^src/', pathNot: APP },
      to: { path: APP },
    },
    {
      name: 'controllers-do-not-touch-redis',
      severity: 'error',
      from: { path: String.raw`\.controller\.ts$` },
      to: { path: String.raw`^src/redis/|node_modules/ioredis/|^src/features/[^/]+/scripts/|\.keys\.ts$` },
    },
    {
      name: 'services-know-no-transport',
      severity: 'error',
      from: { path: String.raw`^src/features/.*\.service\.ts$` },
      to: { path: `^src/transport/|${HTTP_AND_RPC}` },
    },
    {
      name: 'only-redis-makes-connections',
      comment: 'Types of ioredis may travel, its classes may not.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/redis/' },
      to: { path: 'node_modules/ioredis/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'kernel-knows-no-redis-and-no-transport',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: `node_modules/ioredis/|${HTTP_AND_RPC}` },
    },
    {
      name: 'leaf-files-are-pure',
      comment: 'Keys and schemas are read by documentation and tests; they need no framework for it.',
      severity: 'error',
      from: { path: String.raw`\.(keys|schemas)\.ts$` },
      to: { path: 'node_modules/(@nestjs|ioredis)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'src-knows-no-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts|examples)/' },
    },
    {
      name: 'src-needs-no-development-dependency',
      comment:
        'What the service needs stands in service/package.json. pino-pretty is loaded where it is there.',
      severity: 'error',
      from: { path: '^src/', pathNot: `${APP}|${SERVICE}` },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/pino-pretty/',
      },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      comment: 'A declaration of somebody else’s module is imported by nobody.',
      severity: 'error',
      from: { orphan: true, pathNot: String.raw`\.d\.ts$` },
      to: {},
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // types are imports, too
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
