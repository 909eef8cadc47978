import { z } from 'zod';

export const scrapeOutput = z
  .string()
  .describe('Metrics in the text format of Prometheus, version 0.0.4')
  .meta({
    id: 'Metrics',
    example:
      '# HELP rookery_redis_up Whether Redis answers\n# TYPE rookery_redis_up gauge\nrookery_redis_up 1\n',
  });
