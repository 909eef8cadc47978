import { z } from 'zod';
import { jsonValue, nameOf, pageLimit } from '../../kernel/schema.js';

export const userId = nameOf('a user id', 128)
  .describe('The id of a user in your own system: 1 to 128 bytes of UTF-8, no control characters')
  .meta({ example: 'ada' });

export const sessionId = z
  .string()
  .regex(/^[\w-]{24}$/, 'must be the id of a session as it was answered')
  .describe('The public id of a session');

const attributeName = nameOf('an attribute', 64);
// More than any configuration allows; the service counts them against its own limits.
const attributes = z
  .record(attributeName, jsonValue)
  .describe('Any JSON values by name, each kept by itself, so that two who write different ones both last');

export const createInput = z
  .strictObject({
    userId,
    attributes: attributes.optional(),
    device: nameOf('a device', 64)
      .optional()
      .describe('What to call the device; else it is read from `userAgent`'),
    userAgent: z
      .string()
      .max(1024)
      .optional()
      .describe("The user's User-Agent header; only what it says of device and browser is kept"),
    ip: z.union([z.ipv4(), z.ipv6()]).optional().describe("The user's address"),
    remember: z
      .boolean()
      .default(false)
      .describe('The longer lives of `rememberIdleMs` and `rememberAbsoluteMs`'),
    cookie: z
      .boolean()
      .default(false)
      .describe('Set the token as a cookie, and do not answer it in the body'),
  })
  .meta({
    id: 'SessionCreate',
    example: { userId: 'ada', device: 'Firefox on Linux', attributes: { theme: 'dark' } },
  });
export type CreateInput = z.output<typeof createInput>;

const sessionExample = {
  id: '3vN0l2qkYb7TtXxkq1Zc4PzA',
  userId: 'ada',
  attributes: { theme: 'dark' },
  version: 1,
  device: 'Firefox on Linux',
  ip: '192.0.2.7',
  remembered: false,
  createdAt: 1_764_000_000_000,
  authenticatedAt: 1_764_000_000_000,
  lastSeenAt: 1_764_000_600_000,
  expiresAt: 1_764_002_400_000,
  absoluteExpiresAt: 1_764_043_200_000,
};

export const sessionOutput = z
  .strictObject({
    id: z.string().describe('Its public id'),
    userId: z.string(),
    attributes: z.record(z.string(), jsonValue),
    version: z.int().describe('Grows with each change of the attributes'),
    device: z.string().nullable(),
    ip: z.string().nullable().describe('The address it was created from'),
    remembered: z.boolean(),
    createdAt: z.int(),
    authenticatedAt: z.int().describe('When the user last proved who they are'),
    lastSeenAt: z.int().describe('When its use was last written down'),
    expiresAt: z.int().describe('When it ends unless it is used'),
    absoluteExpiresAt: z.int().describe('When it ends however much it is used'),
  })
  .meta({ id: 'Session', example: sessionExample });
/** A live session, as its user or a service may see it. Instants are epoch milliseconds by the clock of Redis. */
export type Session = z.output<typeof sessionOutput>;

const token = z.string().max(128).describe('The token of the session: a secret, shown once');
const tokenExample = '3vN0l2qkYb7TtXxkq1Zc4PzA.kqk7Uu0n2Jr2JtCkQm8n1YgX1q0v9w5sH3cT6bZpE4o';

export const issuedOutput = z
  .strictObject({ token: token.optional(), session: sessionOutput })
  .describe('`token` is missing where it was set as a cookie')
  .meta({ id: 'SessionIssued', example: { token: tokenExample, session: sessionExample } });

export const verifyInput = z
  .strictObject({
    token,
    touch: z.boolean().default(true).describe('Whether this counts as use of the session'),
  })
  .meta({ id: 'SessionVerify', example: { token: tokenExample } });
export type VerifyInput = z.output<typeof verifyInput>;

export const verifyOutput = z
  .strictObject({
    active: z.boolean(),
    session: sessionOutput.optional(),
    renewDue: z.boolean().optional().describe('The token is old: rotate it'),
    reason: z
      .enum(['malformed', 'ended', 'wrong_secret', 'rotated', 'reused'])
      .optional()
      .describe(
        'Why not: for your log, not for the client. `ended`: never was, expired, logged out or revoked',
      ),
  })
  .meta({ id: 'SessionVerified', example: { active: true, session: sessionExample, renewDue: false } });

export const patchInput = z
  .strictObject({
    attributes: z.record(attributeName, jsonValue).describe('Attributes to set; null removes one'),
    ifVersion: z.int().min(1).optional().describe('Only if the attributes are still those of this version'),
  })
  .meta({ id: 'SessionPatch', example: { attributes: { theme: 'light', draft: null } } });
export type PatchInput = z.output<typeof patchInput>;

export const rotateInput = z
  .strictObject({
    reauthenticated: z.boolean().default(false).describe('The user has just proved again who they are'),
  })
  .meta({ id: 'SessionRotate', example: { reauthenticated: true } });
export type RotateInput = z.output<typeof rotateInput>;

export const listOutput = z
  .strictObject({
    items: z.array(
      sessionOutput.extend({ current: z.boolean().describe('Whether it is the one of this request') }),
    ),
    nextCursor: z.null(),
  })
  .meta({ id: 'SessionList', example: { items: [{ ...sessionExample, current: true }], nextCursor: null } });

export const exceptQuery = z.strictObject({
  except: z
    .union([z.literal('current'), sessionId])
    .optional()
    .describe('The session that stays: an id, or `current` for the one of this request'),
});
export type ExceptQuery = z.output<typeof exceptQuery>;

export const everyoneQuery = z.strictObject({
  confirm: z.literal('everyone').describe('So that nobody does it by mistake'),
});
export type EveryoneQuery = z.output<typeof everyoneQuery>;

export const revokedOutput = z
  .strictObject({ revoked: z.int().describe('How many live sessions were ended') })
  .meta({ id: 'SessionsRevoked', example: { revoked: 2 } });

export const presenceOutput = z
  .strictObject({
    online: z.boolean().describe('Whether the user has a live session'),
    lastSeenAt: z.int().nullable().describe('null where it is not remembered'),
  })
  .meta({ id: 'UserPresence', example: { online: true, lastSeenAt: 1_764_000_600_000 } });
/** Whether a user has a live session, and when one was last used (epoch milliseconds; null where that is not remembered). */
export type Presence = z.output<typeof presenceOutput>;

/** Most users that one question may be about. */
export const MAX_ASKED = 500;

export const presenceInput = z
  .strictObject({ userIds: z.array(userId).min(1).max(MAX_ASKED) })
  .meta({ id: 'UsersPresenceQuery', example: { userIds: ['ada', 'grace'] } });
export type PresenceInput = z.output<typeof presenceInput>;

export const presencesOutput = z
  .strictObject({ items: z.array(presenceOutput.extend({ userId: z.string() })) })
  .meta({
    id: 'UsersPresence',
    example: { items: [{ userId: 'ada', online: true, lastSeenAt: 1_764_000_600_000 }] },
  });

// 1: a place in a partition. Opaque to callers, so it is checked by whoever reads it.
const cursor = (what: string) =>
  z.string().max(1024).optional().describe(`\`nextCursor\` of the ${what} before`);

export const onlineQuery = z.strictObject({ limit: pageLimit, cursor: cursor('page') });
export type OnlineQuery = z.input<typeof onlineQuery>;

export const onlineOutput = z
  .strictObject({
    items: z.array(z.strictObject({ userId: z.string(), lastSeenAt: z.int(), expiresAt: z.int() })),
    nextCursor: z.string().nullable(),
  })
  .meta({
    id: 'UsersOnline',
    example: {
      items: [{ userId: 'ada', lastSeenAt: 1_764_000_600_000, expiresAt: 1_764_002_400_000 }],
      nextCursor: null,
    },
  });
/** A page of users who are online; `nextCursor` asks for the next one and is null on the last. */
export type OnlinePage = z.output<typeof onlineOutput>;

export const countOutput = z
  .strictObject({
    count: z.int().describe('Users online'),
    sessions: z.int().describe('Their live sessions'),
  })
  .meta({ id: 'UsersOnlineCount', example: { count: 2, sessions: 3 } });

export const eventsQuery = z.strictObject({
  limit: pageLimit,
  cursor: cursor('page, or of the last event that was read'),
});
export type EventsQuery = z.input<typeof eventsQuery>;

export const eventOutput = z
  .strictObject({
    type: z.enum(['created', 'rotated', 'revoked', 'expired', 'reused']),
    at: z.int(),
    userId: z.string().nullable().describe('null where all sessions were revoked'),
    sessionId: z.string().nullable(),
    reason: z.string().nullable().describe('Why it was revoked: `logout`, `limit`, or what the caller said'),
  })
  .meta({
    id: 'SessionEvent',
    example: {
      type: 'revoked',
      at: 1_764_000_600_000,
      userId: 'ada',
      sessionId: sessionExample.id,
      reason: 'logout',
    },
  });
/** What happened to a session. */
export type SessionEvent = z.output<typeof eventOutput>;

export const eventsOutput = z
  .strictObject({ items: z.array(eventOutput), nextCursor: z.string() })
  .describe('There is always a `nextCursor`: what happens later comes after it')
  .meta({ id: 'SessionEvents', example: { items: [], nextCursor: '' } });
/** Some events in order, and where to go on. */
export type SessionEventPage = z.output<typeof eventsOutput>;

// Over the Redis transport the path's parameters travel in the message.
export const userMessage = z.strictObject({ userId });
export type UserMessage = z.output<typeof userMessage>;
export const sessionMessage = z.strictObject({ userId, sessionId });
export type SessionMessage = z.output<typeof sessionMessage>;
export const patchMessage = patchInput.extend({ userId, sessionId });
export type PatchMessage = z.output<typeof patchMessage>;
export const revokeUserMessage = z.strictObject({ userId, except: sessionId.optional() });
export type RevokeUserMessage = z.output<typeof revokeUserMessage>;
