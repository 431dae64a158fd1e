import { type Grid, columnOf, columnVector, distance, dot, product, transposed, zipped } from "../arithmetic/grid.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, type VectorInput, readSystem } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireOneOf } from "../story/require.js";
import { gramInverseTimes, solveNormalEquations } from "./normal-equations.js";
import { type Minimizer, solveByProjection } from "./projected-system.js";

/** Options of `leastSquares`. */
export interface LeastSquaresOptions extends ExplainOptions {
  /**
   * `"normalEquations"` solves AᵀA·x = Aᵀb; `"projection"` projects b on orthonormal directions of the columns and solves
   * R·x = Qᵀb; `"both"` (default) tells one after the other. Without rounding they agree.
   */
  readonly by?: "both" | "normalEquations" | "projection";
}

const OP = "explain.leastSquares";

/**
 * Least squares: the x that minimizes ‖b − A·x‖, told by the normal equations beside projection.
 *
 * @param a shape `[m, n]`, up to 16 × 16, of any rank
 * @param b shape `[m]`
 * @returns results `x` (of all minimizers the shortest), `A·x`, `e` (what is left of b) and `residual` (‖e‖²)
 * @throws {ShapeError} unless b has as many entries as a has rows
 * @remarks Rounding errors grow with κ(A)² by the normal equations, with κ(A) by projection where the residual is small:
 *   `{ arithmetic: "float32" }` of nearly dependent columns shows it. linalg's `lstsq` goes by Householder's reflections.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.3 and §5.5; Björck, *Numerical Methods for Least Squares*, §2.2
 * @example
 * leastSquares([[1, 0], [1, 1], [1, 2]], [1, 3, 5]).result("x").toArray(); // [[1], [2]]
 */
export function leastSquares(a: MatrixInput, b: VectorInput, options: LeastSquaresOptions = {}): Explanation {
  const by = requireOneOf(OP, "by", ["both", "normalEquations", "projection"], options.by ?? "both");
  const [left, right] = readSystem(OP, a, b);
  const [m, n] = [left.length, left[0].length];
  return inArithmetic(OP, options, [left, right], (arithmetic, [A, B]) => {
    const story = new Recorder(arithmetic);
    story.set("A", A);
    story.set("b", B);
    story.step({
      title: "Ask for what comes nearest",
      why:
        m > n
          ? `${m} equations in ${counted(n, "unknown")}: there is hardly an x with A·x = b. The one is sought that leaves the least of b, by the sum of squares.`
          : "If no x has A·x = b, the one is sought that leaves the least of b, by the sum of squares.",
      rule: "‖b − A·x‖² → min",
      latex: "\\min_{\\mathbf{x}} \\|\\mathbf{b} - A \\mathbf{x}\\|^2",
      shown: ["A", "b"],
    });
    const normal = by === "projection" ? null : byNormalEquations(story, A, B);
    const projected = by === "normalEquations" ? null : solveByProjection(story, A, B);
    if (normal !== null && projected !== null) compare(story, normal.x, projected.x);
    const found = projected ?? normal;
    if (found !== null) finish(story, A, B, shortest(story, found));
    return new Explanation("leastSquares", TITLES[by], arithmetic.name, story.steps);
  });
}

const TITLES = {
  both: "Least squares by the normal equations, and by projection",
  normalEquations: "Least squares by the normal equations",
  projection: "Least squares by projection",
};

function byNormalEquations<T>(story: Recorder<T>, A: Grid<T>, b: Grid<T>): Minimizer<T> {
  const { read, sub } = story.arithmetic;
  const { c, pivots, M } = solveNormalEquations(story, A, b, "x");
  const free = c.flatMap((_, j) => {
    if (pivots.includes(j)) return [];
    return [c.map((__, k) => (pivots.includes(k) ? sub(read(0), M[pivots.indexOf(k)][j]) : read(k === j ? 1 : 0)))];
  });
  return { x: c, free };
}

function compare<T>(story: Recorder<T>, normal: readonly T[], projected: readonly T[]): void {
  const { arithmetic } = story;
  const [one, other] = [columnVector(normal), columnVector(projected)];
  const error = distance(arithmetic, one, other);
  story.set("x₁", one);
  story.set("x₂", other);
  story.step({
    title: "Both ways, one x",
    why:
      error === 0
        ? "The normal equations (x₁) and the projection (x₂) give the same."
        : `The normal equations (x₁) and the projection (x₂) differ by at most ${error.toPrecision(3)}. AᵀA has the square of the condition number of A, and may lose twice as many digits to rounding: x₂ is kept.`,
    rule: "(AᵀA)⁻¹·Aᵀb = R⁻¹·Qᵀb",
    latex: "(A^{\\mathsf T} A)^{-1} A^{\\mathsf T} \\mathbf{b} = R^{-1} Q^{\\mathsf T} \\mathbf{b}",
    shown: ["x₁", "x₂"],
  });
}

/** Takes from a minimizer what lies along vectors that A takes to zero. */
function shortest<T>(story: Recorder<T>, { x, free }: Minimizer<T>): readonly T[] {
  if (free.length === 0) return x;
  const { arithmetic } = story;
  const N = transposed(free);
  const along = free.map((direction) => [dot(arithmetic, direction, x)]);
  const taken = product(arithmetic, N, gramInverseTimes(story, N, along));
  const left = x.map((entry, i) => arithmetic.sub(entry, taken[i][0]));
  story.set("N", N);
  story.set("x", columnVector(x));
  story.step(
    {
      title: "Of all minimizers, take the shortest",
      why: `A takes ${free.length === 1 ? "the column" : "the columns"} of N to zero, so that x may be moved along ${free.length === 1 ? "it" : "them"} and A·x stays. x is shortest where it has no part along ${free.length === 1 ? "it" : "them"}.`,
      rule: "A·N = 0,  x ← x − N·(NᵀN)⁻¹·Nᵀx",
      latex: "\\mathbf{x} \\leftarrow \\mathbf{x} - N (N^{\\mathsf T} N)^{-1} N^{\\mathsf T} \\mathbf{x}",
      shown: ["N", "x"],
    },
    () => story.set("x", columnVector(left)),
  );
  return left;
}

function finish<T>(story: Recorder<T>, A: Grid<T>, b: Grid<T>, x: readonly T[]): void {
  const { arithmetic } = story;
  const image = A.map((row) => [dot(arithmetic, row, x)]);
  const e = zipped(b, image, arithmetic.sub);
  const rest = columnOf(e, 0);
  const residual = dot(arithmetic, rest, rest);
  const { text, latex } = arithmetic.write(residual);
  story.set("x", columnVector(x));
  story.set("A·x", image);
  story.set("e", e);
  story.set("residual", [[residual]]);
  story.step({
    title: "See what is left of b",
    why: arithmetic.isZero(residual)
      ? "Nothing: A·x is b."
      : `The squares of what is left add up to ${text}. No other A·x comes nearer to b.`,
    rule: "e = b − A·x,  Aᵀ·e = 0",
    latex: `\\|\\mathbf{b} - A \\mathbf{x}\\|^2 = ${latex}`,
    shown: ["A", "b", "x", "A·x", "e", "residual"],
  });
}

function counted(n: number, what: string): string {
  return n === 1 ? `one ${what}` : `${n} ${what}s`;
}
