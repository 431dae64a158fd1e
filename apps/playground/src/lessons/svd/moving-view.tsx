import { For, type JSX } from "solid-js";
import { Arrow, type Tone } from "../../ui/arrow.js";
import { ColumnHandle } from "../../ui/column-handle.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { Plane, type Point, usePlane } from "../../ui/plane.js";
import type { LessonStep, ViewProps } from "../lesson.js";
import { createReach } from "../../ui/reach.js";
import type { Moves, lesson } from "./lesson.js";

type Props = ViewProps<typeof lesson> & { readonly moves: Moves };

const TONES: readonly Tone[] = ["a", "b"];
/** What the directions are called after each move. */
const NAMES = ["v#", "e#", "s#·e#", "s#·u#"];
const MOVES = ["where they begin", "rotated by Vᵀ", "scaled by Σ", "rotated by U"];

/** The unit circle and the two directions that stay at right angles, through the three moves. */
export function Moving(props: Props): JSX.Element {
  const A = (): Props["inputs"]["A"] => props.inputs.A;
  const done = (): number => movesDone(props.steps, props.at);
  const directions = (): readonly Point[] => directionsAt(props.steps, done());
  const reach = createReach(() => [...A().flat(), ...props.moves.values], 3);
  return (
    <>
      <Plane label={`The unit circle and two directions, ${MOVES[done()]}`} reach={reach()}>
        <Outline points={props.moves.shapes[0]} kind="begin" />
        <Outline points={props.moves.shapes[done()]} kind="now" />
        <Arrow to={[A()[0][0], A()[1][0]]} tone="quiet" name="a₁" />
        <Arrow to={[A()[0][1], A()[1][1]]} tone="quiet" name="a₂" />
        <For each={directions()}>{(to, j) => <Arrow to={to} tone={TONES[j()]} name={nameOf(done(), j())} />}</For>
        <For each={[0, 1]}>
          {(column) => (
            <ColumnHandle matrix="A" rows={A()} column={column} tone="quiet" change={(A) => props.change({ A })} />
          )}
        </For>
      </Plane>
      <div class="inputs">
        <MatrixField name="A" value={A()} change={(matrix) => props.change({ A: matrix })} />
        <p class="move">{`The circle, ${MOVES[done()]}.`}</p>
      </div>
    </>
  );
}

function nameOf(done: number, j: number): string {
  return NAMES[done].replaceAll("#", "₁₂"[j]);
}

/** Steps that move the plane have the directions as `x`. */
function isMove({ after }: LessonStep): boolean {
  return after["x"] !== undefined;
}

/** How many of the three moves have been made at a step. */
function movesDone(steps: readonly LessonStep[], at: number): number {
  return steps.slice(0, at + 1).filter(isMove).length;
}

/** The columns of V after so many moves. */
function directionsAt(steps: readonly LessonStep[], done: number): readonly Point[] {
  const moves = steps.filter(isMove);
  const x = done === 0 ? moves[0].before["x"] : moves[done - 1].after["x"];
  return x[0].map((_, j): Point => [x[0][j].value, x[1][j].value]);
}

/** A closed curve: the unit circle, or what it has become. */
function Outline(props: { readonly points: readonly (readonly number[])[]; readonly kind: string }): JSX.Element {
  const { x, y } = usePlane();
  const outline = (): string => props.points[0].map((at, i) => `${x(at)},${y(props.points[1][i])}`).join(" ");
  return <polygon class={`outline ${props.kind}`} points={outline()} />;
}
