import { type JSX, Show } from "solid-js";
import type { Tone } from "./arrow.js";
import { type Point, usePlane } from "./plane.js";

/** A shape by its corners, filled faintly; with its name at the first of them. */
export function Polygon(props: {
  readonly corners: readonly Point[];
  readonly tone: Tone;
  readonly name?: string;
  readonly dashed?: boolean;
}): JSX.Element {
  const { x, y } = usePlane();
  return (
    <g class={`polygon tone-${props.tone}`} classList={{ dashed: props.dashed === true }}>
      <polygon points={props.corners.map((corner) => `${x(corner[0])},${y(corner[1])}`).join(" ")} />
      <Show when={props.name}>
        <text x={x(props.corners[0][0]) + 8} y={y(props.corners[0][1]) - 8} aria-hidden="true">
          {props.name}
        </text>
      </Show>
    </g>
  );
}
