import type { Arithmetic, ExplainOptions } from "./arithmetic.js";
import { inArithmetic } from "./choose.js";
import { Explanation } from "./explanation.js";
import { copyOf, filled } from "./grid.js";
import { type MatrixInput, readMatrix } from "./read.js";
import { Recorder } from "./recorder.js";

const OP = "explain.rowReduce";

/**
 * The reduced row echelon form, told by Gauss–Jordan elimination.
 *
 * @param a shape `[m, n]`, up to 16 × 16; `[A | b]` for a system, `[A | I]` for an inverse
 * @returns results `R` (the form) and `pivots` (their columns in one row, counted from 0; left out for a zero matrix)
 * @remarks Exactly, the first entry that is not zero becomes the pivot, as by hand. In floats the largest one does, and
 *   what is smaller than max(m, n)·ε·max|aᵢⱼ| counts as zero: whether a matrix has full rank is not a question that
 *   rounded numbers can answer better.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §3.2
 * @example
 * rowReduce([[1, 2, 3], [2, 4, 7]]).result("R").toArray(); // [[1, 2, 0], [0, 0, 1]]
 */
export function rowReduce(a: MatrixInput, options: ExplainOptions = {}): Explanation {
  const cells = readMatrix(OP, "a", a);
  return inArithmetic(OP, options, [cells], (arithmetic, [A]) => {
    const reduction = new Reduction(new Recorder(arithmetic), copyOf(A));
    for (let j = 0; j < A[0].length && reduction.pivots.length < A.length; j++) reduction.reduce(j);
    reduction.finish();
    return new Explanation("rowReduce", "Reduced row echelon form", arithmetic.name, reduction.story.steps);
  });
}

class Reduction<T> {
  /** Columns of the pivots so far; their number is the row of the next. */
  readonly pivots: number[] = [];
  private readonly tolerance: number;

  constructor(
    readonly story: Recorder<T>,
    private readonly R: T[][],
  ) {
    const { value, unitRoundoff } = story.arithmetic;
    const largest = Math.max(...R.flatMap((row) => row.map((entry) => Math.abs(value(entry)))));
    this.tolerance = 2 * unitRoundoff * Math.max(R.length, R[0].length) * largest;
    story.set("R", R);
    story.step({
      title: "Begin with R = A",
      why: "Exchanging rows, multiplying a row by a number and subtracting a multiple of one row from another change no solution of a system and no relation between columns.",
      latex: "R = A",
      shown: ["R"],
    });
  }

  /** Finds a pivot in column j, makes it 1 and clears the column. */
  reduce(j: number): void {
    const { R, pivots, story } = this;
    const top = pivots.length;
    const found = this.find(j, top);
    if (found < 0) {
      story.step(
        {
          title: `Column ${j + 1} has no pivot`,
          why: `From row ${top + 1} down it is zero: column ${j + 1} is a combination of the columns before it, and its unknown is free.`,
          latex: `r_{i${j + 1}} = 0 \\quad (i \\ge ${top + 1})`,
          shown: ["R"],
          points: [{ matrix: "R", role: "used", at: R.slice(top).map((_, i) => [top + i, j]) }],
        },
        () => {
          for (let i = top; i < R.length; i++) R[i][j] = story.arithmetic.read(0); // what was small is rounding
        },
      );
      return;
    }
    pivots.push(j);
    if (found !== top) this.exchange(top, found, j);
    this.normalize(top, j);
    R.forEach((row, i) => {
      if (i !== top && !story.arithmetic.isZero(row[j])) this.clear(i, top, j);
    });
  }

  private find(j: number, top: number): number {
    const { R, tolerance } = this;
    const { value, compareSizes, unitRoundoff, isZero }: Arithmetic<T> = this.story.arithmetic;
    let best = -1;
    for (let i = top; i < R.length; i++) {
      if (isZero(R[i][j]) || Math.abs(value(R[i][j])) <= tolerance) continue;
      if (unitRoundoff === 0) return i;
      if (best < 0 || compareSizes(R[i][j], R[best][j]) > 0) best = i;
    }
    return best;
  }

  private exchange(top: number, found: number, j: number): void {
    const { R, story } = this;
    const isExact = story.arithmetic.unitRoundoff === 0;
    story.step(
      {
        title: `Exchange rows ${top + 1} and ${found + 1}`,
        why: isExact
          ? `Row ${found + 1} is the first whose entry in column ${j + 1} is not zero.`
          : `Row ${found + 1} has the largest entry of column ${j + 1}, which keeps rounding errors small.`,
        rule: "Rᵢ ↔ Rⱼ",
        latex: `R_{${top + 1}} \\leftrightarrow R_{${found + 1}}`,
        shown: ["R"],
        points: [{ matrix: "R", role: "pivot", at: [[found, j]] }],
      },
      () => {
        [R[top], R[found]] = [R[found], R[top]];
      },
    );
  }

  private normalize(top: number, j: number): void {
    const { R, story } = this;
    const { read, sub, div, isZero, write } = story.arithmetic;
    const pivot = R[top][j];
    if (isZero(sub(pivot, read(1)))) return;
    const { text, latex } = write(pivot);
    story.step(
      {
        title: `Divide row ${top + 1} by ${text}`,
        why: "The pivot becomes 1.",
        rule: "Rᵢ ← Rᵢ/rᵢⱼ",
        latex: `R_{${top + 1}} \\leftarrow R_{${top + 1}} / \\left(${latex}\\right)`,
        shown: ["R"],
        points: [{ matrix: "R", role: "pivot", at: [[top, j]] }],
      },
      () => {
        R[top] = R[top].map((entry, k) => (k === j ? read(1) : isZero(entry) ? entry : div(entry, pivot)));
      },
    );
  }

  private clear(i: number, top: number, j: number): void {
    const { R, story } = this;
    const { read, sub, mul, isZero, write } = story.arithmetic;
    const multiple = R[i][j];
    const { text, latex } = write(multiple);
    story.step(
      {
        title: `Subtract ${text} times row ${top + 1} from row ${i + 1}`,
        why: `Entry (${i + 1}, ${j + 1}) becomes zero: the pivot is to stand alone in its column.`,
        rule: "Rₖ ← Rₖ − rₖⱼ·Rᵢ",
        latex: `R_{${i + 1}} \\leftarrow R_{${i + 1}} - \\left(${latex}\\right) R_{${top + 1}}`,
        shown: ["R"],
        points: [{ matrix: "R", role: "pivot", at: [[top, j]] }],
      },
      () => {
        R[i] = R[i].map((entry, k) =>
          k === j ? read(0) : isZero(R[top][k]) ? entry : sub(entry, mul(multiple, R[top][k])),
        );
      },
    );
  }

  finish(): void {
    const { pivots, story, R } = this;
    const { read } = story.arithmetic;
    const free = R[0].length - pivots.length;
    if (pivots.length > 0)
      story.set(
        "pivots",
        filled(1, pivots.length, (_, k) => read(pivots[k])),
      );
    story.step({
      title: `The rank is ${pivots.length}`,
      why: `${count(pivots.length, "column has a pivot", "columns have pivots")} and ${count(free, "has", "have")} none. The form is the same however it was reached; pivots are columns counted from 0.`,
      latex: `\\operatorname{rank} A = ${pivots.length}`,
      shown: ["R", "pivots"],
      points: [{ matrix: "R", role: "pivot", at: pivots.map((j, i) => [i, j]) }],
    });
  }
}

function count(n: number, one: string, several: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${several}`;
}
