import { Get, Query } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import { listOutput, listQuery, verifyOutput, type ListQuery } from './audit.schemas.js';
import { AuditService } from './audit.service.js';

/** `/audit`: what was done by whom. */
@HttpController('audit')
export class AuditHttpController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Answers({ summary: 'List what was done, the newest first', status: 200, schema: listOutput })
  async list(@Query({ schema: listQuery }) query: ListQuery) {
    return this.audit.list(query);
  }

  @Get('verify')
  @Answers({ summary: 'Check that nothing was changed or taken out', status: 200, schema: verifyOutput })
  async verify() {
    return this.audit.verify();
  }
}
