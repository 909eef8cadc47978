import { z } from 'zod';
import { jsonValue } from '../../kernel/schema.js';
import { pipelineCommand } from './kv.commands.js';

/** Most commands in one pipeline. */
const MAX_COMMANDS = 1000;

export const pipelineInput = z
  .strictObject({
    atomic: z.boolean().default(false).describe('All commands or none, and nothing of others in between'),
    commands: z.array(pipelineCommand).min(1).max(MAX_COMMANDS),
  })
  .meta({
    id: 'Pipeline',
    example: {
      atomic: true,
      commands: [
        { op: 'set', key: 'cart:{42}:owner', value: 'ada' },
        { op: 'rpush', key: 'cart:{42}:items', values: ['book', 'lamp'] },
        { op: 'increment', key: 'cart:{42}:changes' },
      ],
    },
  });
/** A pipeline as callers write it: up to 1000 commands, and whether they are atomic. */
export type PipelineInput = z.input<typeof pipelineInput>;

export const pipelineOutput = z
  .strictObject({
    results: z.array(
      z.discriminatedUnion('ok', [
        z.strictObject({ ok: z.literal(true), value: jsonValue }),
        z.strictObject({ ok: z.literal(false), code: z.string(), detail: z.string() }),
      ]),
    ),
  })
  .meta({
    id: 'PipelineResults',
    example: {
      results: [
        { ok: true, value: true },
        { ok: true, value: 2 },
        { ok: true, value: 1 },
      ],
    },
  });
/** What one command came to: its value, or the stable code and a sentence of its failure. */
export type PipelineResult = z.output<typeof pipelineOutput>['results'][number];
