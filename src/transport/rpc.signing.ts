import type { Deserializer, Serializer } from '@nestjs/microservices';
import { transformPatternToRoute } from '@nestjs/microservices/utils/transform-pattern.utils.js';
import { asEnvelope, bodyOf, faultOf, seal, type MessageKey } from './rpc.envelope.js';

interface Outgoing {
  readonly id?: unknown;
  readonly pattern?: Parameters<typeof transformPatternToRoute>[0];
  readonly metadata?: object;
}

/** What a Nest client of the Redis transport is given to sign what it sends and to believe only what was signed for it. */
export interface Signing {
  readonly serializer: Serializer;
  readonly deserializer: Deserializer;
}

/**
 * Signs the messages of a client, Nest's own or ours, with the key of the service:
 * `new RedisRpcClient(redis, signMessages(messageKeyOf(apiKey)))`, or in the options of `Transport.REDIS`. Answers that are not
 * signed with the same key are taken for none, so a call that a stranger answers ends as if nobody had.
 */
export function signMessages(key: MessageKey): Signing {
  return {
    serializer: {
      serialize: (packet: Outgoing) =>
        seal(packet, key, { purpose: 'ask', channel: transformPatternToRoute(packet.pattern ?? '') }),
    },
    // A deserializer that throws would be an unhandled rejection in the caller's process.
    deserializer: { deserialize: (message: unknown) => answerIn(message, key) ?? { id: undefined } },
  };
}

function answerIn(message: unknown, key: MessageKey): Record<string, unknown> | undefined {
  const envelope = asEnvelope(message);
  if (envelope?.k !== key.id) return undefined;
  const fault = faultOf(envelope, [key.secret], { purpose: 'answer', at: Date.now() });
  return fault === undefined ? bodyOf(envelope) : undefined;
}
