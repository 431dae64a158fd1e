import { type DType, type Dim, type Divided, type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import { kindOf, requireFinite, requireFloat, requireOptions } from "@linnet/core/extend";

/** Loadings turned to be read, and by what. */
export interface RotatedLoadings<K extends Dim = number, P extends Dim = number, D extends DType = DType> {
  /** One factor a row, shape `[k, p]`: rotation · the loadings given. */
  readonly loadings: NDArray<D, readonly [K, P]>;
  /** Shape `[k, k]`; orthogonal of `varimax`, not of `promax`. */
  readonly rotation: NDArray<D, readonly [K, K]>;
  /** Of the factors, shape `[k, k]`: I of `varimax`. */
  readonly correlations: NDArray<D, readonly [K, K]>;
  readonly iterations: number;
  /** Whether no pair of factors was turned in the last sweep; the criterion may have other maxima. */
  readonly converged: boolean;
}

export interface VarimaxOptions {
  /** Kaiser's: every column counts alike, whatever its communality. Default true. */
  readonly normalize?: boolean;
  /** Angle in radians up to which a pair counts as not turned. Default 1e-10. */
  readonly tolerance?: number;
  /** Sweeps over all pairs. Default 500. */
  readonly maxIterations?: number;
}

/**
 * The rotation of loadings whose squares vary most, so that each factor loads few columns:
 *
 *     maximize Σ_f [Σⱼ λ_fⱼ⁴ / p − (Σⱼ λ_fⱼ² / p)²]
 *
 * Pairs of factors are turned by the angle that is best for them, in closed form, until none moves.
 *
 * @param loadings shape `[k, p]`, one factor a row, as of `PCA` and `FactorAnalysis`
 * @throws {ShapeError} unless they are a matrix
 * @throws {ValueError} for NaN or infinite entries, and options that mean nothing
 * @remarks O(k²·p) a sweep.
 * @see Kaiser, *The varimax criterion for analytic rotation in factor analysis*, Psychometrika 1958
 * @example
 * varimax(array([[1, 1, 1, 1], [1, 1, -1, -1]])).loadings; // two columns a factor
 */
export function varimax<K extends Dim, P extends Dim, D extends DType>(
  loadings: NDArray<D, readonly [K, P]>,
  options?: VarimaxOptions,
): RotatedLoadings<K, P, Divided<D>> {
  const { normalize = true, tolerance = 1e-10, maxIterations = 500 } = requireOptions("varimax", options);
  const given = requireLoadings("varimax", loadings);
  if (!(tolerance > 0)) throw new ValueError("varimax", "tolerance must be a number above 0", kindOf(tolerance));
  if (!Number.isInteger(maxIterations) || maxIterations < 0) {
    throw new ValueError("varimax", "maxIterations must be an integer of at least 0", kindOf(maxIterations));
  }
  const [k, p]: readonly number[] = given.shape;
  const rows = rowsOf(given);
  const lengths = Array.from({ length: p }, (_, j) => Math.hypot(...rows.map((row) => row[j])) || 1);
  const scale = normalize ? lengths : lengths.map(() => 1);
  for (const row of rows) scale.forEach((length, j) => (row[j] /= length));
  const turns = Array.from({ length: k }, (_, i) => Float64Array.from({ length: k }, (_one, j) => (i === j ? 1 : 0)));
  let iterations = 0;
  let moved = true;
  while (moved && iterations < maxIterations) {
    iterations++;
    moved = false;
    for (let i = 0; i < k; i++) {
      for (let j = i + 1; j < k; j++) {
        const angle = bestAngle(rows[i], rows[j]);
        if (!(Math.abs(angle) > tolerance)) continue;
        moved = true;
        turn(rows[i], rows[j], angle);
        turn(turns[i], turns[j], angle);
      }
    }
  }
  for (const row of rows) scale.forEach((length, j) => (row[j] *= length));
  const dtype = given.dtype as "float64";
  const matrix = (lists: readonly Float64Array[]): NDArray =>
    array(
      lists.map((row) => Array.from(row)),
      { dtype },
    );
  const correlations = turns.map((_, i) => Float64Array.from({ length: k }, (_one, j) => (i === j ? 1 : 0)));
  return {
    loadings: matrix(rows),
    rotation: matrix(turns),
    correlations: matrix(correlations),
    iterations,
    converged: !moved,
  };
}

/** @throws {ShapeError} unless they are a matrix that is not empty */
export function requireLoadings(op: string, loadings: NDArray): NDArray {
  const given = requireFloat(op, "loadings", loadings);
  if (given.ndim !== 2 || given.size === 0) {
    throw new ShapeError(op, "loadings must be a matrix with a row and a column", { loadings: given.shape });
  }
  requireFinite(op, "loadings", given);
  return given;
}

function rowsOf(x: NDArray): readonly Float64Array[] {
  const [k, p]: readonly number[] = x.shape;
  const numbers = Float64Array.from(x.toTypedArray());
  return Array.from({ length: k }, (_, i) => numbers.slice(i * p, (i + 1) * p));
}

/** By which the criterion of two factors is largest, in [−π/4, π/4]; 0 where all angles are as good, to rounding. */
function bestAngle(x: Float64Array, y: Float64Array): number {
  const p = x.length;
  let [a, b, c, d, size] = [0, 0, 0, 0, 0];
  for (let j = 0; j < p; j++) {
    const u = (x[j] - y[j]) * (x[j] + y[j]);
    const v = 2 * x[j] * y[j];
    a += u;
    b += v;
    c += (u - v) * (u + v);
    d += 2 * u * v;
    size += u * u + v * v;
  }
  const [sine, cosine] = [d - (2 * a * b) / p, c - (a * a - b * b) / p];
  return Math.hypot(sine, cosine) <= p * Number.EPSILON * size ? 0 : Math.atan2(sine, cosine) / 4;
}

function turn(x: Float64Array, y: Float64Array, angle: number): void {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  for (let j = 0; j < x.length; j++) [x[j], y[j]] = [c * x[j] + s * y[j], c * y[j] - s * x[j]];
}
