import { ValueError } from "@linnet/core";
import { type Grid, copyOf, distance, filled, product } from "../arithmetic/grid.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, readMatrix } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireOneOf } from "../story/require.js";
import { verdictOf } from "../story/verdict.js";
import { Rows } from "./rows.js";

/** Options of `lu`. */
export interface LuOptions extends ExplainOptions {
  /** `"partial"` (default) brings the largest entry of the column to the pivot; `"none"` takes what comes. */
  readonly pivoting?: "partial" | "none";
}

const OP = "explain.lu";

/**
 * The LU factorization A[p, :] = L·U, told by elimination.
 *
 * @param a shape `[m, n]`, up to 16 × 16
 * @returns results `p` (rows of A, counted from 0), `L`, `U`, `LU` (their product) and `A[p]`
 * @throws {ValueError} without pivoting, when a pivot is zero
 * @remarks In floats every multiplier and every difference is rounded: `{ pivoting: "none", arithmetic: { digits: 3 } }`
 *   beside `"partial"` shows what pivoting is for.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §3.2 and §3.4
 * @example
 * const story = lu([[2, 1], [4, 3]]);
 * story.result("L").toArray(); // [[1, 0], [0.5, 1]]
 * story.results.U[1][1].text; // "-1/2"
 */
export function lu(a: MatrixInput, options: LuOptions = {}): Explanation {
  const pivoting = requireOneOf(OP, "pivoting", ["partial", "none"], options.pivoting ?? "partial");
  const cells = readMatrix(OP, "a", a);
  return inArithmetic(OP, options, [cells], (arithmetic, [A]) => {
    const elimination = new Elimination(new Recorder(arithmetic), A);
    for (let j = 0; j < Math.min(A.length, A[0].length); j++) {
      if (pivoting === "partial") elimination.pivot(j);
      elimination.clear(j);
    }
    elimination.finish();
    const title = `LU factorization ${pivoting === "partial" ? "with partial pivoting" : "without pivoting"}`;
    return new Explanation("lu", title, arithmetic.name, elimination.story.steps);
  });
}

/** The matrices of the story, which its steps change. */
class Elimination<T> {
  private readonly L: T[][];
  private readonly U: T[][];
  private readonly p: T[][];
  private readonly order: number[];
  private readonly rows: Rows<T>;

  constructor(
    readonly story: Recorder<T>,
    private readonly A: Grid<T>,
  ) {
    const { read } = story.arithmetic;
    const k = Math.min(A.length, A[0].length);
    this.L = filled(A.length, k, (i, j) => read(i === j ? 1 : 0));
    this.U = copyOf(A);
    this.order = A.map((_, i) => i);
    this.p = this.order.map((i) => [read(i)]);
    story.set("p", this.p);
    story.set("L", this.L);
    this.rows = new Rows(story, this.U, "U");
    story.step({
      title: "Begin with L = I and U = A",
      why: "Elimination will clear U below its diagonal; L keeps the multipliers, so that L·U stays what it was: A with its rows in the order p.",
      rule: "A[p] = L·U",
      latex: "L = I, \\quad U = A",
      shown: ["p", "L", "U"],
    });
  }

  /** Brings the largest entry of column j, at or below the diagonal, to the diagonal. */
  pivot(j: number): void {
    const { U, L, p, order, rows } = this;
    const { write } = this.story.arithmetic;
    const found = rows.findPivot(j, j, "largest");
    if (found === null || U.length === j + 1) return;
    const largest = write(U[found][j]);
    const staying = {
      title: `Row ${j + 1} holds the pivot of column ${j + 1}`,
      latex: `u_{${j + 1}${j + 1}} = ${largest.latex}`,
    };
    const telling = {
      ...(found === j ? staying : {}),
      why: `${largest.text} is the largest entry of column ${j + 1} at or below the diagonal. Dividing by it keeps every multiplier at most 1, so that rounding errors are not magnified.`,
      rule: "|uⱼⱼ| ≥ |uᵢⱼ|,  i > j",
      shown: ["p", "L", "U"],
    };
    rows.exchange(j, found, j, telling, () => {
      [p[j], p[found]] = [p[found], p[j]];
      [order[j], order[found]] = [order[found], order[j]];
      for (let k = 0; k < j; k++) [L[j][k], L[found][k]] = [L[found][k], L[j][k]];
    });
  }

  /** Clears column j below the diagonal. @throws {ValueError} where the pivot is zero and an entry below it is not */
  clear(j: number): void {
    const { U, L, rows } = this;
    const { isZero, write } = this.story.arithmetic;
    const pivot = U[j][j];
    if (isZero(pivot) && rows.findPivot(j, j) !== null) {
      const expected = "a pivot must not be zero when rows are not exchanged";
      throw new ValueError(OP, expected, `0 at index ${j}`, 'Use pivoting: "partial".');
    }
    for (let i = j + 1; i < U.length; i++) {
      const tell = (m: T) => ({
        why: `The multiplier ${write(m).text}, which is ${write(U[i][j]).text} divided by ${write(pivot).text}, makes entry (${i + 1}, ${j + 1}) of U zero; L keeps it.`,
        rule: "Rᵢ ← Rᵢ − lᵢⱼ·Rⱼ,  lᵢⱼ = uᵢⱼ/uⱼⱼ",
        shown: ["L", "U"],
      });
      rows.clear(i, j, j, tell, (m) => (L[i][j] = m));
    }
  }

  finish(): void {
    const { A, L, U, order, story } = this;
    const { arithmetic } = story;
    const top = U.slice(0, L[0].length); // the rows below are zero
    const multiplied = product(arithmetic, L, top);
    const ordered = order.map((i) => A[i]);
    const error = distance(arithmetic, ordered, multiplied);
    story.set("U", top);
    story.set("LU", multiplied);
    story.set("A[p]", ordered);
    story.step({
      title: "L·U is A with its rows in the order p",
      why: `${verdictOf(error, "The product is exact.", "The entries differ")} p counts rows from 0, as lu(a).p does.`,
      rule: "A[p] = L·U",
      latex: "P A = L U",
      shown: ["p", "L", "U", "LU", "A[p]"],
    });
  }
}
