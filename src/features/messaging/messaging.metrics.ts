import type { Metric } from '../../kernel/metrics.js';
import { GroupNotFoundError } from './messaging.errors.js';
import type { Group } from './messaging.group.js';
import type { GroupInfo } from './messaging.group.schemas.js';

interface GroupMetric extends Omit<Metric, 'samples'> {
  readonly value: (group: GroupInfo) => number;
}

const METRICS: readonly GroupMetric[] = [
  {
    name: 'rookery_messaging_group_lag',
    help: 'Messages that the group has not been delivered yet',
    type: 'gauge',
    value: ({ lag }) => lag,
  },
  {
    name: 'rookery_messaging_group_unsettled',
    help: 'Messages that are delivered and not acknowledged, or wait to be delivered again',
    type: 'gauge',
    value: ({ delivered, retrying, parked }) => delivered + retrying + parked,
  },
  {
    name: 'rookery_messaging_group_dead_letters',
    help: 'Dead letters of the group',
    type: 'gauge',
    value: ({ dead }) => dead,
  },
  {
    name: 'rookery_messaging_group_acknowledged_total',
    help: 'Messages that the group has acknowledged',
    type: 'counter',
    value: ({ totals }) => totals.acknowledged,
  },
  {
    name: 'rookery_messaging_group_lost_total',
    help: 'Messages that were dropped from the topic before the group had acknowledged them',
    type: 'counter',
    value: ({ totals }) => totals.lost,
  },
];

/** Of more groups than these the metrics do not tell: each is some five series, and asks Redis at each scrape. */
const MOST_TOLD = 100;

/** The first hundred groups that this process had to do with, while they are there. */
export class ServedGroups {
  private readonly groups = new Map<string, Group>();

  meet(group: Group): void {
    if (this.groups.size < MOST_TOLD) this.groups.set(`${group.topic.name}\n${group.name}`, group);
  }

  /** How far they are, in the terms of Prometheus. */
  async metrics(): Promise<Metric[]> {
    const infos = await Promise.all([...this.groups].map(async ([key, group]) => this.look(key, group)));
    return groupMetrics(infos.filter((info) => info !== undefined));
  }

  private async look(key: string, group: Group): Promise<GroupInfo | undefined> {
    try {
      return await group.info();
    } catch (error) {
      if (!(error instanceof GroupNotFoundError)) throw error;
      this.groups.delete(key);
      return undefined;
    }
  }
}

/** What groups tell of themselves. Every process that serves a group tells the same. */
function groupMetrics(groups: readonly GroupInfo[]): Metric[] {
  return METRICS.map(({ value, ...metric }) => ({
    ...metric,
    samples: groups.map((group) => ({
      labels: { topic: group.topic, group: group.name },
      value: value(group),
    })),
  }));
}
