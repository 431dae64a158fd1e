import { type Grid, columnVector, copyOf, distance, dot, filled, product, transposed } from "../arithmetic/grid.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, readSquare, requireSymmetric } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { verdictOf } from "../story/verdict.js";

const OP = "explain.cholesky";

/**
 * The Cholesky factorization A = L·Lᵀ of a symmetric positive definite matrix, told as roots of pivots and outer products
 * that are taken away.
 *
 * @param a shape `[n, n]`, symmetric, up to 16 × 16
 * @returns results `L`, `L·Lᵀ` and `A`; of a matrix that is not positive definite `x` and `xᵀ·A·x`, which is not positive
 * @throws {ShapeError} unless a is square
 * @throws {ValueError} unless a is symmetric
 * @remarks |A − L·Lᵀ|ᵢⱼ ≤ γₙ₊₁·√(aᵢᵢ·aⱼⱼ) in floats, whatever A is: no pivoting is needed.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §4.2; Higham, *Accuracy and Stability*, §10.1
 * @example
 * cholesky([[4, 2], [2, 3]]).results.L.map((row) => row.map((entry) => entry.text)); // [["2", "0"], ["1", "√2"]]
 */
export function cholesky(a: MatrixInput, options: ExplainOptions = {}): Explanation {
  const cells = readSquare(OP, "a", a);
  requireSymmetric(OP, cells, "Explain lu of it.");
  return inArithmetic(OP, options, [cells], (arithmetic, [A]) => {
    const factors = new Factors(new Recorder(arithmetic), A);
    const stopped = A.findIndex((_, j) => !factors.take(j));
    if (stopped < 0) factors.finish();
    else factors.giveUp(stopped);
    return new Explanation("cholesky", "Cholesky factorization", arithmetic.name, factors.story.steps);
  });
}

/** L as far as it is known, and S, what is left of A. */
class Factors<T> {
  private readonly L: T[][];
  private readonly S: T[][];

  constructor(
    readonly story: Recorder<T>,
    private readonly A: Grid<T>,
  ) {
    this.L = filled(A.length, A.length, () => story.arithmetic.read(0));
    this.S = copyOf(A);
    story.set("A", A);
    story.set("L", this.L);
    story.set("S", this.S);
    story.step({
      title: "Begin with S = A and nothing in L",
      why: "A is to become a sum of outer products l·lᵀ, one for each column l of L. Each takes its row and column away from S, what is left of A.",
      rule: "A = L·Lᵀ + S",
      latex: "S = A, \\quad L = 0",
      shown: ["L", "S"],
    });
  }

  /** Makes column j of L; false when the pivot is not positive. */
  take(j: number): boolean {
    const { L, S, story } = this;
    const { sub, mul, div, sqrt, read, value, write } = story.arithmetic;
    const pivot = S[j][j];
    if (!(value(pivot) > 0)) return false;
    const root = sqrt(pivot);
    const column = S.map((row, i) => (i < j ? read(0) : i === j ? root : div(row[j], root)));
    const last = j === S.length - 1;
    story.step(
      {
        title: `Take the root of the pivot ${write(pivot).text}: column ${j + 1} of L`,
        why: `Its root ${write(root).text} stands on the diagonal of L. ${last ? "Nothing is left of A then." : "The entries below it are those of S divided by it, and their outer product is taken away from S."}`,
        rule: "lⱼⱼ = √(sⱼⱼ),  lᵢⱼ = sᵢⱼ/lⱼⱼ,  S ← S − lⱼ·lⱼᵀ",
        latex: `l_{${j + 1}${j + 1}} = \\sqrt{${write(pivot).latex}} = ${write(root).latex}, \\quad S \\leftarrow S - \\mathbf{l}_{${j + 1}} \\mathbf{l}_{${j + 1}}^{\\mathsf T}`,
        shown: ["L", "S"],
        points: [{ matrix: "S", role: "pivot", at: [[j, j]] }],
      },
      () => {
        column.forEach((entry, i) => (L[i][j] = entry));
        S.forEach((row, i) =>
          row.forEach((entry, k) => {
            if (i >= j && k >= j) row[k] = i === j || k === j ? read(0) : sub(entry, mul(column[i], column[k]));
          }),
        );
      },
    );
    return true;
  }

  finish(): void {
    const { A, L, story } = this;
    const { arithmetic } = story;
    const whole = product(arithmetic, L, transposed(L));
    const error = distance(arithmetic, A, whole);
    story.set("L·Lᵀ", whole);
    story.step({
      title: "A is L·Lᵀ",
      why: `All pivots are positive, so A is positive definite. ${verdictOf(error, "The product is exact.", "The entries differ")}`,
      rule: "A = L·Lᵀ",
      latex: "A = L L^{\\mathsf T}",
      shown: ["L", "L·Lᵀ", "A"],
    });
  }

  /** Tells a vector x for which xᵀ·A·x is the pivot, and not positive. */
  giveUp(j: number): void {
    const { A, S, story } = this;
    const { arithmetic } = story;
    const { write, value } = arithmetic;
    const x = this.witness(j);
    const image = A.map((row) => dot(arithmetic, row, x));
    const form = dot(arithmetic, x, image);
    const isNegative = value(S[j][j]) < 0;
    const also = value(form) > 0 ? ", which rounding has made of 0 or less" : "";
    story.set("x", columnVector(x));
    story.set("A·x", columnVector(image));
    story.set("xᵀ·A·x", [[form]]);
    story.step({
      title: `Pivot ${j + 1} is ${write(S[j][j]).text}: A is not positive definite`,
      why: `${isNegative ? "It has no real root." : "Nothing can be divided by its root."} The x that makes the entries before the pivot vanish has xᵀ·A·x = ${write(form).text}${also}; of a positive definite matrix it would be positive. ldlt of linalg factors such matrices, too.`,
      rule: "xᵀ·A·x > 0 for all x ≠ 0",
      latex: `s_{${j + 1}${j + 1}} = ${write(S[j][j]).latex}, \\quad \\mathbf{x}^{\\mathsf T} A \\, \\mathbf{x} = ${write(form).latex}`,
      shown: ["L", "S", "A", "x", "A·x", "xᵀ·A·x"],
      points: [{ matrix: "S", role: "pivot", at: [[j, j]] }],
    });
  }

  /** x with entries −A₁₁⁻¹·a₁₂ before the pivot, 1 at it and 0 behind it, by back substitution in L₁₁ᵀ. */
  private witness(j: number): readonly T[] {
    const { L } = this;
    const { add, sub, mul, div, read } = this.story.arithmetic;
    const x = L.map((_, i) => read(i === j ? 1 : 0));
    for (let k = j - 1; k >= 0; k--) {
      // Row k of L₁₁ᵀ·y = −lⱼ; x[j] = 1 has the right side among its terms.
      let sum = mul(L[j][k], x[j]);
      for (let i = k + 1; i < j; i++) sum = add(sum, mul(L[i][k], x[i]));
      x[k] = div(sub(read(0), sum), L[k][k]);
    }
    return x;
  }
}
