import { createConnection } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * Where a Redis listens: a port of 127.0.0.1 or the path of a unix socket.
 * @typedef {object} RedisAddress
 * @property {number} [port]
 * @property {string} [path]
 * @property {string} [password]
 * @property {Buffer} [ca] the authority to trust, when the server speaks TLS
 */

/**
 * What INFO says of the server at the address, by field. Fails when nothing answers in time or the answer is an
 * error such as NOAUTH or LOADING. Needs no Redis client, since it runs before anything is installed.
 * @param {RedisAddress} address
 * @param {{ timeoutMs?: number }} [options]
 * @returns {Promise<Record<string, string>>}
 */
export async function redisInfo(address, { timeoutMs = 1000 } = {}) {
  const text = await ask(address, timeoutMs);
  return Object.fromEntries(
    text
      .split('\r\n')
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
}

/**
 * @param {RedisAddress} address
 * @param {number} timeoutMs
 * @returns {Promise<string>}
 */
function ask(address, timeoutMs) {
  const { password } = address;
  const socket = open(address);
  let received = '';
  return new Promise((resolve, reject) => {
    socket.setTimeout(timeoutMs, () => reject(new Error(`no answer within ${timeoutMs} ms`)));
    socket.on('error', reject).on('close', () => reject(new Error('the connection was closed')));
    socket.setEncoding('latin1').on('data', (chunk) => {
      received += chunk;
      const reply = password === undefined ? received : received.replace(/^\+OK\r\n/, '');
      const error = /^-(.*)\r\n/.exec(reply);
      if (error) reject(new Error(error[1]));
      const bulk = /^\$(\d+)\r\n/.exec(reply);
      if (bulk && reply.length >= bulk[0].length + Number(bulk[1])) resolve(reply.slice(bulk[0].length));
    });
    socket.write(`${password === undefined ? '' : `AUTH ${JSON.stringify(password)}\r\n`}INFO\r\n`);
  }).finally(() => socket.destroy());
}

/** @param {RedisAddress} address */
function open({ port = 0, path, ca }) {
  if (path) return createConnection({ path });
  return ca ? connectTls({ host: '127.0.0.1', port, ca }) : createConnection({ host: '127.0.0.1', port });
}
