import { type Grid, columnVector, distance, dot, identity, product } from "../arithmetic/grid.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, readSquare } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { verdictOf } from "../story/verdict.js";
import { Reduction } from "./reduction.js";

const OP = "explain.inverse";

/**
 * The inverse A⁻¹, told by Gauss–Jordan elimination of [A | I].
 *
 * @param a shape `[n, n]`, up to 16 × 16
 * @returns results `A⁻¹` and `A·A⁻¹`; for a singular matrix `x` and `A·x`: a vector that is not zero, and goes to zero
 * @throws {ShapeError} unless a is square
 * @remarks In floats a column counts as zero where what is left of it is smaller than rounding may leave, as in `rowReduce`.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §3.4; Higham, *Accuracy and Stability*, 2nd ed., §14.4
 * @example
 * inverse([[1, 2], [3, 4]]).results["A⁻¹"].map((row) => row.map((entry) => entry.text)); // [["-2", "1"], ["3/2", "-1/2"]]
 * inverse([[1, 2], [2, 4]]).result("x").toArray(); // [[-2], [1]]
 */
export function inverse(a: MatrixInput, options: ExplainOptions = {}): Explanation {
  const cells = readSquare(OP, "a", a);
  return inArithmetic(OP, options, [cells], (arithmetic, [A]) => {
    const story = new Recorder(arithmetic);
    const n = A.length;
    const AI = identity(arithmetic, n).map((unit, i) => [...A[i], ...unit]);
    const reduction = new Reduction(story, AI, { name: "AI", withoutPivot: (j, top) => flat(j, top, n) }, n);
    story.step({
      title: "Write I beside A",
      why: "Each operation on rows is a multiplication from the left. Operations that make I of A therefore multiply by A⁻¹ in all, and make A⁻¹ of the I beside it.",
      rule: "[A | I] → [I | A⁻¹]",
      latex: "[A \\mid I]",
      shown: ["AI"],
    });
    let j = 0;
    while (j < n && reduction.reduce(j)) j++;
    if (j === n) finish(story, A, AI);
    else giveUp(story, A, AI, j);
    return new Explanation("inverse", "Inverse by Gauss–Jordan elimination", arithmetic.name, story.steps);
  });
}

function flat(j: number, top: number, n: number): string {
  if (j === 0) return "It is zero: A has no inverse.";
  const rows = top === n - 1 ? `In row ${n}` : `From row ${top + 1} down`;
  return `${rows} it is zero: column ${j + 1} is a combination of the columns before it, I cannot be reached, and A has no inverse.`;
}

function finish<T>(story: Recorder<T>, A: Grid<T>, AI: Grid<T>): void {
  const { arithmetic } = story;
  const n = A.length;
  const right = AI.map((row) => row.slice(n));
  const multiplied = product(arithmetic, A, right);
  const error = distance(arithmetic, multiplied, identity(arithmetic, n));
  story.set("A", A);
  story.set("A⁻¹", right);
  story.set("A·A⁻¹", multiplied);
  story.step({
    title: "Read off the inverse, and try it",
    why: verdictOf(error, "A·A⁻¹ is the identity.", "A·A⁻¹ differs from the identity"),
    rule: "A·A⁻¹ = I",
    latex: "A A^{-1} = I",
    shown: ["A", "A⁻¹", "A·A⁻¹"],
  });
}

/** Shows a vector that A takes to zero: column j less the combination of the columns before it that it is. */
function giveUp<T>(story: Recorder<T>, A: Grid<T>, AI: Grid<T>, j: number): void {
  const { arithmetic } = story;
  const { read, sub, isZero } = arithmetic;
  const x = A.map((_, i) => (i < j ? sub(read(0), AI[i][j]) : read(i === j ? 1 : 0)));
  const image = A.map((row) => [dot(arithmetic, row, x)]);
  story.set("A", A);
  story.set("x", columnVector(x));
  story.set("A·x", image);
  story.step({
    title: "A takes a vector to zero",
    why: `x is not zero, and A·x is${image.every(([entry]) => isZero(entry)) ? "" : ", but for rounding"}. 0 goes to 0 as well, so that nothing can tell what came from which: A is singular.`,
    rule: "A·x = 0,  x ≠ 0",
    latex: "A \\mathbf{x} = \\mathbf{0}",
    shown: ["A", "x", "A·x"],
    points: [{ matrix: "x", role: "used", at: x.flatMap((entry, i) => (isZero(entry) ? [] : [[i, 0] as const])) }],
  });
}
