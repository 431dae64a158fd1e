import { type JSX, Show, createMemo } from "solid-js";
import type { Tone } from "./arrow.js";
import { kept } from "./name-place.js";
import { type Point, usePlane } from "./plane.js";

/** How far from the edge of a picture a name stands, as a share of the reach. */
const INSET = 0.08;

/** A line without an end, normal·p = offset, with its name where it leaves the picture. Nothing where the normal is zero. */
export function StraightLine(props: {
  readonly normal: Point;
  readonly offset: number;
  readonly tone: Tone;
  readonly name?: string;
  readonly dashed?: boolean;
}): JSX.Element {
  const { x, y, reach, size } = usePlane();
  const ends = createMemo(() => lineInSquare(props.normal, props.offset, reach()));
  return (
    <Show when={ends()}>
      {(found) => {
        const [from, to] = [(): Point => found()[0], (): Point => found()[1]];
        const label = (): Point => inside(from(), to(), reach());
        return (
          <g class={`straight tone-${props.tone}`} classList={{ dashed: props.dashed === true }}>
            <line x1={x(from()[0])} y1={y(from()[1])} x2={x(to()[0])} y2={y(to()[1])} />
            <Show when={props.name}>
              <text
                x={x(label()[0])}
                y={kept(y(label()[1]) - 6, size())}
                text-anchor={label()[0] > 0 ? "end" : "start"}
                aria-hidden="true"
              >
                {props.name}
              </text>
            </Show>
          </g>
        );
      }}
    </Show>
  );
}

/** The ends of the part of a line inside the square from −reach to reach, the right one last; null where it misses it. */
export function lineInSquare([a, b]: Point, offset: number, reach: number): readonly [Point, Point] | null {
  const size = Math.hypot(a, b);
  if (size === 0) return null;
  const foot: Point = [(offset * a) / size ** 2, (offset * b) / size ** 2];
  const way: Point = b < 0 || (b === 0 && a > 0) ? [-b / size, a / size] : [b / size, -a / size];
  let [from, to] = [-Infinity, Infinity];
  for (const axis of [0, 1]) {
    if (way[axis] === 0) {
      if (Math.abs(foot[axis]) > reach) return null;
      continue;
    }
    const sides = [-reach, reach].map((side) => (side - foot[axis]) / way[axis]);
    from = Math.max(from, Math.min(...sides));
    to = Math.min(to, Math.max(...sides));
  }
  const at = (s: number): Point => [foot[0] + s * way[0], foot[1] + s * way[1]];
  return from <= to ? [at(from), at(to)] : null;
}

/** A point of the line near its right end, away from the picture's edge. */
function inside(from: Point, to: Point, reach: number): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const share = length === 0 ? 0 : Math.min((INSET * reach) / length, 0.5);
  return [to[0] + share * (from[0] - to[0]), to[1] + share * (from[1] - to[1])];
}
