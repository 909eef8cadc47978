import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { startExample } from '../support/example.js';
import { startStandalone } from '../support/servers.js';

describe('examples/shop', () => {
  let redis: Awaited<ReturnType<typeof startStandalone>>;
  let shop: Awaited<ReturnType<typeof startExample>>;
  let browser: Browser;
  beforeAll(async () => {
    redis = await startStandalone();
    shop = await startExample('shop', redis.url);
    browser = await startBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await shop.stop();
    await redis.stop();
  });

  const send = async (method: string, path: string, body?: unknown, cookie = '') =>
    fetch(shop.url + path, {
      method,
      headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const login = async (user: string, password = 'rook') => send('POST', '/login', { user, password });
  const cookieOf = async (user: string) =>
    (await login(user)).headers.get('set-cookie')?.split(';', 1)[0] ?? '';

  it('reads its database once for many visitors, and shows a new price at once', async () => {
    const lists = await Promise.all(
      Array.from({ length: 20 }, async () => (await send('GET', '/products')).json()),
    );
    for (const list of lists) expect(list).toMatchObject({ reads: 1 });
    const cookie = await cookieOf('manager');
    expect((await send('PUT', '/products/lamp/price', { price: 51 })).status).toBe(401);
    expect((await send('PUT', '/products/lamp/price', { price: 51 }, cookie)).status).toBe(200);
    expect(await (await send('GET', '/products')).json()).toMatchObject({
      items: expect.arrayContaining([{ id: 'lamp', name: 'A lamp', price: 51 }]),
      reads: 2,
    });
  });

  it('logs one device out and leaves the other in', async () => {
    const [phone, laptop] = [await cookieOf('ada'), await cookieOf('ada')];
    expect(await (await send('GET', '/me', undefined, phone)).json()).toMatchObject({ devices: 2 });
    expect((await send('POST', '/logout', undefined, phone)).status).toBe(204);
    expect((await send('GET', '/me', undefined, phone)).status).toBe(401);
    expect(await (await send('GET', '/me', undefined, laptop)).json()).toMatchObject({ devices: 1 });
  });

  it('tells every open page of a new price, and counts who looks', async () => {
    const [one, other] = [await browser.newPage(), await browser.newPage()];
    for (const page of [one, other]) {
      await page.goto(shop.url);
      await page.getByText(/Seen \d+ times today/).waitFor();
    }
    expect(
      (await send('PUT', '/products/desk/price', { price: 299 }, await cookieOf('manager'))).status,
    ).toBe(200);
    for (const page of [one, other]) await page.getByText('A desk is 299 now').waitFor();
    await eventually(async () =>
      expect(await (await send('GET', '/visits')).json()).toMatchObject({ today: 2, now: 1 }),
    );
    for (const page of [one, other]) await page.close();
  });

  it('limits orders of a user, and lets others order', async () => {
    const cookie = await cookieOf('greedy');
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => send('POST', '/orders', { product: 'book' }, cookie)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(3);
    expect((await send('POST', '/orders', { product: 'book' }, await cookieOf('modest'))).status).toBe(201);
  });

  it('is used in a browser: log in, order, and see the order confirmed at the second attempt', async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(shop.url);
    await page.getByLabel('Name').fill('eve');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('You are eve').waitFor();
    await page.getByRole('button', { name: 'Order' }).first().click();
    await page.getByText(/A?.*book: confirmed \(ref-/).waitFor({ timeout: 20_000 });
    expect(errors).toEqual([]);
    await page.close();
  });

  it('refuses who guesses passwords, and counts no right ones', async () => {
    for (let i = 0; i < 8; i++) expect((await login('bob')).status).toBe(200);
    await eventually(async () => expect((await login('bob', 'wrong')).status).toBe(429));
  });
});
