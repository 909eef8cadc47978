import type { KeySpace } from '../../redis/index.js';

/** Every key of one shard. They share a hash tag; a queue with one shard has its own name as the tag. */
export type ShardKeys = ReturnType<ReturnType<typeof queueKeys>['shard']>;

/**
 * Every key of this feature. None but the log and the timer has a TTL: jobs are kept until they are done and their
 * retention is over, and the other keys are gone with the last job in them.
 */
export const queueKeys = (space: KeySpace) => ({
  /** zset: names of the queues that were ever added to, each with score 0, until they are obliterated */
  names: () => space('', 'names'),
  /** pub/sub channel of one process: who is to look for work */
  wake: (processId: string) => space('', `wake:${processId}`),
  /** pub/sub channel of a queue: what happens to its jobs, while somebody listens */
  events: (queue: string) => space('', `events:${queue}`),
  shard: (owner: string) => ({
    /** hash: job id to its record: when it was created, name and options, data */
    jobs: space(owner, 'jobs'),
    /** hash: job id to what has happened to it, as JSON; nothing for a job to which nothing has */
    state: space(owner, 'state'),
    /** list: ids of jobs that can be run, next one first */
    waiting: space(owner, 'waiting'),
    /** set: ids that are in the waiting list, each once, and do not wait there: they were removed, or have another place */
    removed: space(owner, 'removed'),
    /** zset: ids of jobs with a priority by their rank; those below 0 go before the waiting list */
    prioritized: space(owner, 'prioritized'),
    /** zset: job ids by the instant they are due; 0 for those that were handed back */
    delayed: space(owner, 'delayed'),
    /** zset: ids of jobs that are leased, by the instant the lease ends */
    active: space(owner, 'active'),
    /** hash: id of a leased job to the token of its lease */
    tokens: space(owner, 'tokens'),
    /** zset: ids of completed jobs by the instant until which they are kept */
    completed: space(owner, 'completed'),
    /** zset: ids of dead letters by the instant until which they are kept */
    dead: space(owner, 'dead'),
    /** hash: totals, whether the queue is paused, its limits, until when somebody listens, and what was ever used of it */
    meta: space(owner, 'meta'),
    /** zset: who waits for jobs, by when they last asked */
    idle: space(owner, 'idle'),
    /** hash: unique key to the instant until which it is kept (0 for as long as its job is there), space, job id */
    unique: space(owner, 'unique'),
    /** hash: id of a job that has a unique key to that key */
    uniqueOf: space(owner, 'unique-of'),
    /** zset: unique keys that are kept for a time, by the end of it */
    uniqueUntil: space(owner, 'unique-until'),
    /** zset: a letter (s to have begun, e to have ended) and the id of a job, by the instant until which */
    deadlines: space(owner, 'deadlines'),
    /** zset: group, rank and id (a line each) of jobs of groups that wait, all with the score 0 */
    grouped: space(owner, 'grouped'),
    /** zset: group and id (a line each) of jobs that have a place of their group, all with the score 0 */
    busy: space(owner, 'busy'),
    /** zset: groups of which a job can begin, by their turn, or by when their rate opens, in µs */
    ring: space(owner, 'ring'),
    /** hash: id of an unfinished job of a group to its member of `grouped`, with the rank that it keeps */
    groupOf: space(owner, 'group-of'),
    /** hash: `=` and a group to its limits, `*` to those of all others, `!` and a group that is paused */
    groupLimits: space(owner, 'group-limits'),
    /** zset: groups by the arrival time that their rate is reckoned from, in µs, until it is over */
    groupTats: space(owner, 'group-tats'),
    /** hash: id of a job that waits for others to how many there are, are left and have failed, as JSON */
    flows: space(owner, 'flows'),
    /** hash: id of a job, a line break and the number of a child to which job that is and how it has ended, as JSON */
    outcomes: space(owner, 'outcomes'),
    /** list: what is to be told to other queues, as JSON; gone when it is told */
    outbox: space(owner, 'outbox'),
    /** zset: ids of jobs that wait for others, by when those are to be looked after */
    parents: space(owner, 'parents'),
    /** zset: ids of schedules, all with the score 0, to be listed in their order */
    scheduleIds: space(owner, 'schedule-ids'),
    /** hash: schedule id to what was said of it: its times, and the rest, as JSON */
    schedules: space(owner, 'schedules'),
    /** hash: schedule id to how far it has come, as JSON */
    plans: space(owner, 'plans'),
    /** zset: ids of schedules that go on by their next slot, or by when that is to be worked out */
    ticks: space(owner, 'ticks'),
    /** string: the next due instant that somebody watches, and who, until a second after it */
    timer: space(owner, 'timer'),
  }),
  workers: (queue: string) => ({
    /** zset: workers by the instant at which they told that they work. TTL: a lease after the last one has */
    heard: space(queue, 'workers'),
    /** hash: worker to what it told, as JSON. TTL: the same */
    reports: space(queue, 'worker-reports'),
  }),
  /** list: log lines of one job. TTL: a week after the last line */
  log: (owner: string, id: string) => space(owner, `log:${id}`),
});
