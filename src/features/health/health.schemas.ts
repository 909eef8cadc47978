import { z } from 'zod';

export const livenessOutput = z
  .strictObject({ status: z.literal('ok') })
  .meta({ id: 'Liveness', example: { status: 'ok' } });

const indicators = z.record(
  z.string(),
  z.looseObject({ status: z.enum(['up', 'down']), cause: z.string().optional() }),
);

export const readinessOutput = z
  .strictObject({
    status: z.enum(['ok', 'error', 'shutting_down']),
    info: indicators.describe('What is well'),
    error: indicators.describe('What is not, with the cause'),
    details: indicators.describe('Both'),
  })
  .meta({
    id: 'Readiness',
    example: {
      status: 'ok',
      info: { redis: { status: 'up', latencyMs: 0.21, version: '7.4.2' }, service: { status: 'up' } },
      error: {},
      details: { redis: { status: 'up', latencyMs: 0.21, version: '7.4.2' }, service: { status: 'up' } },
    },
  });
