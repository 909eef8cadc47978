import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** One service of orders, and two replicas of the one that it asks; all end with this process. */
const start = (name: string): ChildProcess =>
  fork(fileURLToPath(new URL(`${name}.service.js`, import.meta.url)), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });

const replicas = [start('stock'), start('stock')];
await Promise.all(replicas.map(async ({ stdout }) => stdout && once(stdout, 'data')));
const orders = start('orders');
orders.stdout?.pipe(process.stdout);

const all = [...replicas, orders];
const stop = async () => {
  const ended = all.map(async (child) => child.exitCode === null && once(child, 'exit'));
  for (const child of all) child.kill('SIGTERM');
  await Promise.all(ended);
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
