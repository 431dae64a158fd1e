import type { Entry, Highlight, Matrices, Matrix } from "@linnet/explain";
import type { LessonStep } from "./lesson.js";

/** Stands for what is left out. */
const ROW: Entry = { value: NaN, text: "⋮", latex: "\\vdots" };
const COLUMN: Entry = { value: NaN, text: "…", latex: "\\cdots" };

interface Size {
  readonly rows: number;
  readonly columns: number;
}

/**
 * The step with the middle of its long matrices left out: so many rows and columns remain, the last among them.
 *
 * A table of a hundred rows tells no more than its first few, and pushes everything else off the screen.
 */
export function shorten(step: LessonStep, most: Size = { rows: 4, columns: 6 }): LessonStep {
  const cut = (matrices: Matrices): Matrices =>
    Object.fromEntries(Object.entries(matrices).map(([name, matrix]) => [name, shortened(matrix, most)]));
  const marks = step.highlighted.flatMap((mark): Highlight[] => {
    const matrix = (mark.side === "before" ? step.before : step.after)[mark.matrix];
    if (matrix === undefined) return []; // a mark in what the lesson does not show
    const row = placeOf(mark.row, matrix.length, most.rows);
    const column = placeOf(mark.column, matrix[0].length, most.columns);
    return row === null || column === null ? [] : [{ ...mark, row, column }];
  });
  return { ...step, before: cut(step.before), after: cut(step.after), highlighted: marks };
}

function shortened(matrix: Matrix, most: Size): Matrix {
  const rows = withoutMiddle(matrix, most.rows, null);
  const width = withoutMiddle(matrix[0], most.columns, COLUMN).length;
  return rows.map((row) =>
    row === null ? Array.from({ length: width }, () => ROW) : withoutMiddle(row, most.columns, COLUMN),
  );
}

function withoutMiddle<T, M>(list: readonly T[], most: number, middle: M): (T | M)[] {
  return list.length <= most + 1 ? [...list] : [...list.slice(0, most - 1), middle, list[list.length - 1]];
}

/** Where the entry stands in what is left, or null. */
function placeOf(at: number, length: number, most: number): number | null {
  if (length <= most + 1 || at < most - 1) return at;
  return at === length - 1 ? most : null;
}
