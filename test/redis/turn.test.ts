import { setImmediate as turn } from 'node:timers/promises';
import { TurnEnd, turnEnd } from '../../src/redis/turn.js';

describe('the end of a turn', () => {
  it('sends first, in order, and then writes, whatever was asked for first', () => {
    const scheduled: (() => void)[] = [];
    const end = new TurnEnd((run) => scheduled.push(run));
    const done: string[] = [];
    end.write(() => done.push('write'));
    end.send(() => {
      done.push('send');
      end.write(() => done.push('write that a send asked for'));
      end.send(() => done.push('send that a send asked for'));
    });
    end.send(() => done.push('second send'));
    expect(scheduled).toHaveLength(1);
    scheduled[0]?.();
    expect(done).toEqual([
      'send',
      'second send',
      'send that a send asked for',
      'write',
      'write that a send asked for',
    ]);
    expect(scheduled).toHaveLength(1);
  });

  it('lets one that throws keep no other from its turn', () => {
    const scheduled: (() => void)[] = [];
    const end = new TurnEnd((run) => scheduled.push(run));
    const done: string[] = [];
    end.send(() => {
      throw new Error('a step that fails');
    });
    end.send(() => done.push('next'));
    expect(() => scheduled[0]?.()).toThrow('a step that fails');
    expect(scheduled).toHaveLength(2);
    scheduled[1]?.();
    expect(done).toEqual(['next']);
    end.write(() => done.push('later'));
    expect(scheduled).toHaveLength(3);
  });

  it('comes before the next turn', async () => {
    const done: string[] = [];
    turnEnd.send(() => turnEnd.write(() => done.push('written')));
    const next = turn().then(() => done.push('next turn'));
    await next;
    expect(done).toEqual(['written', 'next turn']);
  });
});
