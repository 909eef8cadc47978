import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { main, root } from './command.mjs';

/**
 * Prints what the package and its service bring along, as CycloneDX. `npm sbom --omit=dev` would leave out whatever is a development
 * dependency of anybody, too, so that half of it is missing; the lock file knows better.
 */
main(async () => {
  const npm = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--loglevel=error'];
  const { stdout } = await promisify(execFile)('npm', npm, { cwd: root, maxBuffer: 100_000_000 });
  const bill = JSON.parse(stdout);
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  bill.metadata.component.name = name;
  bill.components = bill.components.filter(isShipped);
  const refs = new Set(bill.components.map((/** @type {Component} */ component) => component['bom-ref']));
  const known = (/** @type {string} */ ref) => refs.has(ref) || ref === bill.metadata.component['bom-ref'];
  bill.dependencies = bill.dependencies
    .filter((/** @type {Edges} */ { ref }) => known(ref))
    .map((/** @type {Edges} */ { ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(known) }));
  console.log(JSON.stringify(bill, undefined, 2));
  return 0;
});

/**
 * @typedef {{ 'bom-ref': string, properties?: { name: string, value: string }[] }} Component
 * @typedef {{ ref: string, dependsOn?: string[] }} Edges
 */

/** @param {Component} component */
function isShipped({ properties = [] }) {
  return !properties.some((property) => property.name === 'cdx:npm:package:development');
}
