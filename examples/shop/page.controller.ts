import { Controller, Get, Header, Headers, Ip } from '@nestjs/common';
import { AnalyticsService, Public } from 'rookery';

/** The page of the shop: everything it does goes through the routes that a curl can call. */
@Controller()
export class PageController {
  constructor(private readonly analytics: AnalyticsService) {}

  @Public()
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async page(@Ip() ip: string, @Headers('user-agent') userAgent: string | undefined): Promise<string> {
    // Nobody waits for a count, and the address is not kept.
    await this.analytics.track(
      'shop',
      { name: 'pageview', path: '/' },
      { ack: 'buffered', visitor: { ip, userAgent } },
    );
    return PAGE;
  }
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>The shop</title>
<style>body{font:16px/1.5 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem}button{font:inherit}</style>
<h1>The shop</h1>
<p id="who"></p><p id="visits"></p>
<form id="login"><label>Name <input name="user" required></label>
<label>Password <input name="password" type="password" value="rook"></label> <button>Log in</button></form>
<button id="logout" hidden>Log out</button>
<h2>Products</h2><ul id="products"></ul><p id="reads"></p>
<h2>Your orders</h2><ul id="orders"></ul><p id="message" role="status"></p>
<script>
const at = (id) => document.getElementById(id);
const ask = async (method, path, body) => {
  const answer = await fetch(path, { method, headers: body && { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
  const told = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) throw new Error(told.detail ?? told.message ?? answer.statusText);
  return told;
};
const show = (list, items, render) => at(list).replaceChildren(...items.map((item) => {
  const line = document.createElement('li'); render(line, item); return line;
}));
const tell = (text) => { at('message').textContent = text; };
async function refresh() {
  const { items, reads } = await ask('GET', '/products');
  at('reads').textContent = 'The database was read ' + reads + ' times.';
  const { today, now } = await ask('GET', '/visits');
  at('visits').textContent = 'Seen ' + today + ' times today; ' + now + ' here now.';
  const me = await ask('GET', '/me').catch(() => undefined);
  at('who').textContent = me ? 'You are ' + me.user + ', on ' + me.devices + ' devices; ' + me.online + ' online.' : 'You are not logged in.';
  at('login').hidden = Boolean(me); at('logout').hidden = !me;
  show('products', items, (line, product) => {
    const buy = document.createElement('button');
    buy.textContent = 'Order'; buy.disabled = !me;
    buy.onclick = () => ask('POST', '/orders', { product: product.id }).then(refresh, (error) => tell(error.message));
    line.append(product.name + ', ' + product.price + ' ', buy);
  });
  const orders = me ? (await ask('GET', '/orders')).items : [];
  show('orders', orders, (line, { item }) => { line.textContent = item.product + ': ' + item.state + (item.reference ? ' (' + item.reference + ')' : ''); });
  if (orders.some(({ item }) => item.state === 'placed')) setTimeout(refresh, 500);
}
at('login').onsubmit = (event) => {
  event.preventDefault();
  ask('POST', '/login', Object.fromEntries(new FormData(event.target))).then(() => { tell(''); return refresh(); }, (error) => tell(error.message));
};
at('logout').onclick = () => ask('POST', '/logout').then(refresh);
// Told by whoever changed it, in whichever process; what happens while the connection is away comes afterwards.
new EventSource('/products/changes').onmessage = ({ data }) => {
  const { name, price } = JSON.parse(data);
  tell(name + ' is ' + price + ' now'); refresh();
};
refresh();
</script>
</html>
`;
