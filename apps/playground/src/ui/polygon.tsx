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
  const { x, y, write } = usePlane();
  const place = write(() => {
    const [first] = props.corners;
    return props.name ? { at: [x(first[0]), y(first[1])], name: props.name } : null;
  });
  return (
    <g class={`polygon tone-${props.tone}`} classList={{ dashed: props.dashed === true }}>
      <polygon points={props.corners.map((corner) => `${x(corner[0])},${y(corner[1])}`).join(" ")} />
      <Show when={place()}>
        {(place) => (
          <text {...place()} aria-hidden="true">
            {props.name}
          </text>
        )}
      </Show>
    </g>
  );
}
