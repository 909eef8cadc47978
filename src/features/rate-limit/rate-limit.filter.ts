import { Catch } from '@nestjs/common';
import { ErrorFilter } from '../../transport/index.js';
import { RateLimitedError } from './rate-limit.errors.js';

/** Answers 429 as a problem in any app that imports the module, whatever filters that has for other errors. */
@Catch(RateLimitedError)
export class RateLimitedFilter extends ErrorFilter {}
