import type { Recorder } from "../story/recorder.js";
import { divisionOf, exchangeOf, subtractionOf } from "./row-operations.js";

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
  private readonly tolerance: number;

  /**
   * @param R the matrix, changed in place
   * @param columns how many of its columns are reduced; the others only follow
   */
  constructor(
    private readonly story: Recorder<T>,
    private readonly R: T[][],
    private readonly words: ReductionWords,
    private readonly columns: number = R[0].length,
  ) {
    const { value, unitRoundoff } = story.arithmetic;
    const sizes = R.flatMap((row) => row.slice(0, columns).map((entry) => Math.abs(value(entry))));
    this.tolerance = 2 * unitRoundoff * Math.max(R.length, columns) * Math.max(...sizes);
    story.set(words.name, R);
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
    const { R, pivots, story } = this;
    const top = pivots.length;
    const found = this.find(j, top);
    if (found < 0) {
      this.passOver(j, top);
      return false;
    }
    pivots.push(j);
    if (found !== top) this.exchange(top, found, j);
    this.normalize(top, j);
    R.forEach((row, i) => {
      if (i !== top && !story.arithmetic.isZero(row[j])) this.clear(i, top, j);
    });
    return true;
  }

  private find(j: number, top: number): number {
    const { R, tolerance } = this;
    const { value, compareSizes, unitRoundoff, isZero } = this.story.arithmetic;
    let best = -1;
    for (let i = top; i < R.length; i++) {
      if (isZero(R[i][j]) || Math.abs(value(R[i][j])) <= tolerance) continue;
      if (unitRoundoff === 0) return i;
      if (best < 0 || compareSizes(R[i][j], R[best][j]) > 0) best = i;
    }
    return best;
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

  private exchange(top: number, found: number, j: number): void {
    const { R, story, words } = this;
    const isExact = story.arithmetic.unitRoundoff === 0;
    story.step(
      {
        ...exchangeOf(top, found),
        why: isExact
          ? `Row ${found + 1} is the first whose entry in column ${j + 1} is not zero.`
          : `Row ${found + 1} has the largest entry of column ${j + 1}, which keeps rounding errors small.`,
        shown: [words.name],
        points: [{ matrix: words.name, role: "pivot", at: [[found, j]] }],
      },
      () => {
        [R[top], R[found]] = [R[found], R[top]];
      },
    );
  }

  private normalize(top: number, j: number): void {
    const { R, story, words } = this;
    const { read, sub, div, isZero, write } = story.arithmetic;
    const pivot = R[top][j];
    if (isZero(sub(pivot, read(1)))) return;
    story.step(
      {
        ...divisionOf(write(pivot), top),
        why: "The pivot becomes 1.",
        shown: [words.name],
        points: [{ matrix: words.name, role: "pivot", at: [[top, j]] }],
      },
      () => {
        R[top] = R[top].map((entry, k) => (k === j ? read(1) : isZero(entry) ? entry : div(entry, pivot)));
      },
    );
  }

  private clear(i: number, top: number, j: number): void {
    const { R, story, words } = this;
    const { read, sub, mul, isZero, write } = story.arithmetic;
    const multiple = R[i][j];
    story.step(
      {
        ...subtractionOf(write(multiple), top, i),
        why: `Entry (${i + 1}, ${j + 1}) becomes zero: the pivot is to stand alone in its column.`,
        shown: [words.name],
        points: [{ matrix: words.name, role: "pivot", at: [[top, j]] }],
      },
      () => {
        R[i] = R[i].map((entry, k) =>
          k === j ? read(0) : isZero(R[top][k]) ? entry : sub(entry, mul(multiple, R[top][k])),
        );
      },
    );
  }
}
