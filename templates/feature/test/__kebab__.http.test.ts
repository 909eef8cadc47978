import { startService, type TestService } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('/v1/__kebab__ on %s', (_name, target) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(target);
  });
  afterAll(async () => service.stop());

  it('stores, reads and removes', async () => {
    const path = '/v1/__kebab__/ada/colour';
    const entry = { name: 'colour', value: 'green' };
    expect(await service.request('PUT', path, { value: 'green' })).toMatchObject({
      status: 200,
      body: entry,
    });
    expect(await service.request('GET', path)).toMatchObject({ status: 200, body: entry });
    expect(await service.request('DELETE', path)).toMatchObject({ status: 204 });
    expect(await service.request('GET', path)).toMatchObject({
      status: 404,
      body: { code: '__SCREAMING___NOT_FOUND' },
    });
  });

  it.each([
    ['no value', {}],
    ['an unknown field', { value: 1, ttl: 1 }],
    ['a list', []],
  ])('refuses %s, and changes nothing', async (_what, body) => {
    const path = '/v1/__kebab__/ada/refused';
    expect(await service.request('PUT', path, body)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT' },
    });
    expect(await service.request('GET', path)).toMatchObject({ status: 404 });
  });
});
