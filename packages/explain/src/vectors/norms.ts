import { NDArray, ShapeError } from "@linnet/core";
import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { type Grid, columnOf, columnVector } from "../arithmetic/grid.js";
import { largestOf, lengthOf } from "../arithmetic/length.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { latexList, latexSum } from "../story/formula.js";
import { type MatrixInput, type VectorInput, readMatrix, readVector } from "../story/read.js";
import { Recorder } from "../story/recorder.js";

const OP = "explain.norms";

/**
 * Three ways to say how large a vector or a matrix is, and what they have to do with each other.
 *
 * @param x a vector `[n]` of up to 16 entries, or a matrix `[m, n]`
 * @returns results of a vector `‖x‖₁`, `‖x‖₂` and `‖x‖∞`, of a matrix `‖A‖₁` (largest column sum), `‖A‖∞` (largest row sum) and `‖A‖F`
 *   (Frobenius)
 * @throws {ShapeError} unless x is a vector or a matrix
 * @remarks Where squares leave the range of floats, entries are divided by the largest first, as `vectorNorm` of linalg does.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §2.2 and §2.3
 * @example
 * norms([3, -4]).results["‖x‖₂"][0][0].text; // "5"
 * norms([[1, -2], [3, 4]]).results["‖A‖∞"][0][0].text; // "7"
 */
export function norms(x: VectorInput | MatrixInput, options: ExplainOptions = {}): Explanation {
  if (x instanceof NDArray && x.ndim !== 1 && x.ndim !== 2) {
    throw new ShapeError(OP, "x must be a vector or a matrix", { x: x.shape });
  }
  const isVector = x instanceof NDArray ? x.ndim === 1 : !Array.isArray(x) || !Array.isArray(x[0]);
  const cells = isVector ? readVector(OP, "x", x as VectorInput) : readMatrix(OP, "x", x as MatrixInput);
  return inArithmetic(OP, options, [cells], (arithmetic, [X]) => {
    const story = new Recorder(arithmetic);
    if (isVector) tellVector(story, X);
    else tellMatrix(story, X);
    const title = isVector ? "Norms of a vector" : "Norms of a matrix";
    return new Explanation("norms", title, arithmetic.name, story.steps);
  });
}

function tellVector<T>(story: Recorder<T>, x: Grid<T>): void {
  const { arithmetic } = story;
  const { add, write } = arithmetic;
  const lengths = columnOf(x, 0).map((entry) => size(arithmetic, entry));
  const total = lengths.reduce(add);
  story.set("x", x);
  story.set("|x|", columnVector(lengths));
  story.set("‖x‖₁", [[total]]);
  story.step({
    title: "Add up the sizes of the entries",
    why: `That is the way along the axes: ${write(total).text}.`,
    rule: "‖x‖₁ = ∑ᵢ |xᵢ|",
    latex: `\\|\\mathbf{x}\\|_1 = ${latexSum(lengths.map((entry) => write(entry).latex))}${lengths.length === 1 ? "" : ` = ${write(total).latex}`}`,
    shown: ["x", "|x|", "‖x‖₁"],
  });
  const length = tellRoot(story, lengths, "‖x‖₂", "x");
  const at = largestOf(arithmetic, lengths);
  story.set("‖x‖∞", [[lengths[at]]]);
  story.step({
    title: "Take the largest size",
    why: `Entry ${at + 1} has it: ${write(lengths[at]).text}. The others do not count.`,
    rule: "‖x‖∞ = maxᵢ |xᵢ|",
    latex: `\\|\\mathbf{x}\\|_\\infty = \\max \\{ ${latexList(lengths.map((entry) => write(entry).latex))} \\} = ${write(lengths[at]).latex}`,
    shown: ["x", "|x|", "‖x‖∞"],
    points: [{ matrix: "|x|", role: "pivot", at: [[at, 0]] }],
  });
  const n = lengths.length;
  story.step({
    title: "Compare them",
    why: `${write(lengths[at]).text} ≤ ${write(length).text} ≤ ${write(total).text}: they are always in this order. Of ${n === 1 ? "one entry" : `${n} entries`}, ‖x‖₁ is at most √n·‖x‖₂, and that at most n·‖x‖∞: a vector that is small in one norm is small in all.`,
    rule: "‖x‖∞ ≤ ‖x‖₂ ≤ ‖x‖₁ ≤ √n·‖x‖₂ ≤ n·‖x‖∞",
    latex: `${write(lengths[at]).latex} \\le ${write(length).latex} \\le ${write(total).latex}`,
    shown: ["x", "‖x‖₁", "‖x‖₂", "‖x‖∞"],
  });
}

function tellMatrix<T>(story: Recorder<T>, A: Grid<T>): void {
  const { arithmetic } = story;
  const { add, write } = arithmetic;
  const sizes = A.map((row) => row.map((entry) => size(arithmetic, entry)));
  const columns = sizes[0].map((_, j) => columnOf(sizes, j).reduce(add));
  const rows = sizes.map((row) => row.reduce(add));
  const [j, i] = [largestOf(arithmetic, columns), largestOf(arithmetic, rows)];
  story.set("A", A);
  story.set("|A|", sizes);
  story.set("column sums", [columns]);
  story.set("‖A‖₁", [[columns[j]]]);
  story.step({
    title: "Take the largest column sum of sizes",
    why: `Column ${j + 1} has it: ${write(columns[j]).text}. By that factor, and no more, A can stretch a vector in the 1-norm: the unit vector along axis ${j + 1}, which A takes to that column, is stretched so.`,
    rule: "‖A‖₁ = maxⱼ ∑ᵢ |aᵢⱼ|",
    latex: `\\|A\\|_1 = \\max \\{ ${latexList(columns.map((entry) => write(entry).latex))} \\} = ${write(columns[j]).latex}`,
    shown: ["A", "|A|", "column sums", "‖A‖₁"],
    points: [
      { matrix: "|A|", role: "used", at: sizes.map((_, k) => [k, j]) },
      { matrix: "column sums", role: "pivot", at: [[0, j]] },
    ],
  });
  story.set("row sums", columnVector(rows));
  story.set("‖A‖∞", [[rows[i]]]);
  story.step({
    title: "Take the largest row sum of sizes",
    why: `Row ${i + 1} has it: ${write(rows[i]).text}. By that factor, and no more, A can stretch a vector in the ∞-norm: x with the signs of row ${i + 1} is stretched so.`,
    rule: "‖A‖∞ = maxᵢ ∑ⱼ |aᵢⱼ|",
    latex: `\\|A\\|_\\infty = \\max \\{ ${latexList(rows.map((entry) => write(entry).latex))} \\} = ${write(rows[i]).latex}`,
    shown: ["A", "|A|", "row sums", "‖A‖∞"],
    points: [
      { matrix: "|A|", role: "used", at: sizes[i].map((_, k) => [i, k]) },
      { matrix: "row sums", role: "pivot", at: [[i, 0]] },
    ],
  });
  const length = tellRoot(story, sizes.flat(), "‖A‖F", "A");
  const k = Math.min(A.length, A[0].length);
  story.step({
    title: "Compare them",
    why: `The most that A can stretch a vector in the 2-norm is its largest singular value. It is at most ‖A‖F = ${write(length).text}, and at least that divided by √${k}; its square is at most ‖A‖₁·‖A‖∞.`,
    rule: "‖A‖F/√k ≤ ‖A‖₂ ≤ ‖A‖F,  ‖A‖₂² ≤ ‖A‖₁·‖A‖∞",
    latex: `\\|A\\|_2 \\le \\|A\\|_F = ${write(length).latex}`,
    shown: ["A", "‖A‖₁", "‖A‖∞", "‖A‖F"],
  });
}

/** Tells √∑x², of entries whose sizes are given, and sets it. */
function tellRoot<T>(story: Recorder<T>, sizes: readonly T[], name: string, of: "x" | "A"): T {
  const { arithmetic } = story;
  const { write } = arithmetic;
  const { length: root, isScaled } = lengthOf(arithmetic, sizes);
  const terms = sizes.map((entry) => `${braced(write(entry).latex)}^2`);
  const symbol = of === "x" ? "\\|\\mathbf{x}\\|_2" : "\\|A\\|_F";
  const meaning =
    of === "x"
      ? "That is the length, by Pythagoras"
      : "That is the length of A as a vector of all its entries, by Pythagoras";
  story.set(name, [[root]]);
  story.step({
    title: "Add up the squares, and take the root",
    why: `${meaning}: ${write(root).text}.${isScaled ? ` The squares leave the range of ${arithmetic.name}; the entries are divided by the largest first, and the root is multiplied by it.` : ""}`,
    rule: of === "x" ? "‖x‖₂ = √(∑ᵢ xᵢ²)" : "‖A‖F = √(∑ᵢⱼ aᵢⱼ²)",
    latex: `${symbol} = \\sqrt{${latexSum(terms)}} = ${write(root).latex}`,
    shown: [of, name],
  });
  return root;
}

function size<T>({ sub, read, value }: Arithmetic<T>, x: T): T {
  return value(x) < 0 ? sub(read(0), x) : x;
}

/** A number that can be raised to a power, for math mode. */
function braced(latex: string): string {
  return /^[\d.]+$/.test(latex) ? latex : `\\left(${latex}\\right)`;
}
