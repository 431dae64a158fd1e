import { For, type JSX } from "solid-js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import { METHODS, type Method, NAMES } from "./methods.js";

type Props = ViewProps<typeof lesson>;

const WIDTH = 240;
const HEIGHT = 110;
/** Below this share of the first height nothing can be told apart. */
const FINEST = 1e-8;
/** Of all ten powers of ten, every other. */
const LINES = [0, 1, 2, 3, 4, 5].map((k) => (HEIGHT * k) / 5);

/** How high each method is above the lowest that any has found, step by step, in powers of ten. */
export function Heights(props: Props): JSX.Element {
  const all = (): readonly (readonly number[])[] => NAMES.map((name) => props.result.paths[name].values);
  const finite = (): number[] => all().flat().filter(Number.isFinite);
  const least = (): number => finite().reduce((a, b) => Math.min(a, b), Infinity);
  const first = (): number => Math.max(all()[0][0] - least(), 1e-12);
  const steps = (): number => Math.max(...all().map(({ length }) => length - 1), 1);
  const place = (value: number, k: number): string => {
    const share = Math.min(Math.max((value - least()) / first(), FINEST), 100);
    const down = (2 - Math.log10(share)) / (2 - Math.log10(FINEST));
    return `${((WIDTH * k) / steps()).toFixed(1)},${(HEIGHT * down).toFixed(1)}`;
  };
  const curve = (name: Method): string =>
    props.result.paths[name].values.flatMap((value, k) => (Number.isFinite(value) ? [place(value, k)] : [])).join(" ");
  return (
    <figure class="heights">
      <svg
        viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`}
        role="img"
        aria-label={`Heights above the lowest of five methods over ${steps()} steps, in powers of ten`}
      >
        <For each={LINES}>{(y) => <line class="axis" x1={0} y1={y} x2={WIDTH} y2={y} />}</For>
        <For each={NAMES}>
          {(name) => (
            <polyline
              class={`way tone-${METHODS[name].tone}`}
              classList={{ told: props.inputs.method === name }}
              points={curve(name)}
            />
          )}
        </For>
        <line class="now" x1={(WIDTH * props.at) / steps()} x2={(WIDTH * props.at) / steps()} y1={0} y2={HEIGHT} />
      </svg>
      <figcaption class="muted">
        Height above the lowest found, step by step; each line is 1/100 of the one above.
      </figcaption>
    </figure>
  );
}
