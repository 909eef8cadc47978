import htm from 'htm';
import { h } from 'preact';

export { render } from 'preact';
export { useEffect, useRef, useState } from 'preact/hooks';

/** Markup as a tagged template: what is put in is text, never HTML. */
export const html = htm.bind(h);
