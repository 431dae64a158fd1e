import { ShapeError } from "@linnet/core";
import { type Draft, blank, dot, filled } from "../arithmetic/grid.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, type VectorInput, readSystem } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { verdictOf } from "../story/verdict.js";
import { Rows } from "./rows.js";

const OP = "explain.solve";

/**
 * The solution of A·x = b, told by elimination with partial pivoting and substitution from the last row back.
 *
 * @param a shape `[n, n]`, up to 16 × 16
 * @param b shape `[n]`
 * @returns results `x` and `A·x`; for a singular matrix `Ab`, and the last step says whether there is no solution or
 *   infinitely many
 * @throws {ShapeError} unless a is square and b has as many entries as a has rows
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §3.1 and §3.4
 * @example
 * solve([[2, 1], [1, 3]], [3, 5]).results.x.map(([entry]) => entry.text); // ["4/5", "7/5"]
 */
export function solve(a: MatrixInput, b: VectorInput, options: ExplainOptions = {}): Explanation {
  const [left, right] = readSystem(OP, a, b);
  const shape = [left.length, left[0].length];
  if (shape[0] !== shape[1])
    throw new ShapeError(OP, "a must be square", { a: shape }, "Explain rowReduce of [A | b].");
  return inArithmetic(OP, options, [left, right], (arithmetic, [A, B]) => {
    const system = new System(
      new Recorder(arithmetic),
      A.map((row, i) => [...row, ...B[i]]),
    );
    for (let j = 0; j < A.length; j++) system.eliminate(j);
    if (system.isRegular()) {
      for (let i = A.length - 1; i >= 0; i--) system.substitute(i);
      system.check(A, B);
    } else {
      system.giveUp();
    }
    return new Explanation("solve", "Solving A·x = b by elimination", arithmetic.name, system.story.steps);
  });
}

/** The augmented matrix [A | b], on its way to a triangle. */
class System<T> {
  private readonly n: number;
  private readonly x: Draft<T>;
  private readonly rows: Rows<T>;
  /** How many equations have a pivot. */
  private rank = 0;

  constructor(
    readonly story: Recorder<T>,
    private readonly M: T[][],
  ) {
    this.n = M.length;
    this.x = blank(this.n, 1);
    this.rows = new Rows(story, M, "Ab");
    story.step({
      title: "Write b beside A",
      why: "A row of [A | b] is an equation. Exchanging equations, and subtracting a multiple of one from another, changes no solution.",
      latex: "[A \\mid b]",
      shown: ["Ab"],
    });
  }

  /** Clears column j below the next pivot, if the column has one. */
  eliminate(j: number): void {
    const { M, rows, rank: top } = this;
    const found = rows.findPivot(top, j, "largest");
    if (found === null) return;
    if (found !== top) {
      const { text } = this.story.arithmetic.write(M[found][j]);
      const why = `${text} is the largest entry of column ${j + 1} that is left: dividing by it keeps rounding errors small.`;
      rows.exchange(top, found, j, { why });
    }
    for (let i = top + 1; i < this.n; i++) {
      rows.clear(i, top, j, () => ({ why: `Unknown ${j + 1} disappears from equation ${i + 1}.` }));
    }
    this.rank++;
  }

  isRegular(): boolean {
    return this.rank === this.n;
  }

  /** Finds unknown i from those after it. */
  substitute(i: number): void {
    const { M, x, n, story } = this;
    const { arithmetic } = story;
    const known = x.slice(i + 1).flatMap(([entry]) => (entry === null ? [] : [entry]));
    const rest = M[i].slice(i + 1, n);
    const right = known.length === 0 ? M[i][n] : arithmetic.sub(M[i][n], dot(arithmetic, rest, known));
    const found = arithmetic.div(right, M[i][i]);
    story.set("x", x);
    story.step(
      {
        title: `Equation ${i + 1} gives unknown ${i + 1}`,
        why: i === n - 1 ? "It has one unknown left." : "The unknowns after it are known by now.",
        rule: "xᵢ = (bᵢ − ∑ⱼ aᵢⱼ·xⱼ)/aᵢᵢ,  j > i",
        latex: `x_{${i + 1}} = ${arithmetic.write(found).latex}`,
        shown: ["Ab", "x"],
        points: [
          { matrix: "Ab", role: "pivot", at: [[i, i]] },
          { matrix: "Ab", role: "used", at: Array.from({ length: n - i }, (_, k) => [i, i + 1 + k]) },
        ],
      },
      () => {
        x[i][0] = found;
      },
    );
  }

  check(A: readonly (readonly T[])[], B: readonly (readonly T[])[]): void {
    const { story, x, n } = this;
    const { arithmetic } = story;
    const found = x.flatMap(([entry]) => (entry === null ? [] : [entry]));
    const product = filled(n, 1, (i) => dot(arithmetic, A[i], found));
    const error = Math.max(...product.map(([y], i) => Math.abs(arithmetic.value(arithmetic.sub(y, B[i][0])))));
    story.set("A·x", product);
    story.set("b", B);
    story.step({
      title: "The solution, put into the system",
      why: verdictOf(error, "A·x is b.", "A·x differs from b"),
      rule: "A·x = b",
      latex: "A x = b",
      shown: ["x", "A·x", "b"],
    });
  }

  /** Says what a singular system has instead of one solution. */
  giveUp(): void {
    const { M, n, rank, story } = this;
    const contradiction = M.findIndex((entries, i) => i >= rank && !story.arithmetic.isZero(entries[n]));
    const isConsistent = contradiction < 0;
    story.step({
      title: isConsistent ? "There are infinitely many solutions" : "There is no solution",
      why: isConsistent
        ? `${n - rank} of the ${n} equations followed from the others, so as many unknowns may be chosen freely. Explain rowReduce of [A | b] to see which.`
        : `Equation ${contradiction + 1} has become 0 = ${story.arithmetic.write(M[contradiction][n]).text}.`,
      latex: `\\operatorname{rank} A = ${rank} < ${n}`,
      shown: ["Ab"],
      points: [{ matrix: "Ab", role: "used", at: M.slice(rank).map((_, i) => [rank + i, n]) }],
    });
  }
}
