import { type Grid, columnVector, product, transposed } from "../arithmetic/grid.js";
import { Reduction } from "../elimination/reduction.js";
import { Recorder } from "../story/recorder.js";

/** What the normal equations say of the coefficients of the columns of A. */
export interface NormalSolution<T> {
  /** A minimizer of ‖b − A·c‖: the one whose coefficients are 0 for columns that depend on those before them. */
  readonly c: readonly T[];
  /** The columns that do not, counted from 0. */
  readonly pivots: readonly number[];
  /** The reduced [AᵀA | Aᵀb]. */
  readonly M: Grid<T>;
}

/**
 * Tells how AᵀA·c = Aᵀb is formed and solved by elimination, for A of any rank.
 *
 * @param b as one column
 * @param unknown what the story calls c
 */
export function solveNormalEquations<T>(
  story: Recorder<T>,
  A: Grid<T>,
  b: Grid<T>,
  unknown: string,
): NormalSolution<T> {
  const { arithmetic } = story;
  const n = A[0].length;
  const At = transposed(A);
  const gram = product(arithmetic, At, A);
  const right = product(arithmetic, At, b);
  const M = gram.map((row, i) => [...row, ...right[i]]);
  story.set("A", A);
  story.set("b", b);
  const reduction = new Reduction(
    story,
    M,
    { name: "M", withoutPivot: (j) => dependent(j, unknown, arithmetic.unitRoundoff === 0) },
    n,
  );
  story.step({
    title: "Form the normal equations",
    why: `Aᵀ measures the columns of A against each other and against b: M is [AᵀA | Aᵀb]. What solves them leaves of b − A·${unknown} nothing along any column.`,
    rule: `AᵀA·${unknown} = Aᵀb`,
    latex: `M = [A^{\\mathsf T} A \\mid A^{\\mathsf T} \\mathbf{b}]`,
    shown: ["A", "b", "M"],
  });
  const { pivots } = reduction;
  for (let j = 0; j < n; j++) reduction.reduce(j);
  const c = At.map((_, j) => (pivots.includes(j) ? M[pivots.indexOf(j)][n] : arithmetic.read(0)));
  story.set(unknown, columnVector(c));
  story.step({
    title: `Read off ${unknown}`,
    why:
      pivots.length === n
        ? "Each row gives one coefficient."
        : "Each row gives one coefficient; those that may be chosen are 0.",
    latex: `\\mathbf{${unknown}} = ${latexVector(c.map((entry) => arithmetic.write(entry).latex))}`,
    shown: ["M", unknown],
    points: [{ matrix: "M", role: "used", at: pivots.map((_, i) => [i, n]) }],
  });
  return { c, pivots, M };
}

function dependent(j: number, unknown: string, isExact: boolean): string {
  const what = j === 0 ? "Column 1 of A is zero" : `Column ${j + 1} of A is a combination of the columns before it`;
  return `${what}${isExact ? "" : ", as far as AᵀA can tell after rounding"}: it adds nothing to the span, and its coefficient in ${unknown} may be chosen.`;
}

/** (AᵀA)⁻¹·B for independent columns, without a word. */
export function gramInverseTimes<T>({ arithmetic }: Recorder<T>, A: Grid<T>, B: Grid<T>): T[][] {
  const n = A[0].length;
  const gram = product(arithmetic, transposed(A), A);
  const M = gram.map((row, i) => [...row, ...B[i]]);
  const silent = new Reduction(new Recorder(arithmetic), M, { name: "M", withoutPivot: () => "" }, n);
  for (let j = 0; j < n; j++) silent.reduce(j);
  return M.map((row) => row.slice(n));
}

function latexVector(entries: readonly string[]): string {
  return `\\begin{bmatrix} ${entries.join(" \\\\ ")} \\end{bmatrix}`;
}
