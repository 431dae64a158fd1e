import { type NDArray, array } from "@linnet/core";
import { qr } from "@linnet/linalg";
import {
  type DoubleDouble,
  type DoubleVector,
  dotProduct,
  doubleVector,
  minus,
  plus,
  subtractScaled,
} from "../precision/double-double.js";

/** A solution of the augmented system. */
export interface Solution {
  /** `[n]`. */
  readonly r: DoubleVector;
  /** `[k]`. */
  readonly x: DoubleVector;
}

/** Q `[n, k]` and R `[k, k]` in float64. */
export interface Factors {
  readonly Q: NDArray;
  readonly R: NDArray;
}

const MAX_REFINEMENTS = 30;

/**
 * Least squares to full precision: the augmented system
 *
 *     ⎡I  A⎤ ⎡r⎤   ⎡f⎤
 *     ⎣Aᵀ 0⎦·⎣x⎦ = ⎣g⎦
 *
 * by one Householder QR in float64 and iterative refinement with residuals in double-double. With g = 0, x is the solution of least
 * squares of A·x ≈ f and r what it leaves; with f = 0 and g = −eⱼ, x is a column of (Aᵀ·A)⁻¹ and −r one of the transposed pseudo-inverse.
 *
 * Each step takes the errors of r and x down by a factor of about κ·ε, κ the condition number of A with its columns scaled. What is
 * left in the end is that of double-double arithmetic, whatever r is: for float64 alone it would grow with κ²·‖r‖.
 *
 * @see Björck, *Iterative refinement of linear least squares solutions I*, 1967; Higham, *Accuracy and Stability of Numerical
 *   Algorithms*, 2nd ed., §20.5
 */
export class RefinedLeastSquares {
  /** Orthonormal, `[n, k]` row-major. */
  readonly q: Float64Array;
  /** Upper triangular, `[k, k]` row-major. */
  readonly r: Float64Array;
  private readonly n: number;
  private readonly k: number;

  /**
   * @param columns independent ones, of magnitudes near 1, k ≤ n
   * @param factors their QR, where it is known
   */
  constructor(
    private readonly columns: readonly DoubleVector[],
    { Q, R }: Factors = factorsOf(columns),
  ) {
    this.n = columns[0].high.length;
    this.k = columns.length;
    this.q = Q.toTypedArray() as Float64Array;
    this.r = R.toTypedArray() as Float64Array;
  }

  solve(f: DoubleVector | null, g: DoubleVector | null): Solution {
    const { n, k } = this;
    const solution = { r: zeros(n), x: zeros(k) };
    let before = Infinity;
    for (let step = 0; step < MAX_REFINEMENTS; step++) {
      const [top, bottom] = this.residuals(f, g, solution, step === 0);
      const [dr, dx] = this.correction(top, bottom);
      const [moved, size] = [norm(dx), Math.max(norm(solution.x.high), norm(dx))];
      if (!(moved <= before / 2)) break; // NaN, or no longer nearer
      add(solution.r, dr);
      add(solution.x, dx);
      if (moved === 0 || (step > 0 && moved * (moved / before) <= 2 ** -90 * size)) break; // what the next step would move
      before = moved;
    }
    return solution;
  }

  /** z with Rᵀ·z = b, in place. */
  forward(b: Float64Array): Float64Array {
    const { r, k } = this;
    for (let i = 0; i < k; i++) {
      b[i] /= r[i * k + i];
      for (let j = i + 1; j < k; j++) b[j] -= r[i * k + j] * b[i];
    }
    return b;
  }

  /** z with R·z = b, in place. */
  backward(b: Float64Array): Float64Array {
    const { r, k } = this;
    for (let i = k - 1; i >= 0; i--) {
      for (let j = i + 1; j < k; j++) b[i] -= r[i * k + j] * b[j];
      b[i] /= r[i * k + i];
    }
    return b;
  }

  /** f − r − A·x and g − Aᵀ·r, rounded only in the end. */
  private residuals(
    f: DoubleVector | null,
    g: DoubleVector | null,
    { r, x }: Solution,
    isFirst: boolean,
  ): [Float64Array, Float64Array] {
    const top = f === null ? zeros(this.n) : { high: f.high.slice(), low: f.low.slice() };
    const bottom = g === null ? new Float64Array(this.k) : g.high.slice();
    if (isFirst) return [top.high, bottom]; // r and x are 0
    subtractScaled(top, [1, 0], r);
    this.columns.forEach((column, j) => {
      subtractScaled(top, [x.high[j], x.low[j]], column);
      const given: DoubleDouble = g === null ? [0, 0] : [g.high[j], g.low[j]];
      bottom[j] = minus(given, dotProduct(column, r))[0];
    });
    return [top.high, bottom];
  }

  /** z = R⁻ᵀ·g, h = Qᵀ·f: Δx = R⁻¹·(h − z), Δr = f − Q·(h − z). */
  private correction(f: Float64Array, g: Float64Array): [Float64Array, Float64Array] {
    const { q, n, k } = this;
    const h = this.forward(g.slice()).map((z) => -z);
    for (let i = 0; i < n; i++) for (let j = 0; j < k; j++) h[j] += q[i * k + j] * f[i];
    const dr = f.slice();
    for (let i = 0; i < n; i++) for (let j = 0; j < k; j++) dr[i] -= q[i * k + j] * h[j];
    return [dr, this.backward(h)];
  }
}

/** QR of the columns rounded to float64. */
export function factorsOf(columns: readonly DoubleVector[]): Factors {
  const [n, k] = [columns[0].high.length, columns.length];
  const data = new Float64Array(n * k);
  columns.forEach(({ high }, j) => {
    for (let i = 0; i < n; i++) data[i * k + j] = high[i];
  });
  return qr(array(data, { shape: [n, k] }) as NDArray);
}

function zeros(n: number): DoubleVector {
  return doubleVector(new Float64Array(n));
}

function add({ high, low }: DoubleVector, v: Float64Array): void {
  for (let i = 0; i < v.length; i++) {
    const sum: DoubleDouble = plus([high[i], low[i]], [v[i], 0]);
    [high[i], low[i]] = sum;
  }
}

function norm(v: Float64Array): number {
  return Math.hypot(...v);
}
