import { For, type JSX, Show, createSignal, onCleanup } from "solid-js";
import { short } from "../../ui/format.js";
import type { Point } from "../../ui/plane.js";
import { DraggedNumber } from "./dragged-number.js";

/** Where the layers and their units stand, in pixels of the picture's own drawing. */
interface Layout {
  readonly size: readonly [width: number, height: number];
  readonly columns: readonly number[];
  /** Between the units of a layer of two, and of three. */
  readonly spacing: Readonly<Record<number, number>>;
  /** How far along an edge its number stands, from the layer of two, where the edges are apart. */
  readonly share: number;
}

const WIDE: Layout = { size: [520, 362], columns: [36, 260, 482], spacing: { 2: 150, 3: 118 }, share: 0.7 };
/** On phones, so that numbers are as large as elsewhere. */
const NARROW: Layout = { size: [360, 456], columns: [32, 180, 326], spacing: { 2: 112, 3: 165 }, share: 0.55 };

const RADIUS = 26;

/** A layer of the picture: what its units hold, and how the loss moves with them where that is known by now. */
export interface Units {
  readonly name: string;
  readonly values: readonly number[];
  readonly slopes: readonly number[] | undefined;
  readonly lit: boolean;
  /** What is added in each; of inputs nothing is. */
  readonly bias: Bias | undefined;
  /** Inputs can be changed. */
  readonly change: ((unit: number, value: number) => void) | undefined;
}

interface Bias {
  readonly name: string;
  readonly values: readonly number[];
  readonly slopes: readonly number[] | undefined;
  readonly change: (unit: number, value: number) => void;
}

/** The weights between two layers, `[to][from]`, and their gradients where they are known by now. */
export interface Weights {
  readonly name: string;
  readonly values: readonly (readonly number[])[];
  readonly slopes: readonly (readonly number[])[] | undefined;
  readonly lit: boolean;
  readonly change: (to: number, from: number, value: number) => void;
}

interface Network {
  readonly units: readonly Units[];
  readonly weights: readonly Weights[];
}

/** A network of two layers: numbers in its units, weights on its edges, biases above its units, gradients below all. */
export function Net(props: Network): JSX.Element {
  const layout = createLayout();
  const label = "The network: inputs on the left, hidden units in the middle, outputs on the right";
  return (
    <svg class="net" viewBox={`0 0 ${layout().size.join(" ")}`} role="group" aria-label={label}>
      <For each={[0, 1]}>{(layer) => <Edges layer={layer} layout={layout()} {...props} />}</For>
      <For each={[0, 1, 2]}>{(layer) => <Column layer={layer} layout={layout()} units={props.units[layer]} />}</For>
      <For each={[0, 1]}>{(layer) => <Labels layer={layer} layout={layout()} {...props} />}</For>
    </svg>
  );
}

function createLayout(): () => Layout {
  const narrow = matchMedia("(max-width: 30rem)");
  const [isNarrow, setNarrow] = createSignal(narrow.matches);
  const listen = (): boolean => setNarrow(narrow.matches);
  narrow.addEventListener("change", listen);
  onCleanup(() => narrow.removeEventListener("change", listen));
  return () => (isNarrow() ? NARROW : WIDE);
}

/** Where a unit stands in the column of its layer. */
function place({ size, columns, spacing }: Layout, layer: number, unit: number, count: number): Point {
  return [columns[layer], size[1] / 2 + 6 + (unit - (count - 1) / 2) * spacing[count]];
}

interface Between extends Network {
  readonly layer: number;
  readonly layout: Layout;
}

/** From where to where the weight (to, from) of a layer reaches. */
function ends({ units, layer, layout }: Between, to: number, from: number): readonly [Point, Point] {
  const counts = units.map(({ values }) => values.length);
  return [place(layout, layer, from, counts[layer]), place(layout, layer + 1, to, counts[layer + 1])];
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

/** The units of a layer; inputs can be dragged, and so can the bias of the others. */
function Column(props: { readonly layer: number; readonly layout: Layout; readonly units: Units }): JSX.Element {
  const at = (unit: number): Point => place(props.layout, props.layer, unit, props.units.values.length);
  return (
    <For each={props.units.values.map((_, unit) => unit)}>
      {(unit) => {
        const name = (): string => `${props.units.name}${"₁₂₃"[unit]}`;
        return (
          <g class="unit" classList={{ lit: props.units.lit }}>
            <Show
              when={props.units.change}
              fallback={<Unit at={at(unit)} name={name()} value={props.units.values[unit]} />}
            >
              {(change) => (
                <DraggedNumber
                  at={at(unit)}
                  name={name()}
                  value={props.units.values[unit]}
                  change={(value) => change()(unit, value)}
                >
                  <Ring name={name()} />
                </DraggedNumber>
              )}
            </Show>
            <Show when={props.units.slopes}>
              {(slopes) => (
                <text class="slope" x={at(unit)[0]} y={at(unit)[1] + RADIUS + 15}>
                  {`∂ ${short(slopes()[unit], 3)}`}
                </text>
              )}
            </Show>
            <Show when={props.units.bias}>
              {(bias) => (
                <DraggedNumber
                  at={[at(unit)[0], at(unit)[1] - RADIUS - (bias().slopes === undefined ? 14 : 29)]}
                  name={`${bias().name}, entry ${unit + 1}`}
                  value={bias().values[unit]}
                  text={`b ${short(bias().values[unit], 2)}`}
                  slope={bias().slopes?.[unit]}
                  change={(value) => bias().change(unit, value)}
                />
              )}
            </Show>
          </g>
        );
      }}
    </For>
  );
}

function Unit(props: { readonly at: Point; readonly name: string; readonly value: number }): JSX.Element {
  return (
    <g transform={`translate(${props.at.join(" ")})`}>
      <Ring name={props.name} />
      <text y={5}>{short(props.value, 2)}</text>
    </g>
  );
}

function Ring(props: { readonly name: string }): JSX.Element {
  return (
    <>
      <circle r={RADIUS} />
      <text class="name" y={-9}>
        {props.name}
      </text>
    </>
  );
}

/** The numbers on the edges. */
function Labels(props: Between): JSX.Element {
  const share = (): number => (props.layer === 0 ? props.layout.share : 1 - props.layout.share);
  return (
    <For each={props.weights[props.layer].values.map((_, to) => to)}>
      {(to) => (
        <For each={props.weights[props.layer].values[to].map((_, from) => from)}>
          {(from) => {
            const at = (): Point => {
              const [[x0, y0], [x1, y1]] = ends(props, to, from);
              return [x0 + share() * (x1 - x0), y0 + share() * (y1 - y0) - 6];
            };
            const weights = (): Weights => props.weights[props.layer];
            return (
              <DraggedNumber
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
