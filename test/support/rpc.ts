import { ClientProxyFactory, Transport, type ClientProxy } from '@nestjs/microservices';
import { firstValueFrom, timeout } from 'rxjs';

/** An unmodified Nest client of the Redis transport. */
export function stockClient(port: number): ClientProxy {
  return ClientProxyFactory.create({
    transport: Transport.REDIS,
    options: { host: '127.0.0.1', port, retryAttempts: 10, retryDelay: 50 },
  });
}

/** Asks and waits for the one answer; throws what the service threw. */
export async function ask<T = Record<string, unknown>>(
  client: ClientProxy,
  pattern: string,
  data: unknown,
): Promise<T> {
  return firstValueFrom(client.send<T>(pattern, data).pipe(timeout(5000)));
}

/** What asking fails with. */
export async function refusal(
  client: ClientProxy,
  pattern: string,
  data: unknown,
): Promise<Record<string, unknown>> {
  try {
    await ask(client, pattern, data);
  } catch (error) {
    return error as Record<string, unknown>;
  }
  throw new Error(`${pattern} was not refused`);
}
