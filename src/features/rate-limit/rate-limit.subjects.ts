import { BlockList, isIP } from 'node:net';
import { Injectable, type ExecutionContext } from '@nestjs/common';
import { normalizeIp } from '@nestjs/throttler';
import { InvalidOptionsError } from '../../kernel/errors.js';
import { rateLimitOptions, type Caller, type RateLimitOptions } from './rate-limit.options.js';

/** Who is limited: where the request comes from, who sent it, everybody together, or what a function says. */
export type Subject =
  'ip' | 'user' | 'apiKey' | 'all' | ((context: ExecutionContext) => string | Promise<string>);

/** A request as far as it matters here, of Fastify or Express. */
export interface Request {
  readonly ip?: string;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket?: { readonly remoteAddress?: string };
  readonly user?: { readonly id?: unknown };
}

/** Finds out who is limited. */
@Injectable()
export class RateLimitSubjects {
  private readonly proxies: BlockList | undefined;
  private readonly identify: (request: Request) => Caller | undefined;

  constructor(@rateLimitOptions.inject() options: RateLimitOptions) {
    this.proxies = options.trustedProxies.trim() === '' ? undefined : blockList(options.trustedProxies);
    this.identify = (options.identify as typeof this.identify | undefined) ?? userOf;
  }

  /** The subject of a request; a user or key that is not known counts by address. Over the Redis transport there is none: all are one. */
  async of(subject: Subject, context: ExecutionContext): Promise<string> {
    if (typeof subject === 'function') return subject(context);
    if (subject === 'all') return 'all';
    if (context.getType() !== 'http') return 'rpc';
    const request = context.switchToHttp().getRequest<Request>();
    const { user, apiKey } = subject === 'ip' ? {} : this.caller(request);
    if (subject === 'user' && user !== undefined) return `user:${user}`;
    if (subject === 'apiKey' && apiKey !== undefined) return `key:${apiKey}`;
    return this.address(request);
  }

  /** Who sent the request, as authentication has found out. */
  caller(request: Request): Caller {
    return this.identify(request) ?? {};
  }

  /** The address as a subject; of IPv6 the /64 that one customer gets, or the rest of it would be a bucket each. */
  address(request: Request): string {
    return `ip:${normalizeIp(this.clientIp(request) ?? 'unknown')}`;
  }

  /** Whether the request comes from this very machine. */
  isLoopback(request: Request): boolean {
    const ip = this.clientIp(request) ?? '';
    return ip.startsWith('127.') || ip === '::1' || ip.startsWith('::ffff:127.');
  }

  /**
   * Whoever connected; or, if that is a proxy that we trust, the last address in its X-Forwarded-For that is none.
   * What a caller writes there itself stands before, and is never looked at. Without proxies of ours to trust, what
   * the host app's framework makes of it.
   */
  private clientIp({ ip, headers, socket }: Request): string | undefined {
    if (!this.proxies) return ip ?? socket?.remoteAddress;
    let client = socket?.remoteAddress;
    for (const next of forwardedFor(headers).toReversed()) {
      if (!lists(this.proxies, client) || isIP(next) === 0) break;
      client = next;
    }
    return client;
  }
}

function userOf({ user }: Request): Caller {
  const id = user?.id;
  return typeof id === 'string' || typeof id === 'number' ? { user: String(id) } : {};
}

function forwardedFor(headers: Request['headers']): string[] {
  const lines = headers?.['x-forwarded-for'] ?? '';
  const addresses = [lines].flat().join(',').split(',');
  return addresses.map((address) => withoutPort(address.trim()));
}

/** Some proxies write `1.2.3.4:5678` or `[::1]:5678`. */
function withoutPort(address: string): string {
  return /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ?? /^\[(.+)\](:\d+)?$/.exec(address)?.[1] ?? address;
}

function lists(list: BlockList, ip: string | undefined): boolean {
  const plain = ip?.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '') ?? '';
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

function blockList(networks: string): BlockList {
  const list = new BlockList();
  for (const entry of networks.split(',').map((text) => text.trim())) {
    const [ip = '', bits] = entry.split('/');
    const family = isIP(ip);
    const most = family === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : Number(bits);
    if (family === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > most)
      throw new InvalidOptionsError(
        `trustedProxies (RATE_LIMIT_TRUSTED_PROXIES): "${entry}" is no address and no network`,
      );
    list.addSubnet(ip, prefix, family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
