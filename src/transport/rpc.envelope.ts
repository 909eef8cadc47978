import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** With what a service signs its messages: the public id of its key, and a secret that both sides can derive from the key. */
export interface MessageKey {
  readonly id: string;
  readonly secret: string;
}

/**
 * A message as it travels when it is signed. The body travels as text, so that there is one way to write it. What stands after the
 * MAC is a hint for whoever has to know before it is opened; inside it is told once more, and that is what counts.
 */
export interface Envelope {
  readonly v: 1;
  /** The id of the key. */
  readonly k: string;
  /** When it was signed, in epoch milliseconds. */
  readonly t: number;
  /** 128 random bits. */
  readonly n: string;
  /** Where it was published. */
  readonly c: string;
  readonly b: string;
  readonly m: string;
  readonly replyTo?: string;
  readonly id?: string;
}

/** A request or event, or the answer to one: neither can be passed off as the other. */
export type Purpose = 'ask' | 'answer';

/** Why an envelope was not opened; for the log, not for who sent it. */
export type Fault =
  'malformed' | 'signed by an unknown key' | 'wrongly signed' | 'too old' | 'for another channel';

/**
 * How far the clocks of two services may be apart, the time on the way included. Twice this is less than the 30 s for which
 * it is remembered who handled a request, so a message that is sent once more is either too old or known.
 */
export const SIGNED_WITHIN_MS = 14_000;

const NONCE_BYTES = 16;

/** Signs a message for one channel. */
export function seal(
  packet: { readonly id?: unknown; readonly metadata?: object },
  key: MessageKey,
  { purpose, channel }: { readonly purpose: Purpose; readonly channel: string },
): Envelope {
  const envelope = {
    v: 1 as const,
    k: key.id,
    t: Date.now(),
    n: randomBytes(NONCE_BYTES).toString('base64url'),
    c: channel,
    b: JSON.stringify(packet),
  };
  const { replyTo } = (packet.metadata ?? {}) as { replyTo?: string };
  return {
    ...envelope,
    m: macOf(envelope, purpose, key.secret),
    ...(replyTo !== undefined && { replyTo }),
    // The last of all: whoever leaves a request to others need not parse it.
    ...(typeof packet.id === 'string' && { id: packet.id }),
  };
}

/** Whether a message is meant to be an envelope. */
export function isEnvelope(message: unknown): message is Partial<Record<keyof Envelope, unknown>> {
  return (
    typeof message === 'object' && message !== null && 'm' in message && 'k' in message && 'b' in message
  );
}

/** Reads what claims to be an envelope; undefined where it cannot be one. */
export function asEnvelope(message: unknown): Envelope | undefined {
  if (!isEnvelope(message)) return undefined;
  const { v, k, t, n, c, b, m } = message;
  const isWell =
    v === 1 &&
    Number.isSafeInteger(t) &&
    [c, b].every((text) => typeof text === 'string') &&
    [k, n, m].every((text) => typeof text === 'string' && /^[\w-]{1,64}$/.test(text));
  return isWell ? (message as unknown as Envelope) : undefined;
}

/** What is wrong with an envelope; undefined where it is good. `at` is when it was received. */
export function faultOf(
  envelope: Envelope,
  secrets: readonly string[],
  expected: { readonly purpose: Purpose; readonly channel?: string; readonly at: number },
): Fault | undefined {
  const { purpose, channel, at } = expected;
  // Somebody else's key takes as long as one's own.
  const isSigned = (secrets.length > 0 ? secrets : ['']).map((secret) =>
    isSame(macOf(envelope, purpose, secret), envelope.m),
  );
  if (secrets.length === 0) return 'signed by an unknown key';
  if (!isSigned.includes(true)) return 'wrongly signed';
  if (Math.abs(at - envelope.t) > SIGNED_WITHIN_MS) return 'too old';
  return channel === undefined || envelope.c === channel ? undefined : 'for another channel';
}

/** The body of an envelope that was found good; undefined where it is no JSON object. */
export function bodyOf({ b }: Envelope): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(b);
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function macOf({ v, k, t, n, c, b }: Omit<Envelope, 'm'>, purpose: Purpose, secret: string): string {
  // The length of the channel goes before it, so that no two messages are written alike.
  return createHmac('sha256', secret)
    .update(`rookery-${purpose}-${v}\n${k}\n${t}\n${n}\n${c.length}\n${c}\n${b}`)
    .digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
