import type { JSX } from "solid-js";
import type { Tone } from "../arrow.js";
import { short } from "../format.js";
import type { Look } from "./look.js";
import { type Seen, movedInSight, seenAt } from "./screen.js";
import type { Vector3 } from "./things.js";

/** A point of a space that can be moved. */
export interface Movable {
  readonly at: Vector3;
  readonly name: string;
  readonly tone: Tone;
  readonly move: (to: Vector3) => void;
}

/** Points keep to a grid, so that the numbers beside the picture stay short. */
const GRID = 0.1;

const KEYS: Readonly<Record<string, Vector3>> = {
  ArrowLeft: [-1, 0, 0],
  ArrowRight: [1, 0, 0],
  ArrowDown: [0, -1, 0],
  ArrowUp: [0, 1, 0],
  PageDown: [0, 0, -1],
  PageUp: [0, 0, 1],
};

/**
 * A point that can be dragged, in the plane through it that faces the eye, or moved along the axes by keys: by one step of its
 * grid, with Shift by ten.
 */
export function SpaceHandle(props: {
  readonly of: Movable;
  readonly look: Look;
  readonly reach: number;
  /** Told while it is dragged. */
  readonly hold: (isHeld: boolean) => void;
}): JSX.Element {
  let begin: { readonly at: Vector3; readonly x: number; readonly y: number; readonly side: number } | null = null;
  const seen = (): Seen | null => seenAt(scaled(props.of.at, 1 / props.reach), props.look);
  const move = (to: Vector3): void => {
    const [x, y, z] = to.map((value) => kept(value, props.reach));
    props.of.move([x, y, z]);
  };
  const end = (): void => {
    begin = null;
    props.hold(false);
  };
  return (
    <div
      class={`space-handle tone-${props.of.tone}`}
      role="slider"
      tabindex={0}
      aria-label={props.of.name}
      aria-roledescription="point"
      aria-valuenow={props.of.at[0]}
      aria-valuemin={-props.reach}
      aria-valuemax={props.reach}
      aria-valuetext={`(${props.of.at.map((value) => short(value)).join(", ")})`}
      hidden={seen() === null}
      style={{ left: `${100 * (seen()?.left ?? 0)}%`, top: `${100 * (seen()?.top ?? 0)}%` }}
      onPointerDown={(event) => {
        event.stopPropagation(); // or the space would turn
        event.preventDefault(); // or a drag would select text
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        const side = event.currentTarget.parentElement?.clientWidth ?? 1;
        begin = { at: scaled(props.of.at, 1 / props.reach), x: event.clientX, y: event.clientY, side };
        props.hold(true);
      }}
      onPointerMove={(event) => {
        if (begin === null) return;
        const way = { left: (event.clientX - begin.x) / begin.side, top: (event.clientY - begin.y) / begin.side };
        move(scaled(movedInSight(begin.at, props.look, way), props.reach));
      }}
      onLostPointerCapture={end}
      onKeyDown={(event) => {
        event.stopPropagation(); // the keys are the point's, not the space's
        const way = KEYS[event.key];
        if (way === undefined) return;
        event.preventDefault(); // the page would scroll
        const length = GRID * (event.shiftKey ? 10 : 1);
        const [x, y, z] = props.of.at;
        move([x + length * way[0], y + length * way[1], z + length * way[2]]);
      }}
    />
  );
}

function scaled(point: Vector3, by: number): Vector3 {
  return [by * point[0], by * point[1], by * point[2]];
}

/** On the grid, and within reach. */
function kept(value: number, reach: number): number {
  const cells = Math.round(Math.min(Math.max(value, -reach), reach) / GRID);
  return Number((cells * GRID).toFixed(6)) + 0;
}
