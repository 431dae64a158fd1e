import type { JSX } from "solid-js";
import type { Tone } from "./arrow.js";
import { type Point, usePlane } from "./plane.js";

/** Lines to either side of the axes, and how far they reach, before they are mapped. */
const LINES = 10;

/** Where a linear map, by its matrix, carries the lines of the plane's grid. */
export function MappedGrid(props: {
  readonly matrix: readonly (readonly number[])[];
  readonly tone: Tone;
}): JSX.Element {
  const { x, y } = usePlane();
  const carry = ([s, t]: Point): Point => {
    const [[a, b], [c, d]] = props.matrix;
    return [x(a * s + b * t), y(c * s + d * t)];
  };
  const path = (): string => {
    const along = Array.from({ length: 2 * LINES + 1 }, (_, i) => i - LINES);
    return along
      .flatMap((at): [Point, Point][] => [
        [
          [at, -LINES],
          [at, LINES],
        ],
        [
          [-LINES, at],
          [LINES, at],
        ],
      ])
      .map(([from, to]) => `M${carry(from).join(" ")}L${carry(to).join(" ")}`)
      .join("");
  };
  return <path class={`mapped-grid tone-${props.tone}`} d={path()} />;
}
