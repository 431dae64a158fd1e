import { type JSX, Match, Show, Switch } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import type { Point } from "../../ui/plane.js";
import { Polygon } from "../../ui/polygon.js";

/** The vectors of norm 1, in each of the three norms. */
const UNIT: readonly (readonly Point[])[] = [
  [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ],
  // begins near the top, where its name stands free of the others
  Array.from({ length: 96 }, (_, i): Point => [
    -Math.sin(((i + 6) * Math.PI) / 48),
    Math.cos(((i + 6) * Math.PI) / 48),
  ]),
  [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ],
];

const NAMES: readonly string[] = ["‖·‖₁", "‖·‖₂", "‖·‖∞"];
const TONES = ["b", "c", "d"] as const;

/** Where all vectors lie that are as long as x: in one norm, the ball of radius 1 with it, or in the three together. */
export function Balls(props: {
  readonly x: Point;
  readonly lengths: readonly number[];
  /** Which norm, from 0; 3 is all. */
  readonly at: number;
}): JSX.Element {
  const ball = (norm: number, radius: number): Point[] => UNIT[norm].map(([x, y]): Point => [radius * x, radius * y]);
  return (
    <Show
      when={props.at < 3}
      fallback={UNIT.map((_, norm) => (
        <Polygon corners={ball(norm, props.lengths[norm])} tone={TONES[norm]} name={NAMES[norm]} dashed={norm !== 1} />
      ))}
    >
      <Polygon corners={ball(props.at, 1)} tone="quiet" />
      <Polygon corners={ball(props.at, props.lengths[props.at])} tone={TONES[props.at]} dashed />
      <Switch>
        <Match when={props.at === 0}>
          <Arrow to={[props.x[0], 0]} tone="b" />
          <Arrow from={[props.x[0], 0]} to={props.x} tone="b" />
        </Match>
        <Match when={props.at === 2}>
          <Arrow to={Math.abs(props.x[0]) < Math.abs(props.x[1]) ? [0, props.x[1]] : [props.x[0], 0]} tone="d" />
        </Match>
      </Switch>
    </Show>
  );
}
