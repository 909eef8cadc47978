import { checkServer } from '../../src/redis/boot-checks.js';
import type { RedisClient } from '../../src/redis/index.js';

/** No such old server can be installed any more, so its answers are written down here. */
function serverThatSays(info: string): RedisClient {
  const seconds = Math.floor(Date.now() / 1000);
  return {
    info: async () => info,
    time: async () => [String(seconds), '0'],
    set: async () => 'OK',
  } as unknown as RedisClient;
}

describe('the version of the server', () => {
  it.each([
    ['redis_version:6.2.14\r\n', /Redis 6\.2\.14 is too old: .* Redis 7\.0 or newer/],
    ['', /Redis 0 is too old/],
  ])('%j is refused', async (info, message) => {
    await expect(checkServer(serverThatSays(info), 'key')).rejects.toThrow(message);
  });

  it.each([
    ['redis_version:7.0.0\r\n', '7.0.0'],
    ['redis_version:10.1.0\r\n', '10.1.0'],
    ['redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.1.0\r\n', '8.1.0'],
  ])('%j is fine', async (info, version) => {
    expect(await checkServer(serverThatSays(info), 'key')).toMatchObject({ version, warnings: [] });
  });
});
