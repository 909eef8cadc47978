import type { Command } from 'ioredis';
import type { RedisClient } from '../../src/redis/index.js';

/** Notes the names of the commands that a client sends, until `stop()`. */
export function watchCommands(client: RedisClient): { readonly names: string[]; stop(): void } {
  const names: string[] = [];
  const send = client.sendCommand.bind(client) as (command: Command, ...rest: unknown[]) => unknown;
  const watched = (command: Command, ...rest: unknown[]) => {
    names.push(command.name);
    return send(command, ...rest);
  };
  client.sendCommand = watched as typeof client.sendCommand;
  return { names, stop: () => void (client.sendCommand = send as typeof client.sendCommand) };
}
