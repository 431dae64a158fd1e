import type { JSX } from "solid-js";
import { type Point, usePlane } from "../../ui/plane.js";

/** The name of a point, beside it. */
export function NameOf(props: {
  readonly at: readonly number[];
  readonly text: string;
  readonly below?: boolean;
}): JSX.Element {
  const { x, y } = usePlane();
  return (
    <text
      class="name-of"
      x={x(props.at[0]) + 11}
      y={y(props.at[1]) + (props.below === true ? 20 : -9)}
      aria-hidden="true"
    >
      {props.text}
    </text>
  );
}

/** The first two numbers as a point. */
export function pointOf([x, y]: readonly number[]): Point {
  return [x, y];
}
