import { createHmac } from 'node:crypto';
import { newToken, readToken, TokenMacs } from '../../../src/features/session/session.token.js';

describe('the MAC of a token', () => {
  it.each([0, 1, 32, 63, 64, 65, 128, 1000])('is HMAC-SHA-256, under a key of %d bytes too', (bytes) => {
    for (const secret of ['k'.repeat(bytes), 'ä😀'.repeat(bytes).slice(0, bytes)]) {
      const macs = new TokenMacs({ secret, previousSecret: `${secret} before` });
      for (let i = 0; i < 20; i++) {
        const token = newToken(`user-${i}`);
        const hmac = (key: string) => createHmac('sha256', key).update(token.text).digest('base64url');
        expect(macs.of(token)).toBe(hmac(secret));
        expect(macs.both(token)).toEqual({ mac: hmac(secret), oldMac: hmac(`${secret} before`) });
      }
    }
  });

  it('is there without a secret, and none of a key before where there is none', () => {
    const token = newToken('ada');
    const mac = createHmac('sha256', '').update(token.text).digest('base64url');
    expect(new TokenMacs({}).both(token)).toEqual({ mac, oldMac: '' });
  });
});

describe('a token', () => {
  it('is read only as what it can be', () => {
    const { text, sid } = newToken('ada');
    expect(readToken(text)).toEqual({ text, sid });
    for (const other of [
      `${text}x`,
      text.slice(1),
      ` ${text}`,
      `${text}\n`,
      text.replace('.', '-'),
      `ä${text.slice(1)}`,
      '',
    ])
      expect(readToken(other)).toBeUndefined();
  });
});
