/** Where a walk through the jobs of a queue is: in which of its places, after which score there, and how many of that score are done. */
export interface Cursor {
  place: number;
  after: string;
  skip: number;
}

export function decodeCursor(cursor = '0.-inf.0'): Cursor {
  const first = cursor.indexOf('.');
  const last = cursor.lastIndexOf('.');
  return {
    place: Number(cursor.slice(0, first)),
    after: cursor.slice(first + 1, last),
    skip: Number(cursor.slice(last + 1)),
  };
}

export const encodeCursor = ({ place, after, skip }: Cursor): string => `${place}.${after}.${skip}`;
