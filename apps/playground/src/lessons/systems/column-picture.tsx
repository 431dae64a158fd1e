import { type JSX, Show } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { columnOf, withColumn } from "../../ui/columns.js";
import { Handle } from "../../ui/handle.js";
import { Plane, type Point } from "../../ui/plane.js";
import type { ViewProps } from "../lesson.js";
import { type lesson, isSolved } from "./lesson.js";
import { foundAt } from "./shown.js";

/** The columns of A as arrows, and b as the mixture of them: parts that a step has found are drawn through. */
export function ColumnPicture(props: ViewProps<typeof lesson> & { readonly reach: number }): JSX.Element {
  const a = (j: number): Point => columnOf(props.inputs.A, j);
  const moveColumn = (j: number, to: Point): void => props.change({ A: withColumn(props.inputs.A, j, to) });
  const b = (): Point => [props.inputs.b[0], props.inputs.b[1]];
  const x = (): readonly number[] => props.result.x;
  const corner = (): Point => [x()[0] * a(0)[0], x()[0] * a(0)[1]];
  const end = (): Point => [corner()[0] + x()[1] * a(1)[0], corner()[1] + x()[1] * a(1)[1]];
  const isOpen = (j: number): boolean => foundAt(props.steps, props.at)[j] !== true;
  return (
    <Plane label="The columns of A, and b as a mixture of them" reach={props.reach}>
      <Arrow to={corner()} tone="a" dashed={isOpen(0)} />
      <Arrow from={corner()} to={end()} tone="b" dashed={isOpen(1)} />
      <Arrow to={a(0)} tone="a" name="a₁" />
      <Arrow to={a(1)} tone="b" name="a₂" />
      <Arrow to={b()} tone="c" name="b" />
      <Show when={!isSolved(props.result)}>
        <Arrow from={end()} to={b()} tone="d" dashed name="A·x" />
      </Show>
      <Handle at={a(0)} name="a₁, the first column of A" tone="a" move={(to) => moveColumn(0, to)} />
      <Handle at={a(1)} name="a₂, the second column of A" tone="b" move={(to) => moveColumn(1, to)} />
      <Handle at={b()} name="b, the right-hand side" tone="c" move={(to) => props.change({ b: to })} />
    </Plane>
  );
}
