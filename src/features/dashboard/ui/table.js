import { html } from './html.js';

/** @typedef {import('preact').ComponentChildren} Children */
/**
 * @template T
 * @typedef {{ head: string, of: (row: T) => Children, num?: boolean }} Column
 */

/**
 * Rows under columns; the first column names the row.
 * @template T
 * @param {{ rows: readonly T[], columns: readonly Column<T>[], keyOf: (row: T) => string }} props
 */
export const Table = ({ rows, columns, keyOf }) => html`
  <table>
    <thead>
      <tr>
        ${columns.map(({ head, num }) => html`<th key=${head} scope="col" class=${num ? 'num' : ''}>${head || html`<span class="visually-hidden">What to do</span>`}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) => html`
          <tr key=${keyOf(row)}>
            ${columns.map(({ head, of, num }, i) =>
              i === 0
                ? html`<th key=${head} scope="row">${of(row)}</th>`
                : html`<td key=${head} class=${num ? 'num' : ''}>${of(row)}</td>`,
            )}
          </tr>
        `,
      )}
    </tbody>
  </table>
`;
