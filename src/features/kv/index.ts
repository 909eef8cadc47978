export type { PipelineCommand } from './kv.commands.js';
export type { PipelineInput, PipelineResult } from './kv.pipeline.schemas.js';
export {
  KvExistsError,
  KvNotANumberError,
  KvNotFoundError,
  KvOutOfRangeError,
  KvValueTooLargeError,
  KvVersionMismatchError,
  PipelineAbortedError,
} from './kv.errors.js';
export { KvModule } from './kv.module.js';
export { kvOptions, type KvOptions } from './kv.options.js';
export type { KvEntry } from './kv.schemas.js';
export { KvService, type SetOutcome } from './kv.service.js';
