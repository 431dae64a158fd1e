import type { JSX } from "solid-js";
import { placeBeside } from "../../ui/name-place.js";
import { type Point, usePlane } from "../../ui/plane.js";

/** The name of a point, beside it. */
export function NameOf(props: {
  readonly at: readonly number[];
  readonly text: string;
  readonly below?: boolean;
}): JSX.Element {
  const { x, y, size } = usePlane();
  const place = () => placeBeside([x(props.at[0]), y(props.at[1])], props.text, size(), props.below);
  return (
    <text class="name-of" {...place()} aria-hidden="true">
      {props.text}
    </text>
  );
}

/** The first two numbers as a point. */
export function pointOf([x, y]: readonly number[]): Point {
  return [x, y];
}
