import { Get, Res, ServiceUnavailableException } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Answers, HttpController, OpenToAll } from '../../transport/index.js';
import { livenessOutput, readinessOutput } from './health.schemas.js';
import { HealthService } from './health.service.js';

/** `/livez` and `/readyz`, for whoever decides to restart the process or to send it requests. */
@HttpController('', 'service')
@OpenToAll('Who decides whether a process gets requests has no key; it tells nothing of what is in Redis')
export class HealthHttpController {
  constructor(
    private readonly health: HealthService,
    private readonly checks: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
  ) {}

  @Get('livez')
  @Answers({
    summary: 'Whether the process runs; says nothing of Redis',
    status: 200,
    schema: livenessOutput,
    redis: 'nothing',
  })
  live() {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Answers({
    summary: 'Whether requests can be served, and if not, why',
    status: 200,
    schema: readinessOutput,
    also: { 503: { description: 'Not now; `error` says why', standardSchema: readinessOutput } },
  })
  async ready(
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
  ): Promise<HealthCheckResult> {
    try {
      return await this.checks.check([
        async () => this.redis(),
        () => this.service(),
        ...this.health.parts().map(
          ([name, state]) =>
            () =>
              this.part(name, state),
        ),
      ]);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      reply.status(503);
      return error.getResponse() as HealthCheckResult;
    }
  }

  private async redis() {
    const { status, ...details } = await this.health.redis();
    const session = this.indicators.check('redis');
    return status === 'up' ? session.up(details) : session.down(details);
  }

  private part(name: string, { status, ...details }: ReturnType<HealthService['parts']>[number][1]) {
    const session = this.indicators.check(name);
    return status === 'up' ? session.up(details) : session.down(details);
  }

  private service() {
    const session = this.indicators.check('service');
    return this.health.isStopping ? session.down({ cause: 'shutting down' }) : session.up();
  }
}
