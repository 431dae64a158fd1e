import { type JSX, Show } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { Handle } from "../../ui/handle.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { Plane, type Point } from "../../ui/plane.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";

/** The columns of A as arrows, and b as the mixture of them. */
export function View(props: ViewProps<typeof lesson>): JSX.Element {
  const columnOf = (j: number): Point => [props.inputs.A[0][j], props.inputs.A[1][j]];
  const moveColumn = (j: number, to: Point): void =>
    props.change({ A: props.inputs.A.map((row, i) => row.map((entry, k) => (k === j ? to[i] : entry))) });
  const b = (): Point => [props.inputs.b[0], props.inputs.b[1]];
  const corner = (x: readonly number[]): Point => [x[0] * columnOf(0)[0], x[0] * columnOf(0)[1]];
  return (
    <>
      <Plane label="The columns of A, and b as a mixture of them" reach={6}>
        <Show when={props.result.x}>
          {(x) => (
            <>
              <Arrow to={corner(x())} tone="a" dashed />
              <Arrow from={corner(x())} to={b()} tone="b" dashed />
            </>
          )}
        </Show>
        <Arrow to={columnOf(0)} tone="a" name="a₁" />
        <Arrow to={columnOf(1)} tone="b" name="a₂" />
        <Arrow to={b()} tone="c" name="b" />
        <Handle at={columnOf(0)} name="a₁, the first column of A" tone="a" move={(to) => moveColumn(0, to)} />
        <Handle at={columnOf(1)} name="a₂, the second column of A" tone="b" move={(to) => moveColumn(1, to)} />
        <Handle at={b()} name="b, the right-hand side" tone="c" move={(to) => props.change({ b: to })} />
      </Plane>
      <div class="inputs">
        <MatrixField name="A" value={props.inputs.A} change={(A) => props.change({ A })} />
        <MatrixField
          name="b"
          value={props.inputs.b.map((entry) => [entry])}
          change={(rows) => props.change({ b: rows.map(([entry]) => entry) })}
        />
      </div>
    </>
  );
}
