import { ShapeError } from "@linnet/core";
import { columnOf, columnVector, dot as dotOf } from "../arithmetic/grid.js";
import { lengthOf } from "../arithmetic/length.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { latexList, latexProducts } from "../story/formula.js";
import { type VectorInput, readVector } from "../story/read.js";
import { Recorder } from "../story/recorder.js";

const OP = "explain.dot";

/**
 * The dot product x·y, and what it says of lengths and of the angle.
 *
 * @param x shape `[n]`, up to 16 entries
 * @param y shape `[n]`
 * @returns results `x·y`, `‖x‖`, `‖y‖` and `cos` (of the angle; left out where a vector is zero)
 * @throws {ShapeError} when the lengths differ
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §1.1 and §2.2; Strang, *Introduction to Linear Algebra*, 5th ed., §1.2
 * @example
 * const { results } = dot([1, 2], [3, 1]);
 * results["x·y"][0][0].text; // "5"
 * results.cos[0][0].text; // "√2/2"
 */
export function dot(x: VectorInput, y: VectorInput, options: ExplainOptions = {}): Explanation {
  const [left, right] = [readVector(OP, "x", x), readVector(OP, "y", y)];
  if (left.length !== right.length) {
    const shapes = { x: [left.length], y: [right.length] };
    throw new ShapeError(OP, `lengths ${left.length} of x and ${right.length} of y differ`, shapes);
  }
  return inArithmetic(OP, options, [left, right], (arithmetic, [X, Y]) => {
    const story = new Recorder(arithmetic);
    const [u, v] = [columnOf(X, 0), columnOf(Y, 0)];
    story.set("x", X);
    story.set("y", Y);
    const product = addProducts(story, u, v);
    const [a, b] = measure(story, u, v);
    if (arithmetic.isZero(a) || arithmetic.isZero(b)) tellNoAngle(story, arithmetic.isZero(a) ? "x" : "y");
    else compareDirections(story, product, { u, v, a, b });
    return new Explanation("dot", "Dot product", arithmetic.name, story.steps);
  });
}

function addProducts<T>(story: Recorder<T>, x: readonly T[], y: readonly T[]): T {
  const { arithmetic } = story;
  const { mul, write } = arithmetic;
  const products = x.map((entry, i) => mul(entry, y[i]));
  const sum = dotOf(arithmetic, x, y);
  story.set("xᵢ·yᵢ", columnVector(products));
  story.step({
    title: "Multiply entry by entry",
    why: "Entries of the same place are held against each other: their product is positive where their signs agree.",
    rule: "xᵢ·yᵢ",
    latex: latexList(products.map((entry, i) => `x_{${i + 1}} y_{${i + 1}} = ${write(entry).latex}`)),
    shown: ["x", "y", "xᵢ·yᵢ"],
  });
  story.set("x·y", [[sum]]);
  story.step({
    title: "Add up the products",
    why: `${write(sum).text} is the dot product: x·y, or xᵀy as a product of a row and a column.`,
    rule: "x·y = ∑ᵢ xᵢ·yᵢ",
    latex: `\\mathbf{x} \\cdot \\mathbf{y} = ${latexProducts(arithmetic, x, y)} = ${write(sum).latex}`,
    shown: ["x", "y", "xᵢ·yᵢ", "x·y"],
    points: [{ matrix: "xᵢ·yᵢ", role: "used", at: products.map((_, i) => [i, 0]) }],
  });
  return sum;
}

function measure<T>(story: Recorder<T>, x: readonly T[], y: readonly T[]): readonly [T, T] {
  const { arithmetic } = story;
  const { write } = arithmetic;
  const [a, b] = [x, y].map((v) => lengthOf(arithmetic, v).length);
  story.set("‖x‖", [[a]]);
  story.set("‖y‖", [[b]]);
  story.step({
    title: "Measure the lengths",
    why: "A vector's product with itself is the square of its length.",
    rule: "‖x‖ = √(x·x),  ‖y‖ = √(y·y)",
    latex: `\\|\\mathbf{x}\\| = ${write(a).latex}, \\quad \\|\\mathbf{y}\\| = ${write(b).latex}`,
    shown: ["x", "y", "‖x‖", "‖y‖"],
  });
  return [a, b];
}

const SHOWN: readonly string[] = ["x", "y", "x·y", "‖x‖", "‖y‖", "cos"];
const RULE = "x·y = ‖x‖·‖y‖·cos φ";

function tellNoAngle<T>(story: Recorder<T>, name: string): void {
  story.step({
    title: "There is no angle",
    why: `${name} is zero and has no direction: there is no angle, and the product is 0.`,
    rule: RULE,
    latex: "\\mathbf{x} \\cdot \\mathbf{y} = 0",
    shown: SHOWN,
  });
}

/** Two vectors and their lengths. */
interface Pair<T> {
  readonly u: readonly T[];
  readonly v: readonly T[];
  readonly a: T;
  readonly b: T;
}

function compareDirections<T>(story: Recorder<T>, product: T, pair: Pair<T>): void {
  const { arithmetic } = story;
  const { value, write } = arithmetic;
  const cosine = cosineOf(story, product, pair);
  const angle = Math.acos(Math.min(1, Math.max(-1, value(cosine))));
  story.set("cos", [[cosine]]);
  story.step({
    title: value(cosine) === 0 ? "They are orthogonal" : "Divide by the lengths: the cosine of the angle",
    why: `${meaning(value(cosine))} The angle is ${told(angle)}.`,
    rule: RULE,
    latex: `\\cos \\varphi = \\frac{\\mathbf{x} \\cdot \\mathbf{y}}{\\|\\mathbf{x}\\| \\, \\|\\mathbf{y}\\|} = ${write(cosine).latex}`,
    shown: SHOWN,
  });
}

/** x·y/(‖x‖·‖y‖), or the product of vectors of length 1 where a product leaves the range of floats. */
function cosineOf<T>({ arithmetic }: Recorder<T>, product: T, { u, v, a, b }: Pair<T>): T {
  const { mul, div, value, isZero } = arithmetic;
  const lengths = mul(a, b);
  const isInRange = Number.isFinite(value(product)) && Number.isFinite(value(lengths)) && !isZero(lengths);
  if (isInRange || arithmetic.unitRoundoff === 0) return div(product, lengths);
  const [x, y] = [u.map((entry) => div(entry, a)), v.map((entry) => div(entry, b))];
  return dotOf(arithmetic, x, y);
}

function meaning(cosine: number): string {
  if (cosine === 0) return "Neither has a part along the other.";
  if (Math.abs(cosine) === 1) return cosine > 0 ? "They have one direction." : "They have opposite directions.";
  return cosine > 0
    ? "Each has a part in the direction of the other."
    : "Each has a part against the direction of the other.";
}

function told(angle: number): string {
  return `${Number(((angle * 180) / Math.PI).toPrecision(4))} degrees, ${Number(angle.toPrecision(4))} radians`;
}
