/** The pages of the shop, and who comes. */
export const PAGES = ['home', 'books', 'lamps', 'chairs', 'sale', 'checkout'];
export const PEOPLE = [
  'ada',
  'grace',
  'alan',
  'edsger',
  'barbara',
  'donald',
  'margaret',
  'linus',
  'radia',
  'ken',
];

/**
 * One of a list; the first more often than the last, as with pages and people.
 * @param {string[]} list
 */
export const pick = (list) => list[Math.floor(Math.random() ** 2 * list.length)] ?? '';
