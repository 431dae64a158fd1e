import type { JSX } from "solid-js";
import type { Tone } from "./arrow.js";
import { columnOf, withColumn } from "./columns.js";
import { Handle } from "./handle.js";

/** A column of a matrix `[2, n]` that can be dragged. */
export function ColumnHandle(props: {
  readonly matrix: string;
  readonly rows: readonly (readonly number[])[];
  /** From 0. */
  readonly column: number;
  readonly tone: Tone;
  readonly change: (rows: readonly (readonly number[])[]) => void;
}): JSX.Element {
  return (
    <Handle
      at={columnOf(props.rows, props.column)}
      name={`Column ${props.column + 1} of ${props.matrix}`}
      tone={props.tone}
      move={(to) => props.change(withColumn(props.rows, props.column, to))}
    />
  );
}
