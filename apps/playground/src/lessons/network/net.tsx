import { For, type JSX, Show } from "solid-js";
import { short } from "../../ui/format.js";
import type { Point } from "../../ui/plane.js";

/** Pixels of the picture's own drawing. */
const SIZE = { width: 480, height: 360 };
const RADIUS = 25;
const COLUMNS = [52, 240, 428];

/** Where the units of a layer of `count` stand, in the column of that layer. */
function place(layer: number, unit: number, count: number): Point {
  return [COLUMNS[layer], SIZE.height / 2 + (unit - (count - 1) / 2) * (count === 2 ? 190 : 128)];
}

/** A layer of the picture: what its units hold, and how the loss moves with them where that is known by now. */
export interface Units {
  readonly name: string;
  readonly values: readonly number[];
  readonly slopes: readonly number[] | undefined;
  readonly lit: boolean;
}

/** The weights between two layers, `[to][from]`, and their gradients where they are known by now. */
export interface Weights {
  readonly name: string;
  readonly values: readonly (readonly number[])[];
  readonly slopes: readonly (readonly number[])[] | undefined;
  readonly lit: boolean;
  readonly change: (to: number, from: number, value: number) => void;
}

/** A network of two layers: numbers in its units, weights on its edges, gradients below both. */
export function Net(props: { readonly units: readonly Units[]; readonly weights: readonly Weights[] }): JSX.Element {
  const label = "The network: inputs on the left, hidden units in the middle, outputs on the right";
  return (
    <svg class="net" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="group" aria-label={label}>
      <For each={[0, 1]}>{(layer) => <Edges layer={layer} {...props} />}</For>
      <For each={[0, 1, 2]}>{(layer) => <Column layer={layer} units={props.units[layer]} />}</For>
      <For each={[0, 1]}>{(layer) => <Labels layer={layer} {...props} />}</For>
    </svg>
  );
}

interface Between {
  readonly layer: number;
  readonly units: readonly Units[];
  readonly weights: readonly Weights[];
}

/** From where to where the weight (to, from) of a layer reaches. */
function ends(props: Between, to: number, from: number): readonly [Point, Point] {
  const counts = props.units.map(({ values }) => values.length);
  return [place(props.layer, from, counts[props.layer]), place(props.layer + 1, to, counts[props.layer + 1])];
}

function Edges(props: Between): JSX.Element {
  return (
    <For each={props.weights[props.layer].values}>
      {(row, to) => (
        <For each={row}>
          {(weight, from) => {
            const line = () => ends(props, to(), from());
            return (
              <line
                class="edge"
                classList={{ negative: weight < 0, lit: props.weights[props.layer].lit }}
                x1={line()[0][0]}
                y1={line()[0][1]}
                x2={line()[1][0]}
                y2={line()[1][1]}
                stroke-width={Math.min(0.75 + 3 * Math.abs(weight), 7)}
              />
            );
          }}
        </For>
      )}
    </For>
  );
}

function Column(props: { readonly layer: number; readonly units: Units }): JSX.Element {
  return (
    <For each={props.units.values}>
      {(value, unit) => (
        <g
          class="unit"
          classList={{ lit: props.units.lit }}
          transform={`translate(${place(props.layer, unit(), props.units.values.length).join(" ")})`}
        >
          <circle r={RADIUS} />
          <text class="name" y={-RADIUS - 6}>
            {`${props.units.name}${"₁₂₃"[unit()]}`}
          </text>
          <text y={5}>{short(value, 2)}</text>
          <Show when={props.units.slopes}>
            {(slopes) => <text class="slope" y={RADIUS + 15}>{`∂ ${short(slopes()[unit()], 3)}`}</text>}
          </Show>
        </g>
      )}
    </For>
  );
}

/** The numbers on the edges: each is dragged up and down, or moved by the arrow keys. */
function Labels(props: Between): JSX.Element {
  // beside the layer of three units, where the edges are apart
  const share = (): number => (props.layer === 0 ? 0.72 : 0.28);
  return (
    <For each={props.weights[props.layer].values.map((_, to) => to)}>
      {(to) => (
        <For each={props.weights[props.layer].values[to].map((_, from) => from)}>
          {(from) => {
            const at = (): Point => {
              const [[x0, y0], [x1, y1]] = ends(props, to, from);
              return [x0 + share() * (x1 - x0), y0 + share() * (y1 - y0)];
            };
            const weights = (): Weights => props.weights[props.layer];
            return (
              <Weight
                at={at()}
                name={`${weights().name}, row ${to + 1}, column ${from + 1}`}
                value={weights().values[to][from]}
                slope={weights().slopes?.[to][from]}
                change={(value) => weights().change(to, from, value)}
              />
            );
          }}
        </For>
      )}
    </For>
  );
}

/** Weights keep to tenths while they are dragged, so that the numbers stay short. */
const GRID = 0.1;
const MOST = 10;
/** Pixels of the screen for a tenth. */
const PIXELS = 6;

function Weight(props: {
  readonly at: Point;
  readonly name: string;
  readonly value: number;
  readonly slope: number | undefined;
  readonly change: (value: number) => void;
}): JSX.Element {
  let begin = { y: 0, value: 0 };
  const move = (value: number): void =>
    props.change(Number((Math.round(Math.min(Math.max(value, -MOST), MOST) / GRID) * GRID).toFixed(6)) + 0);
  const KEYS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };
  return (
    <g
      class="weight"
      role="slider"
      tabindex={0}
      aria-label={props.name}
      aria-valuenow={props.value}
      aria-valuemin={-MOST}
      aria-valuemax={MOST}
      aria-valuetext={
        props.slope === undefined ? short(props.value) : `${short(props.value)}, gradient ${short(props.slope)}`
      }
      transform={`translate(${props.at.join(" ")})`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        event.preventDefault(); // or a drag would select text
        begin = { y: event.clientY, value: props.value };
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const tenths = Math.round((begin.y - event.clientY) / PIXELS);
        if (tenths !== 0 || props.value !== begin.value) move(begin.value + tenths * GRID);
      }}
      onKeyDown={(event) => {
        const way = KEYS[event.key];
        if (way === undefined) return;
        event.preventDefault(); // the page would scroll
        move(props.value + way * GRID * (event.shiftKey ? 10 : 1));
      }}
    >
      <rect x={-28} y={-12} width={56} height={props.slope === undefined ? 22 : 34} rx={6} />
      <text y={4}>{short(props.value, 2)}</text>
      <Show when={props.slope !== undefined}>
        <text class="slope" y={17}>{`∂ ${short(props.slope ?? 0, 3)}`}</text>
      </Show>
    </g>
  );
}
