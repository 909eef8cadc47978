type Step = () => void;

const sends: Step[] = [];
const writes: Step[] = [];
let isDue = false;

/**
 * Runs at the end of this turn of the event loop, when all that its poll found has been read: for who gathers what is
 * asked for in one turn and sends it as one.
 */
export function sendAtEndOfTurn(send: Step): void {
  add(sends, send);
}

/** Runs after all of those: what is gathered leaves in the turn in which it was, where two `setImmediate` take two. */
export function writeAtEndOfTurn(write: Step): void {
  add(writes, write);
}

function add(steps: Step[], step: Step): void {
  steps.push(step);
  if (isDue) return;
  isDue = true;
  setImmediate(runAll);
}

/** One that throws keeps no other from its turn. */
function runAll(): void {
  try {
    for (let step = next(); step; step = next()) step();
  } finally {
    isDue = sends.length + writes.length > 0;
    if (isDue) setImmediate(runAll);
  }
}

function next(): Step | undefined {
  return sends.shift() ?? writes.shift();
}
