import { type Grid, copyOf, filled } from "../arithmetic/grid.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, readMatrix } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { Reduction } from "./reduction.js";

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
    const story = new Recorder(arithmetic);
    const R = copyOf(A);
    const reduction = new Reduction(story, R, {
      name: "R",
      withoutPivot: (j, top) =>
        `From row ${top + 1} down it is zero: column ${j + 1} is a combination of the columns before it, and its unknown is free.`,
    });
    story.step({
      title: "Begin with R = A",
      why: "Exchanging rows, multiplying a row by a number and subtracting a multiple of one row from another change no solution of a system and no relation between columns.",
      latex: "R = A",
      shown: ["R"],
    });
    for (let j = 0; j < A[0].length && reduction.isOpen; j++) reduction.reduce(j);
    finish(story, R, reduction.pivots);
    return new Explanation("rowReduce", "Reduced row echelon form", arithmetic.name, story.steps);
  });
}

function finish<T>(story: Recorder<T>, R: Grid<T>, pivots: readonly number[]): void {
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

function count(n: number, one: string, several: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${several}`;
}
