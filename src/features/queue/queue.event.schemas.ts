import { z } from 'zod';

export const jobEvent = z
  .strictObject({
    event: z
      .enum(['progress', 'completed', 'failed', 'dead', 'gap'])
      .describe('`failed`: it will be tried again; `gap`: events may have been missed here'),
    id: z.string().describe('Of the job; empty for a gap'),
    progress: z.unknown().optional(),
    result: z.unknown().optional().describe('Of a completed job whose result is kept'),
    error: z.unknown().optional().describe('Of a failed or dead one'),
  })
  .meta({ id: 'JobEvent', example: { event: 'completed', id: 'q0Zk3vXw1a2', result: { messageId: '17' } } });
/** What happened to a job. */
export type JobEvent = z.output<typeof jobEvent>;
