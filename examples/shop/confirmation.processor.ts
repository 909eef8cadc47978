import { Process, Processor, type Job } from 'rookery';
import { Orders, type Confirmation } from './orders.js';

/** Asks a provider that fails now and then; a failed attempt comes again. */
@Processor('confirmations', { concurrency: 10 })
export class ConfirmationProcessor {
  constructor(private readonly orders: Orders) {}

  @Process('confirm')
  async confirm(job: Job<Confirmation>): Promise<{ reference: string }> {
    const reference = askProvider(job);
    await this.orders.confirm(job.data, reference);
    return { reference };
  }
}

/** Busy at the first try of each order. */
function askProvider({ attempt, data }: Job<Confirmation>): string {
  if (attempt === 1) throw new Error('The provider is busy');
  return `ref-${data.orderId.slice(0, 8)}`;
}
