export { AuditModule } from './audit.module.js';
export { auditOptions, type AuditOptions } from './audit.options.js';
export type { AuditEntry, AuditPage, AuditVerified } from './audit.schemas.js';
export { AuditService, type NewAuditEntry } from './audit.service.js';
