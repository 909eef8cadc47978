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
