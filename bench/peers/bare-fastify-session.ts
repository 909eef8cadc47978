import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import { RedisStore } from 'connect-redis';
import Fastify from 'fastify';
import { createClient } from 'redis';

// As their READMEs put them together.
const client = await createClient({ url: process.env['REDIS_URL'] ?? '' }).connect();
const app = Fastify();
await app.register(fastifyCookie);
await app.register(fastifySession, {
  secret: 'a key for the bench, which is a secret to nobody',
  store: new RedisStore({ client }),
  saveUninitialized: false,
  cookie: { secure: false, maxAge: 1_800_000 },
});

type Visitor = Record<string, unknown> & { userId?: string };

app.get<{ Params: { user: string } }>('/login/:user', (request, reply) => {
  (request.session as unknown as Visitor).userId = request.params.user;
  void reply.send({});
});
app.get('/me', async (request, reply) => {
  const { userId } = request.session as unknown as Visitor;
  return userId === undefined ? reply.code(401).send() : { userId };
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
