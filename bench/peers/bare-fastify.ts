import Fastify from 'fastify';
import { Redis } from 'ioredis';

// What a GET costs without Nest and without us.
const redis = new Redis(process.env['REDIS_URL'] ?? '');
const app = Fastify();
app.get<{ Params: { key: string } }>('/v1/kv/:key', async ({ params }, reply) => {
  const json = await redis.get(`rookery:kv:${params.key}`);
  return json === null ? reply.code(404).send() : (JSON.parse(json) as unknown);
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
