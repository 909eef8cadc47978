import { jest } from '@jest/globals';
import { Deadlines } from '../../src/transport/rpc.deadlines.js';

describe('deadlines', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const make = (onExpire?: (name: string) => void) => {
    const ended: string[] = [];
    const deadlines = new Deadlines<{ timeoutMs: number; name: string }>(({ name }) => {
      ended.push(name);
      onExpire?.(name);
    });
    const entry = (name: string, timeoutMs: number) => ({ name, timeoutMs });
    return { deadlines, ended, entry };
  };

  it('end each in its time, not before, however long others wait', () => {
    const { deadlines, ended, entry } = make();
    deadlines.add(entry('long', 300));
    deadlines.add(entry('short', 100));
    jest.advanceTimersByTime(50);
    deadlines.add(entry('later', 100));
    jest.advanceTimersByTime(45);
    expect(ended).toEqual([]);
    jest.advanceTimersByTime(10);
    expect(ended).toEqual(['short']);
    jest.advanceTimersByTime(40);
    expect(ended).toEqual(['short']);
    jest.advanceTimersByTime(10);
    expect(ended).toEqual(['short', 'later']);
    jest.advanceTimersByTime(145);
    expect(ended).toEqual(['short', 'later', 'long']);
  });

  it('are over for what has ended, and begin anew for what goes on', () => {
    const { deadlines, ended, entry } = make();
    const [over, going] = [entry('over', 100), entry('going', 100)];
    deadlines.add(over);
    deadlines.add(going);
    deadlines.add(entry('as it was', 100));
    jest.advanceTimersByTime(60);
    deadlines.delete(over);
    deadlines.add(going);
    jest.advanceTimersByTime(50);
    expect(ended).toEqual(['as it was']);
    jest.advanceTimersByTime(45);
    expect(ended).toEqual(['as it was']);
    jest.advanceTimersByTime(15);
    expect(ended).toEqual(['as it was', 'going']);
    jest.advanceTimersByTime(1000);
    expect(ended).toHaveLength(2);
  });

  it('share a timer, of which none is left when nothing waits', () => {
    const { deadlines, ended, entry } = make((name) => {
      if (name === 'again') deadlines.add(entry('once more', 100));
    });
    for (let i = 0; i < 1000; i++) deadlines.add(entry(String(i), 100));
    expect(jest.getTimerCount()).toBe(1);
    deadlines.add(entry('again', 100));
    jest.advanceTimersByTime(110);
    expect(ended).toHaveLength(1001);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(110);
    expect(ended.at(-1)).toBe('once more');
    expect(jest.getTimerCount()).toBe(0);
  });
});
