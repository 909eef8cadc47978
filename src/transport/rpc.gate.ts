import { Logger, UnauthorizedException } from '@nestjs/common';
import { admit, type Principal } from './access.principal.js';
import {
  asEnvelope,
  bodyOf,
  faultOf,
  isEnvelope,
  seal,
  SIGNED_WITHIN_MS,
  type Envelope,
  type Fault,
  type MessageKey,
} from './rpc.envelope.js';

/** Who signs with a key. */
export interface Signer {
  readonly principal: Principal;
  /** What its messages may be signed with: two while the key is rotated. */
  readonly secrets: readonly string[];
}

/** What a server of the Redis transport is told of signed messages. */
export interface MessageGate {
  /** Whether messages that nobody signed are handled as well. */
  readonly unsigned: boolean;
  /** Who signs with the key of this id; undefined where nobody does. `anew`: what is remembered did not fit, it may just have been rotated. */
  signerOf(id: string, anew?: boolean): Promise<Signer | undefined>;
}

/** A message that may be handled, and who sent it where that is known. */
export interface Admitted {
  readonly message: unknown;
  readonly principal?: Principal;
  /** With what the answer is signed. */
  readonly key?: MessageKey;
  /** By what it is known if it comes once more. */
  readonly nonce?: string;
}

/** At most one line in the log for each fault in this time: who floods us with bad messages shall not fill the disk. */
const LOG_EVERY_MS = 10_000;

/** Opens what was signed, and says of what is not good enough why. Without a gate everything is let through. */
export class RpcGate {
  private readonly logger = new Logger('Messages');
  private readonly toldAt = new Map<string, number>();
  private readonly seen = new Nonces();
  private readonly keys = new WeakMap<object, MessageKey>();

  constructor(private readonly gate: MessageGate | undefined) {}

  /** @throws UnauthorizedException if the message was not signed as it has to be; `at` is when it was received */
  open(message: unknown, channel: string, at: number): Admitted | Promise<Admitted> {
    // At once where there is nothing to wait for: what is not signed is not to pay for what is.
    if (!this.gate || (this.gate.unsigned && !isEnvelope(message))) return { message };
    return this.openSigned(this.gate, message, { channel, at });
  }

  private async openSigned(
    gate: MessageGate,
    message: unknown,
    { channel, at }: { channel: string; at: number },
  ): Promise<Admitted> {
    if (!isEnvelope(message)) throw this.refusal('not signed', channel);
    const envelope = asEnvelope(message);
    if (!envelope) throw this.refusal('malformed', channel);
    const signer = await this.signerOf(gate, envelope, { channel, at });
    const body = bodyOf(envelope);
    if (body?.['id'] !== envelope.id) throw this.refusal('malformed', channel);
    const key = usedBy(envelope, signer, at);
    return { message: body, principal: signer.principal, key, nonce: envelope.n };
  }

  /** Who signed it; where the secret that is known does not fit, it is asked for once more: it may be new. */
  private async signerOf(
    gate: MessageGate,
    envelope: Envelope,
    { channel, at }: { channel: string; at: number },
  ): Promise<Signer> {
    for (const anew of [false, true]) {
      const signer = await gate.signerOf(envelope.k, anew);
      const fault = faultOf(envelope, signer?.secrets ?? [], { purpose: 'ask', channel, at });
      if (signer && fault === undefined) return signer;
      if (anew || fault !== 'wrongly signed') throw this.refusal(fault ?? 'malformed', channel);
    }
    throw this.refusal('malformed', channel);
  }

  /** Notes in the context of a message who sent it, for guards; answers whether this process handles it for the first time. */
  admit(context: object, { principal, key, nonce }: Admitted): () => boolean {
    if (principal) admit(context, principal);
    if (key) this.keys.set(context, key);
    return () => nonce === undefined || this.seen.add(nonce);
  }

  /** Signs an answer, where its request was signed. */
  seal(answer: object, context: object | undefined): object {
    const key = context && this.keys.get(context);
    return key ? seal(answer, key, { purpose: 'answer', channel: '' }) : answer;
  }

  private refusal(fault: Fault | 'not signed', channel: string): UnauthorizedException {
    const now = performance.now();
    if (now - (this.toldAt.get(fault) ?? -LOG_EVERY_MS) >= LOG_EVERY_MS) {
      this.toldAt.set(fault, now);
      this.logger.warn({ msg: `A message was refused: ${fault}`, channel: channel.slice(0, 200) });
    }
    return new UnauthorizedException();
  }
}

/** Answers to a caller that knows only the secret before are signed with that. */
function usedBy(envelope: Envelope, { secrets }: Signer, at: number): MessageKey {
  const secret = secrets.find((one) => faultOf(envelope, [one], { purpose: 'ask', at }) === undefined) ?? '';
  return { id: envelope.k, secret };
}

/** What was seen lately, in two generations, so that forgetting costs nothing. */
class Nonces {
  private young = new Set<string>();
  private old = new Set<string>();
  private turnedAt = 0;

  /** Whether it was not seen before. */
  add(nonce: string): boolean {
    const now = performance.now();
    if (now - this.turnedAt > 2 * SIGNED_WITHIN_MS) {
      [this.young, this.old] = [new Set(), this.young];
      this.turnedAt = now;
    }
    if (this.young.has(nonce) || this.old.has(nonce)) return false;
    this.young.add(nonce);
    return true;
  }
}
