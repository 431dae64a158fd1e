import { ValueError } from "@linnet/core";
import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { type Grid, distance, filled, product, transposed } from "../arithmetic/grid.js";
import { commonDenominator } from "../arithmetic/numeral.js";
import { requireProductsInRange } from "../arithmetic/require-products-in-range.js";
import { inArithmeticThatHolds } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, readMatrix } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { verdictOf } from "../story/verdict.js";
import { type SingularFactors, scaledRows, singularFactorsOf } from "./singular-factors.js";

/** Options of `svd`. */
export interface SvdOptions {
  /** Default: `"exact"` of integers and numerals whose singular values are roots of fractions, else `"float64"`. */
  readonly arithmetic?: "exact" | "float64";
  /** Significant digits shown of numbers that are not exact. Default 6. */
  readonly precision?: number;
}

const OP = "explain.svd";

/**
 * The singular value decomposition A = U·diag(S)·Vᵀ, told as what A does to space: rotate, scale along the axes, rotate.
 *
 * @param a shape `[m, n]`, up to 16 × 16; k = min(m, n)
 * @returns results `U` `[m, k]`, `S` `[1, k]`, `Vh` `[k, n]`, `U·Σ·Vᵀ` and `A`: those of linalg's `svd`, in its order and with its
 *   signs
 * @throws {ValueError} for another arithmetic, and for entries whose squares leave the range of floats
 * @throws {NotExactError} when exact arithmetic was asked for and the eigenvalues of AᵀA are no fractions
 * @remarks In words the right vectors are the eigenvectors of AᵀA. In floats they are computed without it, by linalg: AᵀA has the
 *   squares of the singular values, and those below √u·s₁ are lost in it.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §2.4 and §8.6
 * @example
 * svd([[3, 0], [4, 5]]).results.S[0].map((entry) => entry.text); // ["3√5", "√5"]
 */
export function svd(a: MatrixInput, options: SvdOptions = {}): Explanation {
  const { arithmetic: choice }: { arithmetic?: unknown } = options;
  if (choice !== undefined && choice !== "exact" && choice !== "float64") {
    throw new ValueError(OP, 'arithmetic must be "exact" or "float64"', JSON.stringify(choice));
  }
  const cells = readMatrix(OP, "a", a);
  const denominator = commonDenominator(cells.flat());
  return inArithmeticThatHolds(OP, options, [cells], (arithmetic, [A]) => {
    requireProductsInRange(OP, arithmetic, A);
    const story = new Recorder(arithmetic);
    story.set("A", A);
    tell(story, A, singularFactorsOf(arithmetic, A, denominator));
    return new Explanation("svd", "Singular value decomposition: rotate, scale, rotate", arithmetic.name, story.steps);
  });
}

function tell<T>(story: Recorder<T>, A: Grid<T>, factors: SingularFactors<T>): void {
  tellDirections(story, A, factors);
  tellVectors(story, A, factors);
  tellMoves(story, factors);
  finish(story, A, factors);
}

/** What A stretches the most, and by how much. */
function tellDirections<T>(story: Recorder<T>, A: Grid<T>, { S, right }: SingularFactors<T>): void {
  const { arithmetic } = story;
  story.set("AᵀA", product(arithmetic, transposed(A), A));
  story.step({
    title: "Ask what A does to lengths",
    why: "The squared length of A·x is xᵀ·(AᵀA)·x. AᵀA is symmetric, so it has orthogonal eigenvectors: the directions that A stretches the most and the least are among them.",
    rule: "‖A·x‖² = xᵀ·(Aᵀ·A)·x",
    latex: "\\|A \\mathbf{x}\\|^2 = \\mathbf{x}^{\\mathsf T} (A^{\\mathsf T} A) \\, \\mathbf{x}",
    shown: ["A", "AᵀA"],
  });
  const isExact = arithmetic.unitRoundoff === 0;
  story.set("S²", [S.map((s) => arithmetic.mul(s, s))]);
  story.set("Vh", right);
  story.step({
    title: "Take the eigenvectors of AᵀA for the rows of Vᵀ",
    why: isExact
      ? "Its eigenvalues are how much squared lengths grow along them, the largest first. The signs are linalg's."
      : "Its eigenvalues are how much squared lengths grow along them, the largest first. They are computed without AᵀA, in which the squares of small singular values would be lost. The signs are linalg's.",
    rule: "(Aᵀ·A)·vᵢ = sᵢ²·vᵢ",
    latex: "(A^{\\mathsf T} A) \\, \\mathbf{v}_i = s_i^2 \\, \\mathbf{v}_i",
    shown: ["AᵀA", "S²", "Vh"],
  });
  story.set("S", [S]);
  const texts = S.map((s) => arithmetic.write(s));
  story.step({
    title: "Take the roots: the singular values",
    why: `A stretches its directions by ${listed(texts.map(({ text }) => text))}.`,
    rule: "sᵢ = ‖A·vᵢ‖",
    latex: texts.map(({ latex }, i) => `s_{${i + 1}} = ${latex}`).join(", \\quad "),
    shown: ["S²", "S"],
  });
}

/** Where the directions go. */
function tellVectors<T>(story: Recorder<T>, A: Grid<T>, { left, S, right }: SingularFactors<T>): void {
  const { arithmetic } = story;
  const rank = rankOf(arithmetic, A, S);
  story.set("A·V", product(arithmetic, A, transposed(right)));
  story.set("U", transposed(left));
  story.step({
    title: "Scale what A makes of them to length 1: the columns of U",
    why: `A·vᵢ has the length sᵢ. These images are orthogonal too, because vᵢᵀ·(AᵀA)·vⱼ is 0.${
      rank < S.length
        ? ` A direction that goes to zero has no image: any direction orthogonal to the others takes its place.`
        : ""
    }`,
    rule: "uᵢ = A·vᵢ/sᵢ",
    latex: "\\mathbf{u}_i = A \\mathbf{v}_i / s_i",
    shown: ["A·V", "S", "U"],
  });
}

/** The three moves, followed on the directions themselves. */
function tellMoves<T>(story: Recorder<T>, { left, S, right }: SingularFactors<T>): void {
  const { arithmetic } = story;
  const [V, U] = [transposed(right), transposed(left)];
  const turned = product(arithmetic, right, V);
  const scaled = scaledRows(arithmetic, S, turned);
  const sigma = filled(S.length, S.length, (i, j) => (i === j ? S[i] : arithmetic.read(0)));
  story.set("x", V);
  story.set("Σ", sigma);
  story.step(
    {
      title: "Rotate: Vᵀ turns the directions onto the axes",
      why: `Follow the directions vᵢ, the columns of x. ${moveOf(arithmetic, right, "Vᵀ")}`,
      rule: "x ← Vᵀ·x",
      latex: "\\mathbf{v}_i \\to \\mathbf{e}_i",
      shown: ["Vh", "x"],
    },
    () => story.set("x", turned),
  );
  story.step(
    {
      title: "Scale: Σ stretches the axes",
      why: "Axis i by sᵢ: circles become ellipses.",
      rule: "x ← Σ·x",
      latex: "\\mathbf{e}_i \\to s_i \\mathbf{e}_i",
      shown: ["Σ", "x"],
    },
    () => story.set("x", scaled),
  );
  story.step(
    {
      title: "Rotate: U turns the axes to where A sends the directions",
      why: `The half-axes of the ellipse lie along the columns of U now. ${moveOf(arithmetic, U, "U")}`,
      rule: "x ← U·x",
      latex: "s_i \\mathbf{e}_i \\to s_i \\mathbf{u}_i = A \\mathbf{v}_i",
      shown: ["U", "x"],
    },
    () => story.set("x", product(arithmetic, U, scaled)),
  );
}

function finish<T>(story: Recorder<T>, A: Grid<T>, { left, S, right }: SingularFactors<T>): void {
  const { arithmetic } = story;
  const whole = product(arithmetic, transposed(left), scaledRows(arithmetic, S, right));
  const error = distance(arithmetic, A, whole);
  const rank = rankOf(arithmetic, A, S);
  const size = rank < S.length ? ` ${rank} of ${S.length} singular values are not zero: that is the rank of A.` : "";
  story.set("U·Σ·Vᵀ", whole);
  story.step({
    title: "A is U·Σ·Vᵀ",
    why: `${verdictOf(error, "The product is exact.", "The entries differ")}${size}`,
    rule: "A = U·Σ·Vᵀ = ∑ᵢ sᵢ·uᵢ·vᵢᵀ",
    latex: "A = U \\Sigma V^{\\mathsf T} = \\sum_i s_i \\mathbf{u}_i \\mathbf{v}_i^{\\mathsf T}",
    shown: ["U", "S", "Vh", "U·Σ·Vᵀ", "A"],
  });
}

/** How many singular values are more than rounding. */
function rankOf<T>({ value, unitRoundoff }: Arithmetic<T>, A: Grid<T>, S: readonly T[]): number {
  const limit = 2 * unitRoundoff * Math.max(A.length, A[0].length) * value(S[0]);
  return S.filter((s) => value(s) > limit).length;
}

/** What an orthogonal matrix of two or three axes does. */
function moveOf<T>({ value }: Arithmetic<T>, M: Grid<T>, name: string): string {
  const rows = M.map((row) => row.map(value));
  const n = rows.length;
  if (n < rows[0].length) return `${name} drops what A sends to zero, and changes no other lengths.`;
  if (n > rows[0].length || n === 1 || n > 3) return `${name} changes no lengths and no angles.`;
  const [[a, b], [c, d]] = rows;
  if (n === 3) return `${name} is a rotation${determinantOf(rows) < 0 ? " and a reflection" : ""}.`;
  const degrees = Number(((Math.atan2(c, a) * 180) / Math.PI).toPrecision(6));
  return a * d - b * c > 0
    ? `${name} is a rotation by ${degrees}°.`
    : `${name} is a reflection in the line at ${degrees / 2}°.`;
}

function determinantOf([[a, b, c], [d, e, f], [g, h, i]]: number[][]): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

function listed(words: readonly string[]): string {
  if (words.length === 1) return words[0];
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}
