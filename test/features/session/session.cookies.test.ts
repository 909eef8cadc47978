import { HttpAdapterHost } from '@nestjs/core';
import fc from 'fast-check';
import { SessionCookies } from '../../../src/features/session/session.cookies.js';
import { CrossOriginRefusedError } from '../../../src/features/session/session.errors.js';
import { sessionOptions } from '../../../src/features/session/session.options.js';

const cookies = new SessionCookies(new HttpAdapterHost(), sessionOptions.check({}));
const get = (headers: Record<string, string | string[]>) => cookies.read({ method: 'GET', headers });
const ofCookie = (cookie: string) => get({ cookie })?.token;

describe('the token of a request', () => {
  it.each([
    ['__Host-session=a', 'a'],
    ['theme=dark; __Host-session=a', 'a'],
    ['theme=dark;__Host-session=a;other=b', 'a'],
    [' \t__Host-session=a \t; other=b', 'a'],
    ['__Host-session=first; __Host-session=second', 'first'],
    ['__Host-session=a=b', 'a=b'],
    ['__Host-session=', undefined],
    ['__Host-session=  ; other=b', undefined],
    ['__Host-session=; __Host-session=second', undefined],
    ['x__Host-session=a', undefined],
    ['__host-session=a', undefined],
    ['other=__Host-session=a', undefined],
    ['__Host-session', undefined],
    ['; ;\t;', undefined],
    ['', undefined],
  ])('in the cookies %j is %j', (cookie, token) => {
    expect(ofCookie(cookie)).toBe(token);
  });

  it('is in any cookies what splitting and trimming makes it', () => {
    const piece = fc.constantFrom(
      '__Host-session=',
      '__Host-session',
      ';',
      '; ',
      ' ',
      '\t',
      '=',
      'a',
      'b=c',
      ',',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const cookie = pieces.join('');
        const pairs = cookie.split(';').map((pair) => pair.replaceAll(/^[ \t]+|[ \t]+$/g, ''));
        const pair = pairs.find((each) => each.startsWith('__Host-session='));
        expect(ofCookie(cookie)).toBe(pair?.slice('__Host-session='.length) || undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('is rather that of the header, whose scheme is written in any case', () => {
    const cookie = '__Host-session=by-cookie';
    for (const authorization of ['Session by-header', 'session by-header', 'SESSION  by-header'])
      expect(get({ authorization, cookie })).toEqual({ token: 'by-header', by: 'header' });
    for (const authorization of ['Bearer by-header', 'Session', 'Session a b', 'xSession a', 'Sessiona'])
      expect(get({ authorization, cookie })).toEqual({ token: 'by-cookie', by: 'cookie' });
    expect(get({ authorization: 'Bearer x' })).toBeUndefined();
    expect(get({})).toBeUndefined();
  });

  it('is none where a header came more than once', () => {
    expect(
      get({ cookie: ['__Host-session=a', '__Host-session=b'], authorization: ['Session a'] }),
    ).toBeUndefined();
  });
});

describe('a request that carries the cookie', () => {
  const asked = (method: string, headers: Record<string, string>) => () =>
    cookies.read({ method, headers: { cookie: '__Host-session=a', host: 'app.example:8443', ...headers } });

  it.each(['GET', 'HEAD', 'OPTIONS'])('may come from anywhere where it changes nothing: %s', (method) => {
    expect(asked(method, { 'sec-fetch-site': 'cross-site' })()).toEqual({ token: 'a', by: 'cookie' });
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'QUERY', 'get'])(
    'comes from a page of its own else: %s',
    (method) => {
      expect(asked(method, { 'sec-fetch-site': 'cross-site' })).toThrow(CrossOriginRefusedError);
      expect(asked(method, { 'sec-fetch-site': 'same-origin' })()).toEqual({ token: 'a', by: 'cookie' });
    },
  );

  it.each([
    ['https://app.example:8443', true],
    ['https://app.example', false],
    ['https://other.example:8443', false],
    ['https://app.example:8443.evil.example', false],
    ['null', false],
    ['no url', false],
    ['', false],
  ])('by a browser without Fetch metadata has its own Origin: %j', (origin, isOwn) => {
    const read = asked('POST', { origin });
    if (isOwn) expect(read()).toEqual({ token: 'a', by: 'cookie' });
    else expect(read).toThrow(CrossOriginRefusedError);
  });
});
