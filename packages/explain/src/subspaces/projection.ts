import { type Grid, columnOf, distance, dot, filled, product, transposed, zipped } from "../arithmetic/grid.js";
import { lengthOf } from "../arithmetic/length.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { latexFactor, latexSum } from "../story/formula.js";
import { type MatrixInput, type VectorInput, readSystem } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { gramInverseTimes, solveNormalEquations } from "./normal-equations.js";

const OP = "explain.projection";

/**
 * The orthogonal projection of b on the span of the columns of A: what is nearest to it there.
 *
 * @param a shape `[m, n]`, up to 16 × 16, of any rank: one column for a line, two for a plane
 * @param b shape `[m]`
 * @returns results `c` (coefficients), `p` (the projection A·c), `e` (what is left of b), `distance` (‖e‖) and `P` (the matrix
 *   that projects)
 * @throws {ShapeError} unless b has as many entries as a has rows
 * @remarks Told by the normal equations, in which rounding errors grow with κ(A)²; `project` of linalg goes by the singular
 *   value decomposition. In floats a column counts as dependent by what is left of it in AᵀA.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §2.5.1 and §5.3; Strang, *Introduction to Linear Algebra*, §4.2
 * @example
 * projection([[1], [1]], [4, 0]).result("p").toArray(); // [[2], [2]]
 */
export function projection(a: MatrixInput, b: VectorInput, options: ExplainOptions = {}): Explanation {
  const [left, right] = readSystem(OP, a, b);
  return inArithmetic(OP, options, [left, right], (arithmetic, [A, B]) => {
    const story = new Recorder(arithmetic);
    begin(story, A, B);
    const { c, pivots } = solveNormalEquations(story, A, B, "c");
    const p = combine(story, A, c);
    measureRest(story, A, B, p);
    const basis = A.map((row) => pivots.map((j) => row[j]));
    formMatrix(story, basis, pivots.length === A[0].length);
    const title = `Projection on ${["a point", "a line", "a plane"][pivots.length] ?? "a span"}`;
    return new Explanation("projection", title, arithmetic.name, story.steps);
  });
}

function begin<T>(story: Recorder<T>, A: Grid<T>, b: Grid<T>): void {
  story.set("A", A);
  story.set("b", b);
  story.step({
    title: "Look for the point of the span that is nearest to b",
    why: "It is p = A·c for some c. While b − p has a part along a column of A, p can move along that column and come nearer: so b − p must be orthogonal to every column.",
    rule: "p = A·c,  Aᵀ·(b − p) = 0",
    latex: "A^{\\mathsf T} (\\mathbf{b} - A \\mathbf{c}) = \\mathbf{0}",
    shown: ["A", "b"],
  });
}

function combine<T>(story: Recorder<T>, A: Grid<T>, c: readonly T[]): T[][] {
  const { arithmetic } = story;
  const p = A.map((row) => [dot(arithmetic, row, c)]);
  const terms = c.map((entry, j) => `${latexFactor(arithmetic.write(entry))} \\, \\mathbf{a}_{${j + 1}}`);
  story.set("p", p);
  story.step({
    title: "Combine the columns",
    why: "The coefficients say how much of each column goes into p.",
    rule: "p = A·c = ∑ⱼ cⱼ·aⱼ",
    latex: `\\mathbf{p} = ${latexSum(terms)}`,
    shown: ["A", "c", "p"],
  });
  return p;
}

function measureRest<T>(story: Recorder<T>, A: Grid<T>, b: Grid<T>, p: Grid<T>): void {
  const { arithmetic } = story;
  const { value, write, isZero, unitRoundoff } = arithmetic;
  const e = zipped(b, p, arithmetic.sub);
  const along = product(arithmetic, transposed(A), e);
  const { length } = lengthOf(arithmetic, columnOf(e, 0));
  const largest = Math.max(...along.map(([entry]) => Math.abs(value(entry))));
  story.set("e", e);
  story.set("Aᵀe", along);
  story.set("distance", [[length]]);
  const angle =
    largest === 0
      ? "e is orthogonal to every column"
      : `Aᵀe is at most ${largest.toPrecision(3)}, where only rounding keeps it from 0`;
  story.step({
    title: "What is left of b is orthogonal to the span",
    why:
      isZero(length) && unitRoundoff === 0
        ? "Nothing is left: b lies in the span, and p is b."
        : `${angle}. Its length ${write(length).text} is the distance of b from the span.`,
    rule: "e = b − p,  Aᵀ·e = 0",
    latex: `\\|\\mathbf{e}\\| = ${write(length).latex}`,
    shown: ["b", "p", "e", "Aᵀe", "distance"],
  });
}

/** @param basis the columns of A that do not depend on others; rows are empty where there are none */
function formMatrix<T>(story: Recorder<T>, basis: Grid<T>, isWhole: boolean): void {
  const { arithmetic } = story;
  const m = basis.length;
  const P =
    basis[0].length === 0
      ? filled(m, m, () => arithmetic.read(0))
      : product(arithmetic, basis, gramInverseTimes(story, basis, transposed(basis)));
  const error = distance(arithmetic, product(arithmetic, P, P), P);
  story.set("P", P);
  story.step({
    title: "One matrix projects every vector",
    why: `P·b is p, whatever b is. ${error === 0 ? "P·P is P" : `P·P is P, but for ${error.toPrecision(3)} of rounding`}: what has been projected stays where it is.${isWhole ? "" : " A stands for its independent columns here."}`,
    rule: "P = A·(AᵀA)⁻¹·Aᵀ,  P² = P,  Pᵀ = P",
    latex: "P = A (A^{\\mathsf T} A)^{-1} A^{\\mathsf T}",
    shown: ["c", "p", "e", "distance", "P"],
  });
}
