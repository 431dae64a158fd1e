import { type NDArray, ValueError, array, expandDims, eye, mul, scope, slice, square, sub, sum } from "@linnet/core";
import { dense } from "@linnet/core/extend";
import { qr, solveTriangular } from "@linnet/linalg";

/** Where means are this many standard deviations from 0, taking them off products would cost digits. */
const FAR = 1e5;

/** Numbers of a block of rows whose sums are taken. */
const BLOCK = 2 ** 17;

/** Columns as a fit uses them: (data − means)·factors, in which steps of one size mean as much in each column. */
export interface LogisticDesign {
  readonly data: NDArray;
  readonly means: Float64Array;
  /** 0 for a column that does not vary beside an intercept. */
  readonly factors: Float64Array;
  /** Standard deviations of the table's columns; about 0 without an intercept. */
  readonly spreads: Float64Array;
  /** What was taken off the table to come to `data`, `[p]`. */
  readonly taken: Float64Array;
  /** x − taken = data·transform⁻¹: coefficients of x are transform·(those of data), `[p, p]`. `null`: as they are. */
  readonly transform: NDArray | null;
}

/** One pass: sums of differences from the first row, and of their squares (Chan, Golub & LeVeque 1983, §3). */
export function scaledDesign(table: NDArray, intercept: boolean): LogisticDesign {
  const data = dense(table) as NDArray; // an array of its own, or the table
  const [n, q]: readonly number[] = data.shape;
  const first = intercept ? numbersOf(slice(data, 0)) : new Float64Array(q);
  const { sums, squares } = sumsFrom(data, first);
  const means = first.map((v, j) => (intercept ? v + sums[j] / n : 0));
  const spreads = squares.map((square, j) => {
    const spread = Math.sqrt(Math.max(0, square - (intercept ? sums[j] ** 2 / n : 0)) / n);
    return spread > 64 * Number.EPSILON * Math.abs(means[j]) ? spread : 0;
  });
  const factors = spreads.map((spread) => (spread > 0 ? 1 / spread : 0));
  const zeros = new Float64Array(q);
  if (!means.some((mean, j) => Math.abs(mean) * factors[j] > FAR)) {
    return { data, means, factors, spreads, taken: zeros, transform: null };
  }
  return { data: centred(data, means), means: zeros, factors, spreads, taken: means, transform: null };
}

/** Σᵢ (xᵢ − first) and Σᵢ (xᵢ − first)² by columns, over blocks of rows that stay in the cache. */
function sumsFrom(data: NDArray, first: Float64Array): { readonly sums: Float64Array; readonly squares: Float64Array } {
  const [n, q]: readonly number[] = data.shape;
  const [sums, squares] = [new Float64Array(q), new Float64Array(q)];
  const height = Math.max(32, Math.floor(BLOCK / q));
  for (let start = 0; start < n; start += height) {
    scope(() => {
      const apart = centred(slice(data, `${start}:${Math.min(n, start + height)}`), first);
      const [sum1, sum2] = [numbersOf(sum(apart, { axis: 0 })), numbersOf(sum(square(apart), { axis: 0 }))];
      for (let j = 0; j < q; j++) {
        sums[j] += sum1[j];
        squares[j] += sum2[j];
      }
    });
  }
  return { sums, squares };
}

function numbersOf(vector: NDArray): Float64Array {
  return Float64Array.from(vector.toTypedArray());
}

function centred(data: NDArray, means: Float64Array): NDArray {
  return sub(data.astype("float64"), array(means) as NDArray);
}

/**
 * Orthonormal columns times √n, which span what those of the table span: Hessians of a fit are then as well conditioned as
 * the weights of its examples.
 *
 * @throws {ValueError} for collinear columns, whose coefficients are not determined
 */
export function orthonormalDesign(op: string, table: NDArray, intercept: boolean): LogisticDesign {
  const { means, factors, spreads, taken } = scaledDesign(table, intercept);
  const [n, p]: readonly number[] = table.shape;
  const offsets = means.map((mean, j) => mean + taken[j]);
  const scaled: NDArray = mul(centred(table, offsets), array(factors) as NDArray);
  const { Q, R }: { readonly Q: NDArray; readonly R: NDArray } = qr(scaled);
  const pivoted = qr(R, { pivoting: true });
  const rank = (pivoted.rank({ rtol: Math.max(n, p) * Number.EPSILON }) as NDArray).item();
  if (rank < p) throw collinear(op, [...(pivoted.p as NDArray).toTypedArray()].slice(rank), rank, intercept);
  // √n·Q·v = X·(√n·R⁻¹·v)
  const transform = scope(() => {
    const inverse: NDArray = solveTriangular(R, mul(eye(p) as NDArray, Math.sqrt(n)), "upper");
    return mul(inverse, expandDims(array(factors), 1) as NDArray);
  });
  const units = new Float64Array(p).fill(1);
  const data = mul(Q, Math.sqrt(n)) as NDArray;
  return { data, means: new Float64Array(p), factors: units, spreads, taken: offsets, transform };
}

function collinear(op: string, aliased: readonly number[], rank: number, intercept: boolean): ValueError {
  const names = aliased.toSorted((a, b) => a - b);
  const beside = intercept ? "the others and the intercept" : "the others";
  return new ValueError(
    op,
    `columns of x must be linearly independent of ${beside} where nothing is penalized`,
    `rank ${rank}: columns ${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""} follow from the rest`,
    "Drop them, or add a ridge: { C: 1 }.",
  );
}
