import { ShapeError } from "@linnet/core";
import { type Grid, columnOf, copyOf, distance, product, zipped } from "../arithmetic/grid.js";
import { Reduction } from "../elimination/reduction.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type Cells, type MatrixInput, type VectorInput, readMatrix, readVector } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { verdictOf } from "../story/verdict.js";

/** Options of `changeOfBasis`. */
export interface ChangeOfBasisOptions extends ExplainOptions {
  /** Coordinates of a vector in the basis A, shape `[n]`, which are taken to those in B. */
  readonly coordinates?: VectorInput;
}

const OP = "explain.changeOfBasis";

/**
 * The matrix that takes coordinates in one basis to coordinates in another: C = B⁻¹·A, told by elimination of [B | A].
 *
 * @param a the basis that coordinates are given in, in columns, shape `[m, n]`, up to 16 × 16
 * @param b the basis that they are wanted in, shape `[m, n]`, of the same span
 * @returns results `C` and `B·C` (which is A); with `coordinates` also `x`, `C·x`, `A·x` and `B·(C·x)`; only `BA` (the reduced
 *   [B | A]) where there is no C, and the last step says why
 * @throws {ShapeError} when the shapes differ, or there are not n coordinates
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §2.1; Strang, *Introduction to Linear Algebra*, 5th ed., §8.2
 * @example
 * changeOfBasis([[2, 0], [0, 2]], [[1, 1], [0, 1]]).result("C").toArray(); // [[2, -2], [0, 2]]
 */
export function changeOfBasis(a: MatrixInput, b: MatrixInput, options: ChangeOfBasisOptions = {}): Explanation {
  const [from, to] = [readMatrix(OP, "a", a), readMatrix(OP, "b", b)];
  const shapes = { a: [from.length, from[0].length], b: [to.length, to[0].length] };
  if (shapes.a.join() !== shapes.b.join()) throw new ShapeError(OP, "a and b must have one shape", shapes);
  const given = options.coordinates === undefined ? [] : [coordinatesOf(options.coordinates, from[0].length)];
  return inArithmetic(OP, options, [from, to, ...given], (arithmetic, [A, B, x]) => {
    const story = new Recorder(arithmetic);
    const C = findMatrix(story, A, B);
    if (C !== null && x !== undefined) translate(story, { A, B, C, x });
    return new Explanation("changeOfBasis", "Change of basis", arithmetic.name, story.steps);
  });
}

function coordinatesOf(coordinates: VectorInput, n: number): Cells {
  const cells = readVector(OP, "coordinates", coordinates);
  if (cells.length === n) return cells;
  throw new ShapeError(OP, `coordinates must have ${n} entries, as many as a has columns`, {
    coordinates: [cells.length],
  });
}

/** Reduces [B | A] and reads C off, if there is one. */
function findMatrix<T>(story: Recorder<T>, A: Grid<T>, B: Grid<T>): T[][] | null {
  const [m, n] = [A.length, A[0].length];
  const BA = B.map((row, i) => [...row, ...A[i]]);
  story.set("A", A);
  story.set("B", B);
  const reduction = new Reduction(story, BA, { name: "BA", withoutPivot: tellDependent }, n);
  story.step({
    title: "Write A beside B",
    why: "Column j of C is to have the coordinates in B of column j of A: each is a system with the matrix B, and all are solved at once.",
    rule: "B·C = A",
    latex: "[B \\mid A]",
    shown: ["BA"],
  });
  let j = 0;
  while (j < n && reduction.isOpen && reduction.reduce(j)) j++;
  if (j < n) {
    giveUp(story, "B is no basis", `${tellDependent(j)} What lies in the span has many coordinates, or none.`);
    return null;
  }
  const C = BA.slice(0, n).map((row) => row.slice(n));
  const outside = farColumn(story, A, B, C);
  if (outside >= 0) {
    const reason = `What is left of column ${outside + 1} of A below row ${n} is not zero: the column does not lie in the span of B, and has no coordinates there.`;
    const at = Array.from({ length: m - n }, (_, i): [number, number] => [n + i, n + outside]);
    giveUp(story, "The spans differ", reason, at);
    return null;
  }
  readOff(story, A, B, C);
  return C;
}

/** The first column of A farther from B·C than rounding may put it; −1 if there is none. */
function farColumn<T>({ arithmetic }: Recorder<T>, A: Grid<T>, B: Grid<T>, C: Grid<T>): number {
  const { sub, value, unitRoundoff } = arithmetic;
  const length = (entries: readonly T[]): number => Math.hypot(...entries.map(value));
  const gaps = zipped(product(arithmetic, B, C), A, sub);
  const [m, n] = [A.length, A[0].length];
  return A[0].findIndex((_, k) => {
    const size = length(B.flat()) * length(columnOf(C, k)) + length(columnOf(A, k));
    return length(columnOf(gaps, k)) > 2 * unitRoundoff * m * n * size;
  });
}

function tellDependent(j: number): string {
  return j === 0 ? "Column 1 of B is zero." : `Column ${j + 1} of B is a combination of the columns before it.`;
}

function giveUp<T>(
  story: Recorder<T>,
  title: string,
  why: string,
  at: readonly (readonly [number, number])[] = [],
): void {
  const latex = "B C = A \\quad \\text{has no unique solution}";
  story.step({ title, why, latex, shown: ["BA"], points: [{ matrix: "BA", role: "used", at }] });
}

function readOff<T>(story: Recorder<T>, A: Grid<T>, B: Grid<T>, C: Grid<T>): void {
  const { arithmetic } = story;
  const multiplied = product(arithmetic, B, C);
  const error = distance(arithmetic, multiplied, A);
  story.set("C", C);
  story.set("B·C", multiplied);
  story.step({
    title: "Read off C, and try it",
    why: verdictOf(error, "B·C is A: what has coordinates x in A has coordinates C·x in B.", "B·C differs from A"),
    rule: "A·x = B·(C·x)",
    latex: A.length === C.length ? "C = B^{-1} A" : "B C = A",
    shown: ["A", "B", "C", "B·C"],
  });
  const silent = new Reduction(new Recorder(arithmetic), copyOf(C), { name: "C", withoutPivot: () => "" });
  const dependent = C.findIndex((_, j) => !silent.reduce(j));
  if (dependent < 0) return;
  story.step({
    title: "A is no basis",
    why: `Column ${dependent + 1} of C, and so of A, ${dependent === 0 ? "is zero" : "is a combination of the columns before it"}: vectors of the span have many coordinates in A, and C has no inverse.`,
    latex: "\\det C = 0",
    shown: ["A", "B", "C", "B·C"],
    points: [{ matrix: "A", role: "used", at: A.map((_, i) => [i, dependent]) }],
  });
}

interface Bases<T> {
  readonly A: Grid<T>;
  readonly B: Grid<T>;
  readonly C: Grid<T>;
  readonly x: Grid<T>;
}

function translate<T>(story: Recorder<T>, { A, B, C, x }: Bases<T>): void {
  const { arithmetic } = story;
  const y = product(arithmetic, C, x);
  story.set("x", x);
  story.set("C·x", y);
  story.set("A·x", product(arithmetic, A, x));
  story.set("B·(C·x)", product(arithmetic, B, y));
  const written = columnOf(y, 0).map((entry) => arithmetic.write(entry));
  story.step({
    title: "Take coordinates from A to B",
    why: `One vector, two descriptions: A·x and B·(C·x) are the same, with coordinates ${written.map(({ text }) => text).join(", ")} in B.`,
    rule: "A·x = B·(C·x)",
    latex: `C \\mathbf{x} = \\begin{bmatrix} ${written.map(({ latex }) => latex).join(" \\\\ ")} \\end{bmatrix}`,
    shown: ["C", "B·C", "x", "C·x", "A·x", "B·(C·x)"],
  });
}
