/** Where a reader of a topic is: the id of the last message it has, `<epoch ms>-<sequence>`, or an instant alone. */
export type Position = string;

/** Before the first message. */
export const START: Position = '0-0';

/** The two numbers of a message's id. Each message has the next sequence, so that a gap can be seen. */
export interface Place {
  readonly at: number;
  readonly sequence: number;
}

export function placeOf(position: Position): Place {
  const [at = '0', sequence = '0'] = position.split('-');
  return { at: Number(at), sequence: Number(sequence) };
}

/** Whether a place is after another one. */
export const isAfter = (a: Place, b: Place): boolean =>
  a.at > b.at || (a.at === b.at && a.sequence > b.sequence);
