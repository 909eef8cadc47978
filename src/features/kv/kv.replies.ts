// What Redis replies, as the pipeline answers it: values and members are JSON, numbers may come as text.

export const asInt = (reply: unknown) => Number(reply);
export const asBoolean = (reply: unknown) => reply === 1 || reply === 'OK';
export const asNumber = (reply: unknown) => (reply === null ? null : Number(reply));
export const asJson = (reply: unknown): unknown => (typeof reply === 'string' ? JSON.parse(reply) : null);
export const asJsonList = (reply: unknown): unknown[] =>
  Array.isArray(reply) ? reply.map(asJson) : reply === null ? [] : [asJson(reply)];
const asPairs = (reply: unknown): [string, unknown][] => {
  const flat = (Array.isArray(reply) ? reply : []).flat() as unknown[];
  return flat.flatMap((name, i) => (i % 2 === 0 ? [[String(name), flat[i + 1]] as [string, unknown]] : []));
};
export const asRecord = (reply: unknown) =>
  Object.fromEntries(asPairs(reply).map(([name, text]) => [name, asJson(text)]));
export const asScored = (reply: unknown) =>
  asPairs(reply).map(([member, points]) => ({ member: asJson(member), score: Number(points) }));
export const asTtl = (reply: unknown) => (reply === -2 ? null : reply === -1 ? -1 : Number(reply));
