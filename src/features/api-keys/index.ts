export {
  ApiKeyBeyondOwnError,
  ApiKeyEndedError,
  ApiKeyNotFoundError,
  TooManyApiKeysError,
} from './api-keys.errors.js';
export { digestOf } from './api-keys.mac.js';
export { ApiKeysModule } from './api-keys.module.js';
export { apiKeysOptions, type ApiKeysOptions } from './api-keys.options.js';
export type { ApiKey, ApiKeyPage, IssuedApiKey } from './api-keys.schemas.js';
export { ApiKeysService, type KeyHolder, type KeySigner, type NewApiKey } from './api-keys.service.js';
export { messageKeyOf, newKey } from './api-keys.text.js';
