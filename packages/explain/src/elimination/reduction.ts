import type { Recorder } from "../story/recorder.js";
import { Rows } from "./rows.js";

/** How a story words its reduction. */
export interface ReductionWords {
  /** The matrix that is reduced, by the name that it has in the story. */
  readonly name: string;
  /** What it means that column j is zero from row `top` down; both count from 0. */
  readonly withoutPivot: (j: number, top: number) => string;
}

/**
 * Gauss–Jordan elimination of the first columns of a matrix, each step told.
 *
 * Exactly, the first entry that is not zero becomes the pivot, as by hand; in floats the largest, and what is smaller than
 * max(m, n)·ε·max|aᵢⱼ| counts as zero.
 */
export class Reduction<T> {
  /** Columns of the pivots so far; their number is the row of the next. */
  readonly pivots: number[] = [];
  private readonly rows: Rows<T>;
  private readonly tolerance: number;

  /**
   * @param R the matrix, changed in place
   * @param columns how many of its columns are reduced; the others only follow
   */
  constructor(
    private readonly story: Recorder<T>,
    private readonly R: T[][],
    private readonly words: ReductionWords,
    columns: number = R[0].length,
  ) {
    const { value, unitRoundoff } = story.arithmetic;
    const sizes = R.flatMap((row) => row.slice(0, columns).map((entry) => Math.abs(value(entry))));
    this.tolerance = 2 * unitRoundoff * Math.max(R.length, columns) * Math.max(...sizes);
    this.rows = new Rows(story, R, words.name);
  }

  /** Whether there are rows for another pivot. */
  get isOpen(): boolean {
    return this.pivots.length < this.R.length;
  }

  /**
   * Finds a pivot in column j, makes it 1 and clears the column.
   *
   * @returns whether there is a pivot
   */
  reduce(j: number): boolean {
    const { R, pivots, rows, tolerance } = this;
    const top = pivots.length;
    const found = rows.findPivot(top, j, undefined, tolerance);
    if (found === null) {
      this.passOver(j, top);
      return false;
    }
    pivots.push(j);
    if (found !== top) rows.exchange(top, found, j, { why: rows.whyChosen(found, j) });
    if (!this.isOne(R[top][j])) rows.divide(top, j, { why: "The pivot becomes 1." });
    R.forEach((_, i) => {
      const why = `Entry (${i + 1}, ${j + 1}) becomes zero: the pivot is to stand alone in its column.`;
      if (i !== top) rows.clear(i, top, j, () => ({ why }));
    });
    return true;
  }

  private isOne(entry: T): boolean {
    const { sub, read, isZero } = this.story.arithmetic;
    return isZero(sub(entry, read(1)));
  }

  private passOver(j: number, top: number): void {
    const { R, story, words } = this;
    story.step(
      {
        title: `Column ${j + 1} has no pivot`,
        why: words.withoutPivot(j, top),
        latex: `r_{i${j + 1}} = 0 \\quad (i \\ge ${top + 1})`,
        shown: [words.name],
        points: [{ matrix: words.name, role: "used", at: R.slice(top).map((_, i) => [top + i, j]) }],
      },
      () => {
        for (let i = top; i < R.length; i++) R[i][j] = story.arithmetic.read(0); // what was small is rounding
      },
    );
  }
}
