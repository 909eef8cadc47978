import type { RedisOptions } from 'ioredis';
import { z } from 'zod';
import { defineOptions } from '../kernel/options.js';
import type { RedisClient } from './guard.js';

const isClient = (value: unknown): value is RedisClient =>
  typeof value === 'object' && value !== null && 'sendCommand' in value && 'duplicate' in value;

const fields = z.strictObject({
  url: z
    .string()
    .regex(/^(rediss?|unix):\/\//, 'must start with redis://, rediss:// or unix://')
    .optional()
    .describe(
      'Where Redis is: `redis://user:password@host:6379/0`, `rediss://` for TLS, `unix:///run/redis.sock`',
    ),
  host: z.string().min(1).default('127.0.0.1').describe('Host, where no URL is given'),
  port: z.int().min(1).max(65_535).default(6379).describe('Port, where no URL is given'),
  db: z.int().min(0).optional().describe('Database number; a Cluster has only 0'),
  username: z.string().optional().describe('ACL user'),
  password: z.string().optional().describe('Password of the ACL user, or of `requirepass`'),
  path: z.string().optional().describe('Unix socket, instead of host and port'),
  tls: z
    .boolean()
    .default(false)
    .describe('Speak TLS, with Sentinels too (a `rediss://` URL does so by itself)'),
  tlsCaFile: z
    .string()
    .optional()
    .describe('PEM file of the CA that signed the server certificate; turns TLS on'),
  tlsCertFile: z
    .string()
    .optional()
    .describe(
      'PEM file of the certificate that the service shows, where Redis asks for one (`tls-auth-clients`)',
    ),
  tlsKeyFile: z.string().optional().describe('PEM file of the key to that certificate'),
  sentinels: z.string().optional().describe('Sentinels as `host:port,host:port`'),
  sentinelName: z.string().default('mymaster').describe('Name of the master that the Sentinels watch'),
  sentinelUsername: z.string().optional().describe('ACL user of the Sentinels themselves'),
  sentinelPassword: z.string().optional().describe('Password of the Sentinels themselves'),
  clusterNodes: z
    .string()
    .optional()
    .describe('Some nodes of a Cluster as `host:port,host:port`; the others are found'),
  prefix: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
    .default('rookery')
    .describe('What every key begins with'),
  deadlineMs: z
    .int()
    .min(50)
    .max(60_000)
    .default(700)
    .describe('How long a command may wait for its reply before the caller hears REDIS_UNAVAILABLE'),
  connectTimeoutMs: z.int().min(50).default(2000).describe('How long one attempt to connect may take'),
  bootTimeoutMs: z
    .int()
    .min(0)
    .default(10_000)
    .describe('How long to wait for Redis at start before giving up'),
  client: z
    .custom<RedisClient>(isClient, 'must be an ioredis Redis or Cluster')
    .optional()
    .describe('A client that the app already has, used instead of one of our own; it is never closed by us'),
  ioredis: z
    .custom<RedisOptions>()
    .optional()
    .describe('Further options for ioredis, for what is not named here'),
});

const schema = fields.refine(
  ({ tlsCertFile, tlsKeyFile }) => (tlsCertFile === undefined) === (tlsKeyFile === undefined),
  { path: ['tlsKeyFile'], message: 'and tlsCertFile (REDIS_TLS_CERT_FILE) go together' },
);

/** Options of one Redis connection. */
export const redisOptions = defineOptions('Redis', schema);
/** Options of one Redis connection, checked and with their defaults. */
export type RedisModuleOptions = z.output<typeof schema>;
