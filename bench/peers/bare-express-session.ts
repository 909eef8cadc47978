import { RedisStore } from 'connect-redis';
import express from 'express';
import session from 'express-session';
import { createClient } from 'redis';

// As their READMEs put them together.
const client = await createClient({ url: process.env['REDIS_URL'] ?? '' }).connect();
const app = express();
app.use(
  session({
    secret: 'a key for the bench, which is a secret to nobody',
    store: new RedisStore({ client }),
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 1_800_000 },
  }),
);

type Visitor = session.Session & { userId?: string };

app.get('/login/:user', (request, response) => {
  (request.session as Visitor).userId = request.params.user;
  response.json({});
});
app.get('/me', (request, response) => {
  const { userId } = request.session as Visitor;
  if (userId === undefined) response.status(401).end();
  else response.json({ userId });
});
app.listen(Number(process.env['PORT']), '127.0.0.1');
