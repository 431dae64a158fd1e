import { Index, type JSX, Show } from "solid-js";
import { Handle } from "../../ui/handle.js";
import { Plane, type Point } from "../../ui/plane.js";
import { Polygon } from "../../ui/polygon.js";
import { createReach } from "../../ui/reach.js";
import { StraightLine } from "../../ui/straight-line.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";

/** As many as the explanation can show. */
const MOST = 8;

type Points = readonly (readonly number[])[];

/** Points that can be dragged, their best line, and the squares whose sum it makes least. */
export function FitPicture(props: ViewProps<typeof lesson>): JSX.Element {
  const reach = createReach(() => props.inputs.points.flat());
  const points = (): Points => props.inputs.points;
  const square = (point: readonly number[], i: number): readonly Point[] => {
    const [x, y] = point;
    const [line, side] = [props.result.nearest[i], Math.abs(props.result.rest[i])];
    return [
      [x, y],
      [x, line],
      [x + side, line],
      [x + side, y],
    ];
  };
  return (
    <Plane label="Points, their best line, and the squares of what it leaves" reach={reach()}>
      <Index each={points()}>{(point, i) => <Polygon corners={square(point(), i)} tone="d" />}</Index>
      <Show when={props.result.rank === 2}>
        <StraightLine normal={[-props.result.c[1], 1]} offset={props.result.c[0]} tone="c" />
      </Show>
      <Index each={points()}>
        {(point, i) => (
          <Handle
            at={[point()[0], point()[1]]}
            name={`point ${i + 1}`}
            tone="a"
            move={(to) => props.change({ points: points().map((old, k) => (k === i ? to : old)) })}
          />
        )}
      </Index>
    </Plane>
  );
}

/** More points, or fewer. */
export function PointButtons(props: {
  readonly points: Points;
  readonly change: (points: Points) => void;
}): JSX.Element {
  const count = (): number => props.points.length;
  return (
    <>
      <button
        type="button"
        aria-disabled={count() === MOST}
        onClick={() => count() < MOST && props.change([...props.points, [0, 0]])}
      >
        Add a point
      </button>
      <button
        type="button"
        aria-disabled={count() === 2}
        onClick={() => count() > 2 && props.change(props.points.slice(0, -1))}
      >
        Remove the last
      </button>
    </>
  );
}
