import { For, type JSX, Show } from "solid-js";
import { short } from "../../ui/format.js";
import type { Inputs } from "./code.js";
import { spectrumOf } from "./spectrum.js";

const WIDTH = 300;
const HEIGHT = 92;
/** Pixels between roots from which on their names stand below them; nearer ones part. */
const APART = 56;
const POINTS = 80;

/** The characteristic polynomial, which is 0 at the eigenvalues. */
export function Polynomial(props: { readonly A: Inputs["A"] }): JSX.Element {
  const spectrum = () => spectrumOf(props.A);
  const middle = (): number => (props.A[0][0] + props.A[1][1]) / 2;
  /** The value at the middle, and the lowest. */
  const bottom = (): number => -((props.A[0][0] - props.A[1][1]) ** 2) / 4 - props.A[0][1] * props.A[1][0];
  const span = (): number => 1.6 * Math.sqrt(Math.abs(bottom())) + 1;
  const x = (lambda: number): number => WIDTH / 2 + ((lambda - middle()) / span()) * (WIDTH / 2);
  const range = (): readonly [number, number] => [Math.min(bottom(), 0), bottom() + span() ** 2];
  const y = (value: number): number => {
    const [low, high] = range();
    return HEIGHT - 22 - ((value - low) / (high - low)) * (HEIGHT - 30);
  };
  const path = (): string =>
    Array.from({ length: POINTS + 1 }, (_, i) => {
      const lambda = middle() + (2 * (i / POINTS) - 1) * span();
      return `${i === 0 ? "M" : "L"}${x(lambda).toFixed(1)} ${y(bottom() + (lambda - middle()) ** 2).toFixed(1)}`;
    }).join("");
  const roots = (): readonly number[] => {
    const now = spectrum();
    if (now.kind === "two") return now.values;
    return now.kind === "complex" ? [] : [now.value];
  };
  const anchor = (i: number): "start" | "middle" | "end" => {
    const [first, second = Infinity] = roots();
    if (x(second) - x(first) >= APART) return "middle";
    return i === 0 ? "end" : "start";
  };
  const label = (): string =>
    `The characteristic polynomial: ${
      roots().length === 0
        ? "it is never 0"
        : `0 at ${roots()
            .map((root) => short(root))
            .join(" and ")}`
    }.`;
  return (
    <svg class="polynomial" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label()}>
      <line class="axis" x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
      <path d={path()} />
      <text class="name" x={6} y={14}>
        det(λ·I − A)
      </text>
      <Show when={roots().length > 0} fallback={<Note x={x(middle())} y={y(bottom())} text="never 0: no real root" />}>
        <For each={roots()}>
          {(root, i) => (
            <>
              <circle cx={x(root)} cy={y(0)} r={5} />
              <text x={x(root)} y={HEIGHT - 6} text-anchor={anchor(i())}>
                {short(root, 3)}
              </text>
            </>
          )}
        </For>
      </Show>
    </svg>
  );
}

function Note(props: { readonly x: number; readonly y: number; readonly text: string }): JSX.Element {
  return (
    <text x={props.x} y={props.y - 10} text-anchor="middle">
      {props.text}
    </text>
  );
}
