import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { openApi } from './http.mjs';

/** The types of the HTTP client, as openapi-typescript makes them of the service's own description. */
export async function clientTypes() {
  // What has a default may be left out of a body.
  const nodes = await openapiTS(await openApi(), { silent: true, defaultNonNullable: false });
  const note = '// Written by "npm run docs" from docs/reference/openapi.json.\n\n';
  const config = await resolveConfig(import.meta.filename);
  return format(note + astToString(nodes), { ...config, parser: 'typescript' });
}
