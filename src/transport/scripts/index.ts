import { defineScript } from '../../redis/index.js';

export const beatMember = defineScript({
  lua: new URL('./beat-member.lua', import.meta.url),
  keys: ['members'],
  args: ['member', 'ttlMs', 'changes'],
  runsWhenFull: true,
  parse: (members: string[]) => members,
});

export const leaveGroup = defineScript({
  lua: new URL('./leave-group.lua', import.meta.url),
  keys: ['members'],
  args: ['member', 'changes'],
  parse: (left: number) => left === 1,
});

export const claimRequests = defineScript({
  lua: new URL('./claim-requests.lua', import.meta.url),
  keys: ['one', 'other'],
  args: ['ids', 'ttlMs'],
  // Without a claim nobody would answer, not even that Redis is full. A claim is small, and forgotten soon.
  runsWhenFull: true,
  parse: (won: string) => won,
});

export const publishAll = defineScript({
  lua: new URL('./publish-all.lua', import.meta.url),
  keys: [],
  args: ['channel'],
  more: { args: 'texts' },
  parse: (heard: number) => heard,
});
