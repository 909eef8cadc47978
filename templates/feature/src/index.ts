export { __Pascal__FullError, __Pascal__NotFoundError } from './__kebab__.errors.js';
export { __Pascal__Module } from './__kebab__.module.js';
export { __camel__Options, type __Pascal__Options } from './__kebab__.options.js';
export { __Pascal__Service } from './__kebab__.service.js';
