import type { JSX } from "solid-js";
import type { Tone } from "./arrow.js";
import { short } from "./format.js";
import { type Point, usePlane } from "./plane.js";

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/**
 * A point that can be dragged, or moved by the arrow keys: by one step of its grid, with Shift by ten.
 *
 * Dragged points keep to the grid as well, so that the numbers beside the picture stay short.
 */
export function Handle(props: {
  readonly at: Point;
  readonly name: string;
  readonly tone: Tone;
  readonly move: (to: Point) => void;
  /** Distance of the grid's lines. Default 1/10. */
  readonly grid?: number;
}): JSX.Element {
  const { x, y, reach, pointAt } = usePlane();
  const move = (to: Point): void => {
    const grid = props.grid ?? 0.1;
    const kept = to.map((value) => {
      const cells = Math.round(Math.min(Math.max(value, -reach()), reach()) / grid);
      return Number((cells * grid).toFixed(6)) + 0;
    });
    props.move([kept[0], kept[1]]);
  };
  return (
    <g
      class={`handle tone-${props.tone}`}
      role="slider"
      tabindex={0}
      aria-label={props.name}
      aria-roledescription="point"
      aria-valuenow={props.at[0]}
      aria-valuemin={-reach()}
      aria-valuemax={reach()}
      aria-valuetext={`(${short(props.at[0])}, ${short(props.at[1])})`}
      transform={`translate(${x(props.at[0])} ${y(props.at[1])})`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        event.preventDefault(); // or a drag would select text
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) move(pointAt(event.clientX, event.clientY));
      }}
      onKeyDown={(event) => {
        const way = ARROWS[event.key];
        if (way === undefined) return;
        event.preventDefault(); // the page would scroll
        const length = (props.grid ?? 0.1) * (event.shiftKey ? 10 : 1);
        move([props.at[0] + way[0] * length, props.at[1] + way[1] * length]);
      }}
    >
      <circle class="reach" r={20} />
      <circle class="knob" r={7} />
    </g>
  );
}
