import { AppError } from '../../kernel/errors.js';

/** There is no such site, and sites do not come with their first event here (`openSites`). */
export class SiteNotFoundError extends AppError {
  static override readonly code = 'SITE_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor(site: string) {
    super(`There is no site "${site}"`);
  }
}

/** There are as many sites as may be (`maxSites`); the event was not counted. */
export class SiteLimitError extends AppError {
  static override readonly code = 'SITE_LIMIT';
  static override readonly kind = 'conflict';

  constructor(max: number) {
    super(`There are ${max} sites already, which is as many as may be`);
  }
}

/** The options give a site another time zone or number of shards than it was made with; its counters would no longer fit. */
export class SiteMismatchError extends AppError {
  static override readonly code = 'SITE_MISMATCH';
  static override readonly kind = 'conflict';

  constructor(site: string, made: string) {
    super(`The site "${site}" was made with ${made}: neither can change later`);
  }
}

/** The request comes from a page of an origin that the site does not list. */
export class OriginNotAllowedError extends AppError {
  static override readonly code = 'ORIGIN_NOT_ALLOWED';
  static override readonly kind = 'forbidden';

  constructor() {
    super('Pages of this origin may not send events to this site');
  }
}

/** So many events wait for Redis that no more are taken; they were not counted. Send them again later. */
export class AnalyticsOverloadedError extends AppError {
  static override readonly code = 'ANALYTICS_OVERLOADED';
  static override readonly kind = 'unavailable';

  constructor(message = 'Too many events wait to be stored: send these again later') {
    super(message);
  }
}

/** The site does not keep on which days its users were active (`users: 'exact'`), so nobody can tell who came back. */
export class UsersNotKeptError extends AppError {
  static override readonly code = 'USERS_NOT_KEPT';
  static override readonly kind = 'conflict';

  constructor(site: string) {
    super(`The site "${site}" does not keep when its users were active: set its users to "exact"`);
  }
}

/** The site has no funnel of this name. */
export class FunnelNotFoundError extends AppError {
  static override readonly code = 'FUNNEL_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor(site: string, funnel: string) {
    super(`The site "${site}" has no funnel "${funnel}"`);
  }
}
