import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { tell } from './rate-limit.guard.js';
import { rateLimitOptions, type RateLimitOptions } from './rate-limit.options.js';
import { RateLimitService, type RuleInput } from './rate-limit.service.js';
import { RateLimitSubjects, type Request } from './rate-limit.subjects.js';

/** A request with the route that it has matched: a path written another way is no way around. */
interface RoutedRequest extends Request {
  readonly method: string;
  readonly routeOptions?: { readonly url?: string };
  readonly route?: { readonly path?: string };
}

/**
 * Limits a whole app, as `APP_GUARD`: each API key, or where none is known each address, and those routes more strictly
 * where somebody could try passwords. The Redis transport is not limited: who speaks over it has Redis' own password.
 */
@Injectable()
export class AppRateLimitGuard implements CanActivate {
  private readonly strict: ReadonlySet<string>;
  private readonly unlimited: ReadonlySet<string>;

  constructor(
    private readonly limiter: RateLimitService,
    private readonly subjects: RateLimitSubjects,
    @rateLimitOptions.inject() private readonly options: RateLimitOptions,
  ) {
    this.strict = routes(options.strictRoutes);
    this.unlimited = routes(options.unlimitedRoutes);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<RoutedRequest>();
    if (!this.options.limitLoopback && this.subjects.isLoopback(request)) return true;
    const rules = this.rulesFor(request);
    return rules.length === 0 || this.admit(rules, context);
  }

  /**
   * Counts a request whose key is unknown against its address, as one to a strict route: whoever guesses keys is slowed down, and
   * costs Redis no more than anybody else.
   *
   * @throws RateLimitedError beyond the limit
   */
  async countStranger(context: ExecutionContext): Promise<void> {
    const request = context.switchToHttp().getRequest<RoutedRequest>();
    if (!this.options.limitLoopback && this.subjects.isLoopback(request)) return;
    const { ipLimitPerMinute, strictLimitPerMinute } = this.options;
    const subject = this.subjects.address(request);
    const rules: RuleInput[] = [];
    if (ipLimitPerMinute > 0) rules.push({ policy: 'service-ip', subject });
    if (strictLimitPerMinute > 0) rules.push({ policy: 'service-strict', subject });
    if (rules.length > 0) await this.admit(rules, context);
  }

  private async admit(rules: RuleInput[], context: ExecutionContext): Promise<boolean> {
    tell(context, (await this.limiter.takeAll(rules)).rules, this.options.headers);
    return true;
  }

  private rulesFor(request: RoutedRequest): RuleInput[] {
    const route = routeOf(request);
    if (this.unlimited.has(route)) return [];
    const { ipLimitPerMinute, keyLimitPerMinute, strictLimitPerMinute } = this.options;
    const { apiKey } = this.subjects.caller(request);
    const subject = this.subjects.address(request);
    const rules: RuleInput[] = [];
    if (apiKey === undefined && ipLimitPerMinute > 0) rules.push({ policy: 'service-ip', subject });
    if (apiKey !== undefined && keyLimitPerMinute > 0)
      rules.push({ policy: 'service-key', subject: `key:${apiKey}` });
    if (strictLimitPerMinute > 0 && this.strict.has(route)) rules.push({ policy: 'service-strict', subject });
    return rules;
  }
}

function routeOf({ method, routeOptions, route }: RoutedRequest): string {
  return `${method} ${routeOptions?.url ?? route?.path ?? ''}`;
}

function routes(list: string): ReadonlySet<string> {
  return new Set(list.split(',').map((route) => route.trim().replaceAll(/\s+/g, ' ')));
}
