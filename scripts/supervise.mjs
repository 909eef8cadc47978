import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits on descriptor 3, whose other end only the parent holds. A line starts the command; the end of the
 * stream - the parent asked for it, or died, be it by kill -9 - ends the command and removes what has to go.
 * The command gets $1 tenths of a second to end by itself after SIGTERM (0: none) before SIGKILL.
 */
const supervisor = `
grace=$1 remove=$2; shift 2
trap '' PIPE
finish() {
  [ "$grace" -gt 0 ] && kill -TERM "$child" && kill -CONT "$child"
  while [ "$grace" -gt 0 ] && kill -0 "$child"; do sleep 0.1; grace=$((grace - 1)); done
  kill -KILL "$child"
} 2>/dev/null
while read -r _ <&3; do
  "$@" 3<&- 4<&- & child=$!
  echo "pid $child" >&3
  { read -r _ <&3; finish; } & watcher=$!
  { wait "$child"; code=$?; kill "$watcher"; wait "$watcher"; echo "exited $code" >&3; } 2>/dev/null
done
[ -z "$remove" ] || rm -rf "$remove"
`;

/**
 * @typedef {object} SuperviseOptions
 * @property {number} [graceMs] how long the command may take to end after SIGTERM; 0 kills it at once
 * @property {string} [remove] a file or folder to remove when all is over
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'inherit'} [output] where the command's output goes: to ours, or by default to `lastOutput`
 * @property {Supervised} [outlivedBy] another command that shall go on, when this process dies, until this one ended
 */

/**
 * A command that ends when this process is gone, however it went. It runs in a session of its own, so that a
 * Ctrl-C in the terminal reaches only this process, which then decides in what order things stop. It does not
 * keep this process alive, except while somebody awaits one of its promises.
 */
export class Supervised {
  /** The process id of the command while it runs. @type {number | undefined} */
  pid;
  /** The last 64 kB of what the command wrote. */
  lastOutput = '';
  #exitCode = 0;
  #shell;
  #pipe;
  #events = new EventEmitter();
  #ended = false;
  #closed = false;

  /**
   * @param {string[]} command
   * @param {SuperviseOptions} [options]
   */
  constructor(command, { graceMs = 0, remove = '', output, outlivedBy, cwd, env } = {}) {
    const args = ['-c', supervisor, 'supervisor', String(Math.ceil(graceMs / 100)), remove, ...command];
    const out = output ?? 'pipe';
    // The other one's supervisor sees the end of its stream only once ours has closed it too.
    const stdio = /** @type {const} */ ([
      'ignore',
      out,
      out,
      'pipe',
      outlivedBy ? outlivedBy.#pipe : 'ignore',
    ]);
    this.#shell = spawn('sh', args, { cwd, env, detached: true, stdio: [...stdio] });
    this.#pipe = /** @type {import('node:net').Socket} */ (this.#shell.stdio[3]);
    this.#pipe.on('error', () => {});
    createInterface({ input: this.#pipe }).on('line', (line) => this.#hear(line));
    for (const stream of [this.#shell.stdout, this.#shell.stderr]) {
      stream?.on('data', (chunk) => (this.lastOutput = (this.lastOutput + chunk).slice(-65_536)));
      /** @type {import('node:net').Socket | null} */ (stream)?.unref();
    }
    this.#shell.once('exit', () => {
      this.#ended = true;
      if (this.pid !== undefined) this.#hear('exited 1');
    });
    this.#shell.once('close', () => (this.#closed = true));
    this.#shell.unref();
    this.#pipe.unref();
  }

  /** The process id of the shell that watches over the command: it is there until everything is cleaned up. */
  get supervisorPid() {
    return this.#shell.pid ?? 0;
  }

  /** Starts the command (again) and resolves once its process id is known. */
  async start() {
    const started = once(this.#events, 'pid');
    this.#pipe.write('start\n');
    await this.#hold(started);
  }

  /** Resolves with the exit code of the command (128 + n after signal n) once it has ended. */
  async exited() {
    if (this.pid !== undefined) await this.#hold(once(this.#events, 'exited'));
    return this.#exitCode;
  }

  /**
   * Sends a signal to the command.
   * @param {NodeJS.Signals} signal
   */
  signal(signal) {
    if (this.pid !== undefined) process.kill(this.pid, signal);
  }

  /** Ends the command, if it still runs, and cleans up. */
  async stop() {
    if (this.#ended) return;
    this.#shell.ref();
    const ended = once(this.#shell, 'exit');
    this.#pipe.end();
    await ended;
    // Its last words may come later. Not for ever: some grandchild may have kept the stream open.
    for (let wait = 0; wait < 100 && !this.#closed; wait += 1) await delay(5);
  }

  /** Ends the supervisor before it has ever started the command, without any cleaning up. */
  discard() {
    this.#shell.kill('SIGKILL');
  }

  /** @param {string} line */
  #hear(line) {
    const [event = '', value] = line.split(' ');
    this.pid = event === 'pid' ? Number(value) : undefined;
    if (event === 'exited') this.#exitCode = Number(value);
    this.#events.emit(event);
  }

  /**
   * @template T
   * @param {Promise<T>} promise
   */
  async #hold(promise) {
    this.#pipe.ref();
    try {
      return await promise;
    } finally {
      this.#pipe.unref();
    }
  }
}

/**
 * Runs a command to its end, or to the end of this process, and resolves with its exit code and output.
 * @param {string[]} command
 * @param {SuperviseOptions} options
 */
export async function runSupervised(command, options) {
  const supervised = new Supervised(command, options);
  await supervised.start();
  const code = await supervised.exited();
  await supervised.stop();
  return { code, output: supervised.lastOutput.trim() };
}
