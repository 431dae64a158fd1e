import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { columnOf } from "../arithmetic/grid.js";
import { largestOf } from "../arithmetic/length.js";
import type { Recorder, StepTelling } from "../story/recorder.js";
import { divisionOf, exchangeOf, subtractionOf } from "./row-operations.js";

/** What a story says of an operation on its rows; what it leaves out is said as of any matrix. */
export type RowTelling = Pick<StepTelling, "why"> & Partial<Pick<StepTelling, "title" | "rule" | "latex" | "shown">>;

/** Which entry becomes a pivot: of all the largest, or by hand the first that is not zero. */
export type Pivoting = "largest" | "first";

/**
 * The rows of a matrix and what elimination does to them, each operation a step in the words of its story.
 *
 * Whether the rows end as a triangle, in echelon form or as the identity is up to the order in which a story asks for operations.
 * Rows and columns count from 0 here and from 1 in words.
 */
export class Rows<T> {
  /**
   * @param rows the matrix, changed in place
   * @param name what the story calls it
   */
  constructor(
    private readonly story: Recorder<T>,
    private readonly rows: T[][],
    private readonly name: string,
  ) {
    story.set(name, rows);
  }

  /**
   * The row, from `top` down, whose entry in column j becomes the pivot; null where there is none.
   *
   * @param pivoting without it the first where nothing is rounded, else the largest
   * @param tolerance entries up to this size count as zero
   */
  findPivot(top: number, j: number, pivoting?: Pivoting, tolerance: number = 0): number | null {
    const { arithmetic } = this.story;
    const { isZero, unitRoundoff, value } = arithmetic;
    const counts = (entry: T): boolean => !isZero(entry) && Math.abs(value(entry)) > tolerance;
    const entries = columnOf(this.rows, j).slice(top);
    const choice = pivoting ?? (unitRoundoff === 0 ? "first" : "largest");
    const found = choice === "first" ? entries.findIndex(counts) : largestOf(arithmetic, entries);
    return found >= 0 && counts(entries[found]) ? top + found : null;
  }

  /** Why `findPivot` has chosen a row other than the first, where the choice was left to the arithmetic. */
  whyChosen(row: number, j: number): string {
    return this.story.arithmetic.unitRoundoff === 0
      ? `Row ${row + 1} is the first whose entry in column ${j + 1} is not zero.`
      : `Row ${row + 1} has the largest entry of column ${j + 1}, which keeps rounding errors small.`;
  }

  /**
   * Brings the pivot of column j, found in row `found`, to row `top`: the two change places.
   *
   * @param also changes what else of the story follows the rows
   */
  exchange(top: number, found: number, j: number, telling: RowTelling, also: () => void = () => {}): void {
    const { rows } = this;
    this.tell(exchangeOf(top, found), telling, [found, j], () => {
      [rows[top], rows[found]] = [rows[found], rows[top]];
      also();
    });
  }

  /** Divides row `top` by its entry in column j, which becomes 1. */
  divide(top: number, j: number, telling: RowTelling): void {
    const { rows } = this;
    const { read, div, isZero, write } = this.story.arithmetic;
    const pivot = rows[top][j];
    this.tell(divisionOf(write(pivot), top), telling, [top, j], () => {
      rows[top] = rows[top].map((entry, k) => (k === j ? read(1) : isZero(entry) ? entry : div(entry, pivot)));
    });
  }

  /**
   * Makes entry (i, j) zero, if it is not, by the row `top` of the pivot.
   *
   * @param tell gets the multiplier
   * @param also gets it too, and changes what else of the story follows the rows
   */
  clear(i: number, top: number, j: number, tell: (m: T) => RowTelling, also: (m: T) => void = () => {}): void {
    const { rows } = this;
    const { arithmetic } = this.story;
    if (arithmetic.isZero(rows[i][j])) return;
    const m = arithmetic.div(rows[i][j], rows[top][j]);
    this.tell(subtractionOf(arithmetic.write(m), top, i), tell(m), [top, j], () => {
      rows[i] = clearedBy(arithmetic, rows[i], rows[top], m, j);
      also(m);
    });
  }

  private tell(
    operation: Pick<StepTelling, "title" | "rule" | "latex">,
    telling: RowTelling,
    pivot: readonly [row: number, column: number],
    change: () => void,
  ): void {
    const { name } = this;
    const points = [{ matrix: name, role: "pivot", at: [pivot] }] as const;
    this.story.step({ shown: [name], ...operation, ...telling, points }, change);
  }
}

/** row − m·pivotRow, in which column j becomes zero; what stands beside a zero of the pivot's row stays as it is. */
export function clearedBy<T>(
  { sub, mul, read, isZero }: Arithmetic<T>,
  row: readonly T[],
  pivotRow: readonly T[],
  m: T,
  j: number,
): T[] {
  return row.map((entry, k) => (k === j ? read(0) : isZero(pivotRow[k]) ? entry : sub(entry, mul(m, pivotRow[k]))));
}
