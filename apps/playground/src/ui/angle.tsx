import type { JSX } from "solid-js";
import type { Tone } from "./arrow.js";
import { type Point, usePlane } from "./plane.js";

/** Pixels from the corner to the arc. */
const RADIUS = 34;

/** The angle at the origin from the direction of one vector to that of another, the short way round. */
export function Angle(props: { readonly from: Point; readonly to: Point; readonly tone: Tone }): JSX.Element {
  const { x, y } = usePlane();
  const path = (): string => {
    const begin = Math.atan2(props.from[1], props.from[0]);
    const turn = Math.atan2(
      props.from[0] * props.to[1] - props.from[1] * props.to[0],
      props.from[0] * props.to[0] + props.from[1] * props.to[1],
    );
    const at = (angle: number): string => `${x(0) + RADIUS * Math.cos(angle)} ${y(0) - RADIUS * Math.sin(angle)}`;
    return `M${at(begin)}A${RADIUS} ${RADIUS} 0 0 ${turn > 0 ? 0 : 1} ${at(begin + turn)}`;
  };
  return <path class={`angle tone-${props.tone}`} d={path()} />;
}
