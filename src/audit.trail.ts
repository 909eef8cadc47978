import { Injectable } from '@nestjs/common';
import { auditOptions, AuditService, type AuditOptions } from './features/audit/index.js';
import { AccessObserver, type AccessRule, type Deed, type Principal } from './transport/index.js';

/** As many refusals are told apart; beyond that some are written down sooner again. */
const MAX_REFUSALS = 10_000;

/** Writes down in the audit what the service has done for whom, and to whom it has refused what. */
@Injectable()
export class AuditTrail {
  private readonly refusedAt = new Map<string, number>();

  constructor(
    private readonly audit: AuditService,
    observer: AccessObserver,
    @auditOptions.inject() private readonly options: AuditOptions,
  ) {
    const scopes = new Set(options.scopes.split(',').map((scope) => scope.trim()));
    observer.watch(
      (scope) => scopes.has(scope),
      (deed) => this.done(deed),
    );
  }

  /** A key lacks the scope of what was asked, or has other prefixes. */
  refused({ id }: Principal, { scope = '', what }: AccessRule): void {
    const key = `${id} ${scope}`;
    const now = performance.now();
    if (now - (this.refusedAt.get(key) ?? -Infinity) < this.options.refusalsEveryMs) return;
    if (this.refusedAt.size >= MAX_REFUSALS) this.refusedAt.clear();
    this.refusedAt.set(key, now);
    void this.audit.record({ actor: id, action: scope, what, target: [], outcome: 'refused' });
  }

  private done({ rule, actor = 'open', names, failure, answer }: Deed): void {
    const detail = failure ?? madeBy(answer);
    void this.audit.record({
      actor,
      action: rule.scope ?? '',
      what: rule.what,
      target: names.map((name) => name.slice(0, 200)),
      outcome: failure === undefined ? 'done' : 'failed',
      ...(detail !== undefined && { detail }),
    });
  }
}

/** The public id of what was made, where the answer tells one. */
function madeBy(answer: unknown): string | undefined {
  const { apiKey, session } = Object(answer) as { apiKey?: { id?: unknown }; session?: { id?: unknown } };
  const id = apiKey?.id ?? session?.id;
  return typeof id === 'string' ? id : undefined;
}
