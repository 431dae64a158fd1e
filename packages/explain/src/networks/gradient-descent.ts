import { ShapeError, ValueError } from "@linnet/core";
import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { type Grid, columnOf, columnVector, copyOf, dot } from "../arithmetic/grid.js";
import { clearedBy } from "../elimination/rows.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, type VectorInput, readMatrix, readVector, requireSymmetric } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireCount } from "../story/require.js";

/** Options of `gradientDescent`. */
export interface GradientDescentOptions extends ExplainOptions {
  /** Where to start, shape `[n]`. Default 0. */
  readonly start?: VectorInput;
  /** A fixed step length. Without it each step goes to the lowest point of its line. */
  readonly step?: number | string;
  /** How many steps. Default 5. */
  readonly steps?: number;
}

const OP = "explain.gradientDescent";

/**
 * Gradient descent on a quadratic bowl f(x) = ½·xᵀ·A·x − bᵀ·x, whose lowest point solves A·x = b.
 *
 * @param a shape `[n, n]`, symmetric positive definite, up to 16 × 16
 * @param b shape `[n]`
 * @returns results `x`, `gradient`, `f` and `solution` (of A·x = b, for comparison)
 * @throws {ShapeError} unless a is square, with as many rows as b and the start have entries
 * @throws {ValueError} unless a is symmetric and positive definite
 * @remarks Default arithmetic float64: exact fractions double in length at each step. With the lowest point of each line,
 *   f − min f shrinks at least by ((κ − 1)/(κ + 1))² a step.
 * @see Nocedal & Wright, *Numerical Optimization*, 2nd ed., §3.3
 * @example
 * gradientDescent([[2, 0], [0, 2]], [2, 4], { steps: 1 }).result("x").toArray(); // [[1], [2]]
 */
export function gradientDescent(a: MatrixInput, b: VectorInput, options: GradientDescentOptions = {}): Explanation {
  const [matrix, right] = [readMatrix(OP, "a", a), readVector(OP, "b", b)];
  const start = readVector(OP, "start", options.start ?? right.map(() => 0));
  const length = readVector(OP, "step", [options.step ?? 0]);
  const steps = requireCount(OP, "steps", options.steps ?? 5, 1, 100);
  const n = matrix.length;
  if (matrix[0].length !== n || right.length !== n || start.length !== n) {
    const shapes = { a: [n, matrix[0].length], b: [right.length], start: [start.length] };
    throw new ShapeError(OP, "a must be [n, n] and b and start [n]", shapes);
  }
  requireSymmetric(OP, matrix);
  const inputs = [matrix, right, start, length];
  const tell = <T>(arithmetic: Arithmetic<T>, [A, B, x, [[fixed]]]: readonly Grid<T>[]): Explanation => {
    const story = new Recorder(arithmetic);
    const descent = new Descent(story, A, columnOf(B, 0), columnOf(x, 0));
    for (let k = 0; k < steps; k++) if (!descent.step(options.step === undefined ? null : fixed)) break;
    descent.finish();
    return new Explanation("gradientDescent", "Gradient descent on a quadratic bowl", arithmetic.name, story.steps);
  };
  return inArithmetic(OP, options, inputs, tell, "float64");
}

class Descent<T> {
  private readonly gradient: T[][];
  private readonly f: T[][];
  private readonly x: T[][];
  private readonly lowest: readonly T[];
  private taken = 0;

  constructor(
    private readonly story: Recorder<T>,
    private readonly A: Grid<T>,
    private readonly b: readonly T[],
    start: readonly T[],
  ) {
    this.lowest = lowestPoint(story.arithmetic, A, b);
    this.x = columnVector(start);
    this.gradient = copyOf(this.x);
    this.f = [[b[0]]];
    this.measure();
    story.set("A", A);
    story.set("b", columnVector(b));
    story.set("x", this.x);
    story.set("gradient", this.gradient);
    story.set("f", this.f);
    story.step({
      title: "Begin, and find the slope",
      why: "The gradient points uphill. It is zero only at the lowest point, where A·x = b.",
      rule: "f(x) = ½·xᵀ·A·x − bᵀ·x,  ∇f(x) = A·x − b",
      latex: "\\nabla f(\\mathbf{x}) = A \\mathbf{x} - \\mathbf{b}",
      shown: ["A", "b", "x", "gradient", "f"],
    });
  }

  /** Sets the gradient and the value at x. */
  private measure(): void {
    const { A, b, x, gradient, f } = this;
    const { arithmetic } = this.story;
    const { sub, div, read } = arithmetic;
    const point = columnOf(x, 0);
    A.forEach((row, i) => (gradient[i][0] = sub(dot(arithmetic, row, point), b[i])));
    // ½·xᵀAx − bᵀx = ½·xᵀ(∇f − b)
    const both = columnOf(gradient, 0).map((g, i) => sub(g, b[i]));
    f[0][0] = div(dot(arithmetic, point, both), read(2));
  }

  /** Goes down; false when the slope is zero already. */
  step(fixed: T | null): boolean {
    const { story, A, x, gradient } = this;
    const { arithmetic } = story;
    const g = columnOf(gradient, 0);
    const steepness = dot(arithmetic, g, g);
    const curved = A.map((row) => dot(arithmetic, row, g));
    const curvature = dot(arithmetic, g, curved);
    if (arithmetic.isZero(steepness) || arithmetic.isZero(curvature)) return false;
    const alpha = fixed ?? arithmetic.div(steepness, curvature);
    const { text, latex } = arithmetic.write(alpha);
    story.set("α", [[alpha]]);
    this.taken++;
    story.step(
      {
        title: `Step ${this.taken}: go ${text} times the gradient downhill`,
        why:
          fixed === null
            ? "That is the lowest point along the line: the next gradient is orthogonal to this one."
            : `A fixed step goes down as long as it is shorter than 2/λ for the largest eigenvalue λ of A.`,
        rule: fixed === null ? "x ← x − α·g,  α = gᵀg/(gᵀ·A·g)" : "x ← x − α·g",
        latex: `\\alpha = ${latex}, \\quad \\mathbf{x} \\leftarrow \\mathbf{x} - \\alpha \\nabla f(\\mathbf{x})`,
        shown: ["x", "gradient", "f", "α"],
      },
      () => {
        g.forEach((slope, i) => (x[i][0] = arithmetic.sub(x[i][0], arithmetic.mul(alpha, slope))));
        this.measure();
      },
    );
    return true;
  }

  finish(): void {
    const { story, x, lowest } = this;
    const { value } = story.arithmetic;
    const error = Math.max(...lowest.map((target, i) => Math.abs(value(target) - value(x[i][0]))));
    story.set("solution", columnVector(lowest));
    story.step({
      title: `After ${this.taken === 1 ? "1 step" : `${this.taken} steps`}`,
      why: error === 0 ? "This is the lowest point." : `The lowest point is up to ${error.toPrecision(3)} away.`,
      rule: "∇f(x) = 0,  A·x = b",
      latex: "A \\mathbf{x} = \\mathbf{b}",
      shown: ["x", "gradient", "f", "solution"],
    });
  }
}

/**
 * A⁻¹·b by elimination, which needs no pivoting here.
 *
 * @throws {ValueError} at a pivot that is not positive: the bowl has no lowest point then
 */
function lowestPoint<T>(arithmetic: Arithmetic<T>, A: Grid<T>, b: readonly T[]): readonly T[] {
  const { div, value, write } = arithmetic;
  const rows = A.map((row, i) => [...row, b[i]]);
  rows.forEach((row, j) => {
    if (!(value(row[j]) > 0)) {
      const got = `pivot ${write(row[j]).text} at index ${j}`;
      throw new ValueError(OP, "a must be positive definite", got, "Only then is there a lowest point.");
    }
    rows.forEach((other, i) => {
      if (i === j) return;
      rows[i] = clearedBy(arithmetic, other, row, div(other[j], row[j]), j);
    });
  });
  return rows.map((row, i) => div(row[rows.length], row[i]));
}
