import { insist, type Answer } from '../service.js';
import { forEach, Ledger, oneOf } from './ledger.js';

interface Known {
  readonly userId: string;
  readonly token: string;
  /** The instant of the last acknowledgement about it. */
  at: number;
  attribute: number;
  readonly unsure: Set<number>;
}

const MOST_LIVE = 200;

/** Who logged in is in, who logged out is out, attributes last, and online is who is logged in. */
export class SessionLedger extends Ledger {
  readonly feature = 'session';
  override readonly clients = 3;
  private readonly live = new Set<Known>();
  private readonly ended = new Set<Known>();
  /** Users of logins that may have happened. */
  private readonly ghosts = new Set<string>();
  private seq = 0;

  async step(): Promise<void> {
    const seq = ++this.seq;
    const someone = oneOf([...this.live]);
    if (someone && this.live.size > MOST_LIVE) await this.logOut(someone);
    else if (!someone || seq % 4 === 0) await this.logIn(`user-${seq}`);
    else if (seq % 4 === 1) await this.patch(someone, seq);
    else if (seq % 12 === 2) await this.logOut(someone);
    else if (seq % 12 === 6) await this.revoke(someone);
    else await this.look(someone);
  }

  private async logIn(userId: string): Promise<void> {
    const answer = await this.send({ method: 'POST', path: '/v1/sessions', body: { userId } });
    if (answer.unsure) this.ghosts.add(userId);
    if (answer.unsure) this.unsure += 1;
    if (!answer.done) return;
    const token = String(answer.body['token']);
    this.live.add({ userId, token, at: answer.at, attribute: 0, unsure: new Set() });
    this.acknowledged += 1;
  }

  private async patch(session: Known, n: number): Promise<void> {
    this.live.delete(session); // one at a time: so the last acknowledged value is the last one
    const answer = await this.current(session, 'PATCH', { attributes: { n } });
    if (answer.unsure) session.unsure.add(n);
    if (answer.done) Object.assign(session, { attribute: n, at: answer.at });
    if (answer.status === 401) this.lose(`the login of ${session.userId}`, session.at);
    else this.live.add(session);
  }

  private async look(session: Known): Promise<void> {
    const ended = oneOf([...this.ended]);
    if (ended && (await this.isActive(ended))) this.lose(`the logout of ${ended.userId}`, ended.at);
    if ((await this.isActive(session)) !== false || !this.live.has(session)) return;
    this.live.delete(session);
    this.lose(`the login of ${session.userId}`, session.at);
  }

  private async logOut(session: Known): Promise<void> {
    await this.end(session, async () => this.current(session, 'DELETE'));
  }

  private async revoke(session: Known): Promise<void> {
    const path = `/v1/users/${session.userId}/sessions`;
    await this.end(session, async () => this.send({ method: 'DELETE', path }));
  }

  /** Until it is certain: what was ended twice is ended. */
  private async end(session: Known, request: () => Promise<Answer>): Promise<void> {
    this.live.delete(session);
    const { at } = await insist(request, { method: 'DELETE', path: session.userId });
    this.ended.add(Object.assign(session, { at }));
    this.acknowledged += 1;
  }

  private async current({ token }: Known, method: string, body?: object): Promise<Answer> {
    const headers = { authorization: `Session ${token}` };
    return this.send({ method, path: '/v1/sessions/current', headers, ...(body && { body }) });
  }

  /** Undefined where nobody could tell. */
  private async isActive({ token }: Known): Promise<boolean | undefined> {
    const { done, body } = await this.send({ method: 'POST', path: '/v1/sessions/verify', body: { token } });
    return done ? body['active'] === true : undefined;
  }

  async verify(): Promise<void> {
    await forEach(this.live, async (session) => {
      const { at, token, userId, attribute, unsure } = session;
      const { body } = await insist(this.send, {
        method: 'POST',
        path: '/v1/sessions/verify',
        body: { token },
      });
      const found = body['session'] as { attributes: { n?: number } } | undefined;
      if (!found) this.live.delete(session);
      if (!found) return this.lose(`the login of ${userId}`, at);
      const n = found.attributes.n ?? 0;
      if (n !== attribute && !unsure.has(n)) this.lose(`${userId}: attribute ${attribute}, found ${n}`, at);
    });
    await forEach(this.ended, async (session) => {
      const { token } = session;
      const { body } = await insist(this.send, {
        method: 'POST',
        path: '/v1/sessions/verify',
        body: { token },
      });
      if (body['active'] !== false) this.lose(`the logout of ${session.userId}`, session.at);
    });
    await this.countOnline();
  }

  private async countOnline(): Promise<void> {
    const { body } = await insist(this.send, { method: 'GET', path: '/v1/users/online/count' });
    const online = Number(body['count']);
    const back = this.lost.filter(({ what }) => what.startsWith('the logout')).length;
    const [least, most] = [this.live.size, this.live.size + this.ghosts.size + back];
    if (online < least || online > most)
      this.broken.push(`${online} are online, with ${least} to ${most} logged in`);
  }
}
