export { harden } from './hardening.js';
export { createHttpAdapter } from './http.js';
export { createLogger, NestLogger } from './logging.js';
export { describeApi, serveApiDocs } from './openapi.js';
