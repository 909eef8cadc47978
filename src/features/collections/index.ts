export { ItemNotFoundError, ItemTooLargeError } from './collections.errors.js';
export { CollectionsModule } from './collections.module.js';
export { collectionsOptions, type CollectionsOptions } from './collections.options.js';
export type { Item, ItemPage } from './collections.schemas.js';
export { CollectionsService, type ItemFields } from './collections.service.js';
