import { defineScript } from '../../../redis/index.js';

export const chargeLimits = defineScript({
  lua: new URL('./charge-limits.lua', import.meta.url),
  keys: [],
  args: ['mode', 'cost', 'notAfterUs', 'channel', 'rules'],
  more: { keys: 'states' },
  /** What follows the instant is four numbers a state; a batch is read in place, without an object for each. */
  parse: (flat: number[]) => flat,
});

export const acquireLease = defineScript({
  lua: new URL('./acquire-lease.lua', import.meta.url),
  keys: ['leases'],
  args: ['lease', 'limit', 'leaseMs'],
  parse: ([held, remaining, resetMs]: [0 | 1, number, number]) => ({ held: held === 1, remaining, resetMs }),
});

export const renewLease = defineScript({
  lua: new URL('./renew-lease.lua', import.meta.url),
  keys: ['leases'],
  args: ['lease', 'leaseMs'],
  parse: (renewed: 0 | 1) => renewed === 1,
});

export const countLeases = defineScript({
  lua: new URL('./count-leases.lua', import.meta.url),
  keys: ['leases'],
  args: [],
  parse: ([held, resetMs]: [number, number]) => ({ held, resetMs }),
});

export const setPolicy = defineScript({
  lua: new URL('./set-policy.lua', import.meta.url),
  keys: ['policies'],
  args: ['name', 'json', 'channel', 'most'],
  parse: (reply: [0 | 1, number] | null) => reply && { known: reply[0] === 1, number: reply[1] },
});

export const forgetState = defineScript({
  lua: new URL('./forget-state.lua', import.meta.url),
  keys: ['state'],
  args: ['channel'],
  parse: (forgotten: 0 | 1) => forgotten === 1,
});
