import { Get, NotFoundException, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { Answers, HttpController, OpenToAll } from '../../transport/index.js';
import { DashboardAssets, type Asset } from './dashboard.assets.js';
import { pageOutput } from './dashboard.schemas.js';

/** What Fastify and Express have in common here. */
interface Reply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}
interface Request {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const FOR_EVER = 'public, max-age=31536000, immutable';

/** `/`, and the files of the page; outside of the prefix of the routes. */
@HttpController('', 'service')
@OpenToAll('A browser has no key yet when it asks for a page; what the page shows asks for one')
export class DashboardPagesHttpController {
  constructor(private readonly assets: DashboardAssets) {}

  @Get('/')
  @Answers({
    summary: 'The dashboard, for people',
    status: 200,
    schema: pageOutput,
    redis: 'nothing',
    type: 'text/html',
  })
  async page(@Req() request: Request, @Res({ passthrough: true }) reply: Reply) {
    reply.header('content-security-policy', this.assets.policy);
    reply.header('referrer-policy', 'no-referrer');
    reply.header('cross-origin-opener-policy', 'same-origin');
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    return send(await this.assets.find(), 'no-cache', { request, reply });
  }

  @Get('assets/:version/:file')
  @Answers({
    summary: 'A file of the dashboard, never to change',
    status: 200,
    schema: pageOutput,
    redis: 'nothing',
    type: 'text/javascript',
  })
  async file(
    @Param() { version, file }: { version: string; file: string },
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    // A page of another version asks for its own files: better none than these, which would not fit it.
    const asset = version === this.assets.version && file ? await this.assets.find(file) : undefined;
    return send(asset, FOR_EVER, { request, reply });
  }
}

function send(
  asset: Asset | undefined,
  caching: string,
  { request, reply }: { request: Request; reply: Reply },
): StreamableFile | undefined {
  if (!asset) throw new NotFoundException();
  reply.header('x-content-type-options', 'nosniff');
  reply.header('cache-control', caching);
  reply.header('vary', 'accept-encoding');
  reply.header('etag', asset.etag);
  if (request.headers['if-none-match'] === asset.etag) {
    reply.status(304);
    return undefined;
  }
  const takesGzip = String(request.headers['accept-encoding'] ?? '').includes('gzip');
  if (takesGzip) reply.header('content-encoding', 'gzip');
  return new StreamableFile(takesGzip ? asset.gzipped : asset.body, { type: asset.type });
}
