import { whereTimeGoes } from '../../bench/support/profile.js';

test('a profile is told by packages, without the time in which nothing was to do', () => {
  const node = (id: number, url: string, functionName = 'f') => ({ id, callFrame: { functionName, url } });
  const nodes = [
    node(1, '', '(idle)'),
    node(2, 'file:///app/node_modules/@nestjs/core/router.js'),
    node(3, 'file:///app/dist/features/kv/kv.service.js'),
    node(4, 'node:internal/streams/writable'),
    node(5, '', '(garbage collector)'),
    node(6, '', 'writev'),
  ];
  const samples = [1, 2, 2, 3, 4, 5, 6];
  const timeDeltas = [900, 20, 20, 30, 15, 10, 5];
  expect(whereTimeGoes({ nodes, samples, timeDeltas })).toEqual([
    { name: '@nestjs/core', value: 40 },
    { name: 'Rookery: features/kv', value: 30 },
    { name: 'Node: internal/streams', value: 15 },
    { name: '(garbage collector)', value: 10 },
    { name: 'built into V8 and Node, C++', value: 5 },
  ]);
  expect(whereTimeGoes({ nodes, samples, timeDeltas }, 0.95)).not.toContainEqual(
    expect.objectContaining({ name: '@nestjs/core', value: 40 }),
  );
});
