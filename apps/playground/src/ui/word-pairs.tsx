import { For, type JSX, Show, createMemo } from "solid-js";
import { Arrow } from "./arrow.js";
import { Plane, type Point, usePlane } from "./plane.js";
import { type Placed, placeLabels } from "./place-labels.js";
import "./word-pairs.css";

/** As plane.css writes names, and pixels of a line of them. */
const FONT = "600 15px system-ui, sans-serif";
const LINE = 18;

/** A canvas, which knows how wide words are. */
const canvas = document.createElement("canvas").getContext("2d");

/** Pixels that a word takes, with the edge that sets it off. */
function widthOf(word: string): number {
  if (canvas === null) return 11 * word.length;
  canvas.font = FONT;
  return canvas.measureText(word).width + 4;
}

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
      words().map(({ word, at }) => ({ at, width: widthOf(word), height: LINE })),
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
