import { type JSX, Show } from "solid-js";
import type { Tone } from "./arrow.js";
import { placeBeside } from "./name-place.js";
import { type Point, usePlane } from "./plane.js";

/** A shape by its corners, filled faintly; with its name at the first of them. */
export function Polygon(props: {
  readonly corners: readonly Point[];
  readonly tone: Tone;
  readonly name?: string;
  readonly dashed?: boolean;
}): JSX.Element {
  const { x, y, size } = usePlane();
  return (
    <g class={`polygon tone-${props.tone}`} classList={{ dashed: props.dashed === true }}>
      <polygon points={props.corners.map((corner) => `${x(corner[0])},${y(corner[1])}`).join(" ")} />
      <Show when={props.name}>
        {(name) => (
          <text {...placeBeside([x(props.corners[0][0]), y(props.corners[0][1])], name(), size())} aria-hidden="true">
            {name()}
          </text>
        )}
      </Show>
    </g>
  );
}
