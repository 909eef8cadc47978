// Prints what importing an entry point of the package loads: `node loaded.mjs rookery/kv`.
import { registerHooks } from 'node:module';

/** @type {{ url: string, from: string, specifier: string }[]} */
const loaded = [];
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    loaded.push({ specifier, from: context.parentURL ?? '', url: resolved.url });
    return resolved;
  },
});
await import(process.argv[2] ?? '');
process.stdout.write(JSON.stringify(loaded));
