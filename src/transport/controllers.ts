import { applyDecorators, Controller, HttpCode, UseFilters, UseInterceptors, UsePipes } from '@nestjs/common';
import type { z } from 'zod';
import { InternalError, InvalidInputError, KINDS, type ErrorType } from '../kernel/errors.js';
import { RedisFullError, RedisUnavailableError } from '../redis/index.js';
import { ErrorFilter } from './error.filter.js';
import { EventStreamInterceptor } from './event-stream.js';
import { inputPipe } from './input.pipe.js';
import { problem, problemType } from './problem.js';
import { routeConfig } from './route-config.js';
import { answers, produces, summarized, tagged, type RouteAnswer } from './route-docs.js';

/** An HTTP controller that checks its input and answers errors our way, in whichever app it is imported. */
export const HttpController = (path: string, tag = path) =>
  applyDecorators(Controller(path), tagged(tag), UsePipes(inputPipe), UseFilters(ErrorFilter));

/** The same, for the Redis transport. */
export const RpcController = () =>
  applyDecorators(Controller(), UsePipes(inputPipe), UseFilters(ErrorFilter));

export interface Answer {
  /** One line for the list of routes. */
  readonly summary: string;
  readonly status: number;
  /** What the body holds; none for 204. */
  readonly schema?: z.ZodType;
  /** How it uses Redis, and so how Redis can fail it: a full one takes no writes. `reads` unless told; removing is no write here. */
  readonly redis?: 'nothing' | 'reads' | 'writes';
  /** What can go wrong beside what can always go wrong. */
  readonly errors?: readonly ErrorType[];
  /** The content type of the body, where that is not JSON. */
  readonly type?: string;
  /** Other answers, by status, in place of what is said of that status otherwise. */
  readonly also?: Readonly<Record<number, RouteAnswer>>;
}

const ALWAYS: readonly ErrorType[] = [InvalidInputError, InternalError];

const OF_REDIS: Readonly<Record<NonNullable<Answer['redis']>, readonly ErrorType[]>> = {
  nothing: [],
  reads: [RedisUnavailableError],
  writes: [RedisUnavailableError, RedisFullError],
};

/** Sets the status of a route and documents what it answers, errors included. */
export function Answers(answer: Answer): MethodDecorator {
  const { summary, status, schema, redis = 'reads', errors = [], type, also } = answer;
  return applyDecorators(
    HttpCode(status),
    summarized(summary),
    ...(type ? [produces(type)] : []),
    answers({
      [status]: { description: schema ? 'Done' : 'Done, no body', ...(schema && { standardSchema: schema }) },
      ...errorAnswers([...ALWAYS, ...OF_REDIS[redis], ...errors]),
      ...also,
    }),
  );
}

/** What a streaming route can say of itself: it is a GET, answers 200, and its `schema` is that of one event's data. */
export type Stream = Omit<Answer, 'status' | 'schema' | 'type' | 'also'> & { readonly schema: z.ZodType };

/**
 * Makes a GET route answer with server-sent events: its handler returns an `EventStream`, after it has checked its
 * input. It needs no twin on the Redis transport, which has channels of its own.
 */
export function Streams({ summary, schema, redis = 'reads', errors = [] }: Stream): MethodDecorator {
  return applyDecorators(
    UseInterceptors(EventStreamInterceptor),
    summarized(summary),
    produces('text/event-stream'),
    answers({
      200: { description: 'Events, each with this as its data', standardSchema: schema },
      ...errorAnswers([...ALWAYS, ...OF_REDIS[redis], ...errors]),
    }),
  );
}

/**
 * Lets a route take JSON as `text/plain` as well, as `navigator.sendBeacon` sends it to another origin without asking first. Only
 * for what any page may do: everywhere else that type is refused.
 */
export const TakesText = (): MethodDecorator => routeConfig({ takesText: true });

/** One answer for each status, with an example for each code that it can carry. */
function errorAnswers(errors: readonly ErrorType[]): Record<number, RouteAnswer> {
  const byStatus = Map.groupBy(errors, ({ kind }) => KINDS[kind].status);
  return Object.fromEntries([...byStatus].map(([status, group]) => [status, errorAnswer(group)]));
}

function errorAnswer(group: readonly ErrorType[]): RouteAnswer {
  return {
    description: `${KINDS[group[0]?.kind ?? 'internal'].title}: ${group.map(({ code }) => `\`${code}\``).join(', ')}`,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(group.map((error) => [error.code, { value: exampleOf(error) }])),
      },
    },
  };
}

function exampleOf({ code, kind }: ErrorType): z.output<typeof problem> {
  const { status, title } = KINDS[kind];
  return { type: problemType(code), title, status, detail: 'What went wrong', code, requestId: 'req-1' };
}
