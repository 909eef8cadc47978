import uPlot from 'uplot';
import { html, useEffect, useRef, useState } from './html.js';
import { time } from './format.js';

/** @typedef {{ label: string, values: readonly (number | null)[] }} Line */
/** @typedef {{ label: string, at: readonly number[], lines: readonly Line[], format: (value: number) => string, height?: number }} ChartProps */

const COLOURS = 8;

/** @param {number} i */
const colourName = (i) => `--line-${(i % COLOURS) + 1}`;

/** Lines over time, with a legend that tells the values under the pointer, and else the latest. @param {ChartProps} props */
export function Chart({ label, at, lines, format, height = 200 }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const plot = useRef(/** @type {uPlot | null} */ (null));
  const [pointed, setPointed] = useState(/** @type {number | null} */ (null));
  const names = lines.map((line) => line.label).join('\n');
  const data = /** @type {uPlot.AlignedData} */ ([
    at.map((ms) => ms / 1000),
    ...lines.map(({ values }) => values),
  ]);

  useEffect(() => {
    const target = box.current;
    if (!target) return undefined;
    const draw = () => {
      plot.current?.destroy();
      const options = optionsFor(names === '' ? [] : names.split('\n'), {
        format,
        height,
        width: target.clientWidth,
      });
      plot.current = new uPlot(
        { ...options, hooks: { setCursor: [({ cursor }) => setPointed(cursor.idx ?? null)] } },
        data,
        target,
      );
    };
    draw();
    const sizes = new ResizeObserver(() => plot.current?.setSize({ width: target.clientWidth, height }));
    sizes.observe(target);
    // The colours of a canvas do not follow the theme by themselves.
    addEventListener('themechange', draw);
    return () => {
      removeEventListener('themechange', draw);
      sizes.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [names, height]);
  useEffect(() => plot.current?.setData(data), [at, lines]);

  const index = pointed ?? at.length - 1;
  const told = (/** @type {Line} */ { values }) => {
    const value = values[index];
    return value === null || value === undefined ? '–' : format(value);
  };
  return html`
    <figure class="chart">
      <ul class="legend">
        ${lines.map(
          (line, i) =>
            html`<li key=${line.label}>
              <i style=${{ background: `var(${colourName(i)})` }}></i>${line.label}<b>${told(line)}</b>
            </li>`,
        )}
        ${pointed !== null && html`<li class="time"><time>${time(at[pointed] ?? 0)}</time></li>`}
      </ul>
      <div ref=${box} role="img" aria-label=${label} style=${{ minHeight: `${height}px` }}></div>
    </figure>
  `;
}

/**
 * @param {readonly string[]} names
 * @param {{ format: (value: number) => string, height: number, width: number }} look
 * @returns {uPlot.Options}
 */
function optionsFor(names, { format, height, width }) {
  const css = getComputedStyle(document.body);
  const colour = (/** @type {string} */ name) => resolve(name);
  const axis = {
    stroke: colour('--muted'),
    font: `11px ${css.fontFamily}`,
    ticks: { show: false },
    grid: { stroke: colour('--line'), width: 1 },
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
    scales: { y: { range: (_plot, _min, max) => [0, Math.max(max ?? 0, 0.001) * 1.15] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        values: (_plot, ticks) =>
          ticks.map((seconds) => time(seconds * 1000).slice(0, isShort(ticks) ? 8 : 5)),
        space: 80,
        size: 30,
      },
      { ...axis, size: 62, values: (_plot, ticks) => ticks.map((value) => format(value)), space: 36 },
    ],
    series: [
      {},
      ...names.map((label, i) => ({
        label,
        stroke: colour(colourName(i)),
        width: 1.6,
        points: { show: false },
        ...(names.length === 1 && { fill: `color-mix(in srgb, ${colour(colourName(i))} 12%, transparent)` }),
      })),
    ],
  };
}

/** Whether minutes would be told twice. @param {readonly number[]} ticks */
const isShort = ([first = 0, second = 60]) => second - first < 60;

/** The colour that a name stands for in the theme of the moment: a canvas knows neither `var` nor `light-dark`. @param {string} name */
function resolve(name) {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
