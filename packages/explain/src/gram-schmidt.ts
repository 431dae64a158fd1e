import { ShapeError, ValueError } from "@linnet/core";
import type { ExplainOptions } from "./arithmetic.js";
import { inArithmetic } from "./choose.js";
import { Explanation } from "./explanation.js";
import { type Draft, type Grid, blank, columnOf, distance, dot, filled, product, transposed } from "./grid.js";
import { type MatrixInput, readMatrix, requireOneOf } from "./read.js";
import { Recorder } from "./recorder.js";

/** Options of `gramSchmidt`. */
export interface GramSchmidtOptions extends ExplainOptions {
  /**
   * `"modified"` (default) measures what is left of a column against each direction; `"classical"` measures the column as
   * it was. Without rounding they are the same; with rounding only the modified one keeps Q nearly orthogonal.
   */
  readonly variant?: "classical" | "modified";
}

const OP = "explain.gramSchmidt";

/**
 * The QR factorization A = Q·R, told by Gram–Schmidt orthogonalization: the Q and R of linalg's `qr`.
 *
 * @param a shape `[m, n]`, m ≥ n, up to 16 × 16, with independent columns
 * @returns results `Q`, `R` and `QᵀQ`
 * @throws {ShapeError} when there are more columns than rows
 * @throws {ValueError} at a column that depends on those before it
 * @remarks ‖QᵀQ − I‖ grows with κ(A)² for the classical variant and with κ(A) for the modified one; Householder's
 *   reflections, which `qr` uses, do not let it grow.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.2.7–5.2.9; Giraud, Langou, Rozložník & van den Eshof 2005
 * @example
 * gramSchmidt([[3, 1], [4, 2]]).results.R[0].map((entry) => entry.text); // ["5", "11/5"]
 */
export function gramSchmidt(a: MatrixInput, options: GramSchmidtOptions = {}): Explanation {
  const variant = requireOneOf(OP, "variant", ["classical", "modified"], options.variant ?? "modified");
  const cells = readMatrix(OP, "a", a);
  const shape = [cells.length, cells[0].length];
  if (shape[0] < shape[1]) throw new ShapeError(OP, "a must have at least as many rows as columns", { a: shape });
  return inArithmetic(OP, options, [cells], (arithmetic, [A]) => {
    const process = new Orthogonalization(new Recorder(arithmetic), A, variant === "modified");
    for (let j = 0; j < shape[1]; j++) process.take(j);
    process.finish();
    const title = `${variant === "modified" ? "Modified" : "Classical"} Gram–Schmidt orthogonalization`;
    return new Explanation("gramSchmidt", title, arithmetic.name, process.story.steps);
  });
}

class Orthogonalization<T> {
  private readonly Q: Draft<T>;
  private readonly R: T[][];
  private readonly directions: (readonly T[])[] = [];

  constructor(
    readonly story: Recorder<T>,
    private readonly A: Grid<T>,
    private readonly isModified: boolean,
  ) {
    const { read } = story.arithmetic;
    this.Q = blank(A.length, A[0].length);
    this.R = filled(A[0].length, A[0].length, () => read(0));
    story.set("A", A);
    story.set("Q", this.Q);
    story.set("R", this.R);
  }

  /** Makes a direction of column j. */
  take(j: number): void {
    const { A, story, directions } = this;
    const column = columnOf(A, j);
    story.set(
      "v",
      column.map((entry) => [entry]),
    );
    story.step({
      title: `Take column ${j + 1}`,
      why:
        j === 0
          ? "Its direction is the first."
          : `From it, whatever lies along the first ${j === 1 ? "direction" : `${j} directions`} is taken away.`,
      rule: "v ← aⱼ",
      latex: `\\mathbf{v} = \\mathbf{a}_{${j + 1}}`,
      shown: ["A", "v"],
      points: [{ matrix: "A", role: "used", at: A.map((_, i) => [i, j]) }],
    });
    const left = directions.reduce((v: readonly T[], q, i) => this.project(j, i, q, column, v), column);
    this.normalize(j, column, left);
  }

  /** Takes away from v its part along direction i. */
  private project(j: number, i: number, q: readonly T[], column: readonly T[], v: readonly T[]): readonly T[] {
    const { story, R, isModified } = this;
    const { arithmetic } = story;
    const along = dot(arithmetic, q, isModified ? v : column);
    const left = v.map((entry, k) => arithmetic.sub(entry, arithmetic.mul(along, q[k])));
    const measured = isModified ? "what is left of the column" : "the column as it was";
    story.step(
      {
        title: `Take away the part along direction ${i + 1}`,
        why: `${arithmetic.write(along).text} measures ${measured} against direction ${i + 1}. The rest is orthogonal to it.`,
        rule: isModified ? "rᵢⱼ = qᵢ·v,  v ← v − rᵢⱼ·qᵢ" : "rᵢⱼ = qᵢ·aⱼ,  v ← v − rᵢⱼ·qᵢ",
        latex: `r_{${i + 1}${j + 1}} = ${arithmetic.write(along).latex}, \\quad \\mathbf{v} \\leftarrow \\mathbf{v} - r_{${i + 1}${j + 1}} \\mathbf{q}_{${i + 1}}`,
        shown: ["Q", "v", "R"],
        points: [{ matrix: "Q", role: "used", at: q.map((_, k) => [k, i]) }],
      },
      () => {
        R[i][j] = along;
        story.set(
          "v",
          left.map((entry) => [entry]),
        );
      },
    );
    return left;
  }

  private normalize(j: number, column: readonly T[], v: readonly T[]): void {
    const { story, Q, R, directions } = this;
    const { arithmetic } = story;
    const length = arithmetic.sqrt(dot(arithmetic, v, v));
    const whole = Math.sqrt(column.reduce((sum, entry) => sum + arithmetic.value(entry) ** 2, 0));
    if (arithmetic.value(length) <= 2 * v.length * arithmetic.unitRoundoff * whole) {
      const got = `column ${j}, of which ${arithmetic.write(length).text} is left`;
      throw new ValueError(OP, "the columns of a must be independent", got, "Leave that column out.");
    }
    const q = v.map((entry) => arithmetic.div(entry, length));
    directions.push(q);
    story.step(
      {
        title: `Scale it to length 1: direction ${j + 1}`,
        why: `${arithmetic.write(length).text} is the length of what is left.`,
        rule: "rⱼⱼ = ‖v‖,  qⱼ = v/rⱼⱼ",
        latex: `r_{${j + 1}${j + 1}} = ${arithmetic.write(length).latex}, \\quad \\mathbf{q}_{${j + 1}} = \\mathbf{v} / r_{${j + 1}${j + 1}}`,
        shown: ["Q", "R"],
      },
      () => {
        R[j][j] = length;
        q.forEach((entry, k) => (Q[k][j] = entry));
      },
    );
  }

  finish(): void {
    const { story, R, directions } = this;
    const { arithmetic } = story;
    const Q = transposed(directions);
    const gram = product(arithmetic, directions, Q);
    const identity = filled(R.length, R.length, (i, j) => arithmetic.read(i === j ? 1 : 0));
    const error = distance(arithmetic, gram, identity);
    story.set("Q", Q);
    story.set("QᵀQ", gram);
    story.step({
      title: "A is Q·R, and the columns of Q are orthonormal",
      why:
        error === 0
          ? "QᵀQ is the identity."
          : `QᵀQ differs from the identity by at most ${error.toPrecision(3)}: that is what rounding has cost.`,
      rule: "A = Q·R,  QᵀQ = I",
      latex: "A = Q R, \\quad Q^{\\mathsf T} Q = I",
      shown: ["Q", "R", "QᵀQ"],
    });
  }
}
