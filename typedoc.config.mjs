/** The site of `npm run docs:site`: the package from its TSDoc, and the pages that are in the repository. @type {Partial<import('typedoc').TypeDocOptions>} */
const config = {
  name: 'Rookery',
  tsconfig: 'tsconfig.build.json',
  entryPoints: ['src/index.ts', 'src/extend.ts', 'src/redis/index.ts', 'src/features/*/index.ts'],
  plugin: ['./scripts/docs/site-titles.mjs'],
  projectDocuments: [
    'docs/*.md',
    'src/features/*/README.md',
    'docs/reference/*.md',
    'client/README.md',
    'docs/decisions/*.md',
    'CHANGELOG.md',
  ],
  out: 'build/site',
  highlightLanguages: ['console', 'sh', 'json', 'lua', 'yaml', 'typescript', 'javascript'],
  excludePrivate: true,
  excludeInternal: true,
  disableSources: true,
  searchInDocuments: true,
  // Links between files are held by test/docs, also those that lead to a folder.
  validation: { invalidLink: true, invalidPath: false, notExported: false, rewrittenLink: true },
};

export default config;
