import type { Metric } from '../../kernel/metrics.js';
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

/** What groups tell of themselves. Every process that serves a group tells the same. */
export function groupMetrics(groups: readonly GroupInfo[]): Metric[] {
  return METRICS.map(({ value, ...metric }) => ({
    ...metric,
    samples: groups.map((group) => ({
      labels: { topic: group.topic, group: group.name },
      value: value(group),
    })),
  }));
}
