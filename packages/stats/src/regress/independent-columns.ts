import { LinnetError, type NDArray } from "@linnet/core";

/** Columns of a design that are linear combinations of those before them; `aliased` names them. */
export class CollinearityError extends LinnetError {
  constructor(
    op: string,
    readonly aliased: readonly string[],
    readonly rank: number,
    columns: number,
    hint: string,
  ) {
    super(
      op,
      `the columns of the design must be linearly independent; got rank ${rank} of ${columns}, with ${aliased.join(", ")} ` +
        `combined from those before. ${hint}`,
    );
  }
}

/**
 * Indices of the columns that no earlier ones combine to. A column depends on the kept ones where rounding of the data could
 * make it so: where what it has of its own, ρ, is no more than n·ε of what combines to it,
 *
 *     ρⱼ ≤ max(n, k)·ε·(‖aⱼ‖ + Σᵢ |cᵢ|·‖aᵢ‖),   aⱼ ≈ Σᵢ cᵢ·aᵢ
 *
 * A fixed tolerance of ρⱼ/‖aⱼ‖ either refuses NIST's Filip (R's 1e-7) or takes x and x − 2000 for two columns beside an intercept.
 *
 * @param R of the columns' QR, `[min(n, k), k]`
 * @param n rows of the design
 * @param epsilon rounding of the data: of float32 where they were
 * @remarks Gram–Schmidt, twice, on the columns of R.
 */
export function independentColumns(R: NDArray, n: number, epsilon: number): readonly number[] {
  const data = R.toTypedArray();
  const [m, k]: readonly number[] = R.shape;
  const kept: number[] = [];
  const basis: Float64Array[] = []; // orthonormal
  const triangle: Float64Array[] = []; // columns of coordinates in it
  const norms: number[] = [];
  for (let j = 0; j < k; j++) {
    const column = Float64Array.from({ length: m }, (_, i) => data[i * k + j]);
    const size = norm(column);
    const coordinates = new Float64Array(basis.length + 1);
    for (let pass = 0; pass < 2; pass++) basis.forEach((q, i) => (coordinates[i] += takeAway(column, q)));
    const own = norm(column);
    const combined = combination(triangle, coordinates).reduce((sum, c, i) => sum + Math.abs(c) * norms[i], size);
    if (!(own > Math.max(n, k) * epsilon * combined)) continue;
    coordinates[basis.length] = own;
    basis.push(column.map((v) => v / own));
    triangle.push(coordinates);
    norms.push(size);
    kept.push(j);
  }
  return kept;
}

/** Removes the part along q, and answers its length. */
function takeAway(v: Float64Array, q: Float64Array): number {
  let along = 0;
  for (let i = 0; i < v.length; i++) along += q[i] * v[i];
  for (let i = 0; i < v.length; i++) v[i] -= along * q[i];
  return along;
}

/** c with Σᵢ cᵢ·triangleᵢ = the coordinates, by back substitution. */
function combination(triangle: readonly Float64Array[], coordinates: Float64Array): Float64Array {
  const c = coordinates.slice(0, triangle.length);
  for (let i = triangle.length - 1; i >= 0; i--) {
    c[i] /= triangle[i][i];
    for (let j = 0; j < i; j++) c[j] -= triangle[i][j] * c[i];
  }
  return c;
}

function norm(v: Float64Array): number {
  let sum = 0;
  for (const value of v) sum += value * value;
  return Math.sqrt(sum);
}
