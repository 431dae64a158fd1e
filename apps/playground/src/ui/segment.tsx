import type { JSX } from "solid-js";
import type { Tone } from "./arrow.js";
import { type Point, usePlane } from "./plane.js";

/** A straight line from one point of a plane to another. */
export function Segment(props: { readonly from: Point; readonly to: Point; readonly tone: Tone }): JSX.Element {
  const { x, y } = usePlane();
  return (
    <line
      class={`segment tone-${props.tone}`}
      x1={x(props.from[0])}
      y1={y(props.from[1])}
      x2={x(props.to[0])}
      y2={y(props.to[1])}
    />
  );
}

/** A curve through points of a plane. */
export function Curve(props: { readonly points: readonly Point[]; readonly tone: Tone }): JSX.Element {
  const { x, y } = usePlane();
  const path = (): string => props.points.map((point) => `${x(point[0])},${y(point[1])}`).join(" ");
  return <polyline class={`curve tone-${props.tone}`} points={path()} />;
}
