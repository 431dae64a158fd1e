import { For, type JSX, Show, createMemo } from "solid-js";
import { Arrow } from "./arrow.js";
import { Plane, type Point, usePlane } from "./plane.js";
import { type Placed, placeLabels } from "./place-labels.js";
import "./word-pairs.css";

/** Pixels of the plane's own drawing that a letter takes, about. */
const LETTER = 9.6;
const LINE = 18;

interface Pair {
  readonly first: string;
  readonly second: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Pairs of words as arrows in a plane. */
export function WordPairs(props: { readonly label: string; readonly pairs: readonly Pair[] }): JSX.Element {
  const reach = (): number =>
    1.2 * Math.max(...props.pairs.flatMap(({ from, to }) => [...from, ...to].map(Math.abs)), 0.01);
  return (
    <Plane label={props.label} reach={reach()}>
      <For each={props.pairs}>
        {({ from, to }) => <Arrow from={[from[0], from[1]]} to={[to[0], to[1]]} tone="quiet" />}
      </For>
      <Named pairs={props.pairs} />
    </Plane>
  );
}

/** The words at both ends: rings and blue for the first of a pair, dots and orange for the second. */
function Named(props: { readonly pairs: readonly Pair[] }): JSX.Element {
  const { x, y, reach } = usePlane();
  const words = createMemo(() =>
    props.pairs.flatMap(({ first, second, from, to }) => [
      { word: first, tone: "a", at: [x(from[0]), y(from[1])] as Point },
      { word: second, tone: "b", at: [x(to[0]), y(to[1])] as Point },
    ]),
  );
  const places = createMemo(() =>
    placeLabels(
      words().map(({ word, at }) => ({ at, width: LETTER * word.length, height: LINE })),
      x(reach()),
    ),
  );
  return (
    <For each={words()}>
      {({ word, tone, at }, i) => {
        const place = (): Placed => places()[i()];
        return (
          <g class={`word tone-${tone}`}>
            <Show when={place().isFar}>
              <line x1={at[0]} y1={at[1]} x2={place().middle[0]} y2={place().middle[1]} />
            </Show>
            <circle cx={at[0]} cy={at[1]} r={4} />
            <text x={place().middle[0]} y={place().middle[1] + 5}>
              {word}
            </text>
          </g>
        );
      }}
    </For>
  );
}
