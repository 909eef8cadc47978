import type { Client, ClientOptions } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export interface RookeryClientOptions extends Omit<ClientOptions, 'headers'> {
  /** Where the service is: `http://127.0.0.1:3000`. */
  readonly baseUrl: string;
  /** Sent as `Authorization: Bearer ...`. */
  readonly apiKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** All routes of the service, by path and method. */
export type Routes = paths;

/** The shapes of bodies and answers, by name: `Shapes['Problem']`. */
export type Shapes = components['schemas'];

/** The body of every failed call; branch on its `code`. */
export type Problem = Shapes['Problem'];

/**
 * A client whose paths, parameters, bodies and answers are those of the service's OpenAPI description.
 *
 * Each call resolves to `{ data, error, response }`; `error` is a {@link Problem}. It rejects only where there was
 * no answer at all.
 */
export declare function createRookeryClient(options: RookeryClientOptions): Client<paths>;
