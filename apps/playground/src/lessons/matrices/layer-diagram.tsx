import { For, type JSX } from "solid-js";
import { short } from "../../ui/format.js";

type Rows = readonly (readonly number[])[];

const WIDTH = 400;
const HEIGHT = 330;
const INPUT = 70;
const OUTPUT = 330;
const RADIUS = 30;

/** A layer of a network: every output is joined to every input, thickly where the weight is large, dashed where negative. */
export function LayerDiagram(props: {
  readonly weights: Rows;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Whether weight (i, j) is what the step is about. */
  readonly isLit: (i: number, j: number) => boolean;
}): JSX.Element {
  const told = (): string =>
    props.outputs
      .map(
        (output, i) =>
          `Output ${i + 1}, ${short(output, 2)}, is ${props.weights[i].map((weight, j) => `${short(weight)} times input ${j + 1}`).join(" plus ")}.`,
      )
      .join(" ");
  const edges = () => props.weights.flatMap((row, i) => row.map((weight, j) => ({ weight, i, j })));
  return (
    <svg class="layer-diagram" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`A layer. ${told()}`}>
      <For each={edges()}>
        {({ weight, i, j }) => (
          <g class={weight < 0 ? "tone-b" : "tone-a"} classList={{ faint: !props.isLit(i, j) }}>
            <line
              x1={INPUT + RADIUS}
              y1={height(j)}
              x2={OUTPUT - RADIUS}
              y2={height(i)}
              stroke-width={Math.min(1 + 2 * Math.abs(weight), 14)}
              stroke-dasharray={weight < 0 ? "7 6" : "none"}
            />
            <text x={INPUT + RADIUS + 62} y={height(j) + 0.31 * (height(i) - height(j)) - 10}>
              {short(weight, 2)}
            </text>
          </g>
        )}
      </For>
      <For each={props.inputs}>
        {(value, j) => <Node x={INPUT} y={height(j())} value={value} name={`x${"₁₂"[j()]}`} />}
      </For>
      <For each={props.outputs}>
        {(value, i) => <Node x={OUTPUT} y={height(i())} value={value} name={`y${"₁₂"[i()]}`} />}
      </For>
    </svg>
  );
}

function height(place: number): number {
  return 105 + 140 * place;
}

function Node(props: {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly name: string;
}): JSX.Element {
  return (
    <g class="node">
      <circle cx={props.x} cy={props.y} r={RADIUS} />
      <text x={props.x} y={props.y + 5}>
        {short(props.value, 2)}
      </text>
      <text class="name" x={props.x} y={props.y - RADIUS - 7}>
        {props.name}
      </text>
    </g>
  );
}
