import { Lane } from '../../../src/features/queue/queue.lane.js';
import type { Shard } from '../../../src/features/queue/queue.shard.js';

type Answer = Awaited<ReturnType<Shard['lease']>>;

const answer = (part: Partial<Answer>): Answer => ({
  token: '1-a',
  isNoted: false,
  hasMore: false,
  dueInMs: -1,
  ids: [],
  records: [],
  states: [],
  ...part,
});

/** A lane whose shard gives these answers to leases, one after the other. */
function laneWith(...answers: Answer[]) {
  const shard = { lease: async () => answers.shift(), tend: async () => false } as unknown as Shard;
  const waiter = { name: 'me#0', remove: () => undefined };
  const nothing = () => undefined;
  const events = { onChange: nothing, onJobs: nothing, onContact: nothing, onTrouble: nothing };
  const lane = new Lane(shard, waiter, events);
  const landed = async () => {
    while (lane.requested > 0) await new Promise(setImmediate);
  };
  return { lane, landed };
}

describe('a lane with two leases on their way', () => {
  const none = answer({ isNoted: true });

  it('goes on asking when the second took its note away and left jobs behind', async () => {
    // Between the two somebody else had made jobs ready: a redrive, for example, which calls who is noted only then.
    const { lane, landed } = laneWith(none, answer({ hasMore: true }));
    lane.fly(5);
    lane.fly(5);
    await landed();
    expect(lane.isHot).toBe(true);
  });

  it('goes on asking when the second was full and left nothing: it is not noted', async () => {
    const { lane, landed } = laneWith(none, answer({}));
    lane.fly(5);
    lane.fly(5);
    await landed();
    expect(lane.isHot).toBe(true);
  });

  it('waits to be woken when both found nothing', async () => {
    const { lane, landed } = laneWith(none, none);
    lane.fly(5);
    lane.fly(5);
    await landed();
    expect(lane.isHot).toBe(false);
  });
});

describe('a lane that is called', () => {
  /** What the shard was asked, in order. */
  const asking = () => {
    const asked: string[] = [];
    const shard = {
      lease: async ({ max }: { max: number }) => {
        asked.push(`lease ${max}`);
        return answer({ isNoted: max > 0 });
      },
      tend: async () => {
        asked.push('tend');
        return false;
      },
    } as unknown as Shard;
    const nothing = () => undefined;
    const events = { onChange: nothing, onJobs: nothing, onContact: nothing, onTrouble: nothing };
    const lane = new Lane(shard, { name: 'me#0', remove: nothing }, events);
    lane.isDue = false;
    return { asked, lane };
  };

  it('asks for jobs only, since the answer says what is due', () => {
    const { asked, lane } = asking();
    lane.wake();
    lane.fly(5);
    expect(asked).toEqual(['lease 5']);
  });

  it('has the next one called where it can take nothing, once', () => {
    const { asked, lane } = asking();
    lane.wake();
    lane.fly(0);
    lane.fly(0);
    expect(asked).toEqual(['tend', 'lease 0']);
  });
});
