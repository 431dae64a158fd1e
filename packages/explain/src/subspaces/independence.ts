import { type Grid, copyOf, product, transposed } from "../arithmetic/grid.js";
import { Reduction } from "../elimination/reduction.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { latexFactor, latexSum } from "../story/formula.js";
import { type MatrixInput, readMatrix } from "../story/read.js";
import { Recorder } from "../story/recorder.js";

const OP = "explain.independence";

/**
 * Whether the columns of A are linearly independent, a basis of their span, and how the others are made of it.
 *
 * @param a shape `[m, n]`, up to 16 × 16: the vectors in columns
 * @returns results `R` (the reduced form) and `basis` (the columns with pivots; left out where A is zero); of dependent columns `N`
 *   (in each column a combination that is zero) and `A·N`
 * @remarks In floats a column counts as dependent where what is left of it is smaller than rounding may leave, as in
 *   `rowReduce`; linalg's `isIndependent` asks the singular values, which tell it better.
 * @see Strang, *Introduction to Linear Algebra*, 5th ed., §3.4
 * @example
 * const story = independence([[1, 2, 0], [1, 2, 1]]);
 * story.result("basis").toArray(); // [[1, 0], [1, 1]]
 * story.result("N").toArray(); // [[-2], [1], [0]]
 */
export function independence(a: MatrixInput, options: ExplainOptions = {}): Explanation {
  const cells = readMatrix(OP, "a", a);
  return inArithmetic(OP, options, [cells], (arithmetic, [A]) => {
    const story = new Recorder(arithmetic);
    const R = copyOf(A);
    const [m, n] = [A.length, A[0].length];
    const reduction = new Reduction(story, R, { name: "R", withoutPivot: tellDependent });
    story.set("A", A);
    story.step({
      title: "Ask which combinations of the columns are zero",
      why: `Independent columns have none but that of all zeros: x = 0.${n > m ? ` ${n} vectors of ${m === 1 ? "one entry" : `${m} entries`} must have others.` : ""} Operations on rows change no relation between columns, so that R may be asked instead of A.`,
      rule: "x₁·a₁ + … + xₙ·aₙ = A·x = 0",
      latex: "A \\mathbf{x} = \\mathbf{0}, \\quad R = A",
      shown: ["A", "R"],
    });
    for (let j = 0; j < n && reduction.isOpen; j++) reduction.reduce(j);
    const { pivots } = reduction;
    const zeros = A[0].flatMap((_, j) => (pivots.includes(j) ? [] : [relation(story, R, pivots, j)]));
    finish(story, A, pivots, zeros);
    return new Explanation("independence", "Linear independence of columns", arithmetic.name, story.steps);
  });
}

function tellDependent(j: number, top: number): string {
  if (j === 0) return "It is zero: 1 times it is zero already.";
  return `${top === 0 ? "All of it" : `What is below row ${top}`} is zero: column ${j + 1} is a combination of the columns before it.`;
}

/** Tells how column j is made of the columns with pivots. @returns the combination that is zero */
function relation<T>(story: Recorder<T>, R: Grid<T>, pivots: readonly number[], j: number): readonly T[] {
  const { read, sub, isZero, write } = story.arithmetic;
  const before = pivots.filter((k) => k < j);
  const used = before.flatMap((k, i) => (isZero(R[i][j]) ? [] : [{ i, k, weight: write(R[i][j]) }]));
  const texts = used.map(({ k, weight }) => `${weight.text === "1" ? "" : `${weight.text} times `}column ${k + 1}`);
  const terms = used.map(({ k, weight }) =>
    weight.text === "1" ? `\\mathbf{a}_{${k + 1}}` : `${latexFactor(weight)} \\, \\mathbf{a}_{${k + 1}}`,
  );
  story.step({
    title: used.length === 0 ? `Column ${j + 1} is zero` : `Column ${j + 1} is made of columns before it`,
    why:
      used.length === 0
        ? "It depends on nothing else: any multiple of it is zero."
        : `Column ${j + 1} of R says how: it is ${texts.join(" plus ")}. The same holds in A.`,
    rule: "aⱼ = ∑ᵢ rᵢⱼ·aₖ,  rᵢₖ = 1",
    latex: `\\mathbf{a}_{${j + 1}} = ${used.length === 0 ? "\\mathbf{0}" : latexSum(terms)}`,
    shown: ["A", "R"],
    points: [
      { matrix: "R", role: "pivot", at: used.map(({ i, k }) => [i, k]) },
      { matrix: "R", role: "used", at: used.map(({ i }) => [i, j]) },
    ],
  });
  return R[0].map((_, k) => {
    const i = before.indexOf(k);
    return i < 0 ? read(k === j ? 1 : 0) : sub(read(0), R[i][j]);
  });
}

function finish<T>(story: Recorder<T>, A: Grid<T>, pivots: readonly number[], zeros: readonly (readonly T[])[]): void {
  const n = A[0].length;
  if (pivots.length > 0)
    story.set(
      "basis",
      A.map((row) => pivots.map((j) => row[j])),
    );
  if (zeros.length > 0) {
    const N = transposed(zeros);
    story.set("N", N);
    story.set("A·N", product(story.arithmetic, A, N));
  }
  const isIndependent = zeros.length === 0;
  const columns = n === 1 ? "column is" : "columns are";
  story.step({
    title: `The ${columns} ${isIndependent ? "independent" : "dependent"}`,
    why: isIndependent
      ? `Every column has a pivot, so that only x = 0 has A·x = 0. ${n === 1 ? "It is a basis of its span, a line." : `They are a basis of their span, which has ${n} dimensions${n === A.length ? ": it is the whole space" : ""}.`}`
      : `${pivots.length === 0 ? "No column has a pivot" : `${pivots.length} of ${n} columns ${pivots.length === 1 ? "has a pivot and is" : "have pivots and are"} a basis of the span`}. Each column of N is a combination that is zero.`,
    rule: isIndependent ? "A·x = 0 ⇒ x = 0" : "A·N = 0",
    latex: `\\dim \\operatorname{span} A = ${pivots.length} ${isIndependent ? "=" : "<"} ${n}`,
    shown: ["A", "R", "basis", "N", "A·N"],
    points: [{ matrix: "R", role: "pivot", at: pivots.map((j, i) => [i, j]) }],
  });
}
