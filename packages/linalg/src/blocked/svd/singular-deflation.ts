import type { MatrixView } from "@linnet/kernels";
import { rot } from "@linnet/kernels/lapack";
import { float64Data, rowOf } from "../matrix/copy.js";
import { hypot } from "../vector/vector.js";

/** Two solved halves of a bidiagonal matrix and the row (…, α, β, …) between them. */
export interface Halves {
  /** Orders of the halves: n = left + 1 + right. The left one has a column more than rows, the right one `extra` more. */
  readonly left: number;
  readonly right: number;
  readonly extra: 0 | 1;
  readonly alpha: number;
  readonly beta: number;
  /** Rows of each half, counted in it, in ascending order of their values. */
  readonly leftOrder: Int32Array;
  readonly rightOrder: Int32Array;
  /** Values of the left half, anything, values of the right half. */
  readonly d: Float64Array;
  /** n×n and (n + extra)×(n + extra), vectors in rows, block diagonal. */
  readonly u: MatrixView;
  readonly v: MatrixView;
}

/** A row z over a diagonal, with the rows of the halves that take part. */
export interface SecularProblem {
  /** Rows in ascending order of their poles, first the one of z₀ whose pole is 0. */
  readonly kept: readonly number[];
  readonly poles: readonly number[];
  readonly z: readonly number[];
  /** Rows whose values are singular values already. */
  readonly deflated: readonly number[];
  /**
   * The kept rows (indices into `kept`) so grouped that the first `inLeft` reach into the left half, and those from
   * `rightFrom` on into the right half: their products with zeros need not be formed. `rightFrom` is the place of row 0.
   */
  readonly grouped: readonly number[];
  readonly inLeft: number;
  readonly rightFrom: number;
}

/** Where a row has entries. */
const LEFT = 1;
const BOTH = 2;
const RIGHT = 3;

/**
 * Forms z and rotates away what changes the matrix by rounding only: where |zᵢ| is negligible, and all but one of poles
 * that coincide.
 *
 * @see LAPACK dlasd2, whose tolerance this keeps: 64·u·max(d, |α|, |β|)
 */
export function deflate(halves: Halves): SecularProblem {
  const { left, d, u, v } = halves;
  const tolerance = toleranceOf(halves);
  const z = coupling(halves, tolerance);
  const reach = Uint8Array.from(d, (_, i) => (i < left ? LEFT : RIGHT));
  const kept = [left];
  const deflated: number[] = [];
  let previous = -1;
  for (const row of mergedRows(halves)) {
    if (Math.abs(z[row]) <= tolerance) {
      deflated.push(row);
      continue;
    }
    if (previous >= 0 && d[row] - d[previous] <= tolerance) {
      const r = hypot(z[previous], z[row]);
      const [c, s] = [z[row] / r, -z[previous] / r];
      z[row] = r;
      z[previous] = 0;
      rot(rowOf(u, previous), rowOf(u, row), c, s);
      rot(rowOf(v, previous), rowOf(v, row), c, s);
      if (reach[row] !== reach[previous]) reach[row] = BOTH;
      deflated.push(previous);
    } else if (previous >= 0) {
      kept.push(previous);
    }
    previous = row;
  }
  if (previous >= 0) kept.push(previous);
  const poles = kept.map((row, i) => (i === 0 ? 0 : d[row]));
  if (poles.length > 1) poles[1] = Math.max(poles[1], tolerance / 2);
  return { kept, poles, z: kept.map((row) => z[row]), deflated, ...groups(kept, reach) };
}

function toleranceOf({ left, d, alpha, beta }: Halves): number {
  let size = Math.max(Math.abs(alpha), Math.abs(beta));
  for (let i = 0; i < d.length; i++) if (i !== left) size = Math.max(size, d[i]);
  return 64 * 2 ** -53 * size;
}

/**
 * The middle row in the vectors of the halves. The two null vectors, one of each half, are rotated into one that it meets,
 * which row `left` of V becomes, and one that it does not, which stays the null vector of the whole.
 */
function coupling({ left, extra, alpha, beta, d, u, v }: Halves, tolerance: number): Float64Array {
  const n = d.length;
  const V = float64Data(v);
  const entry = (i: number, j: number): number => V[v.offset + i * v.rowStride + j];
  const z = new Float64Array(n);
  for (let i = 0; i < left; i++) z[i] = alpha * entry(i, left);
  for (let i = left + 1; i < n; i++) z[i] = beta * entry(i, left + 1);
  const mine = alpha * entry(left, left);
  const other = extra === 1 ? beta * entry(n, left + 1) : 0;
  const size = hypot(mine, other);
  if (extra === 1 && size > tolerance) rot(rowOf(v, left), rowOf(v, n), mine / size, other / size);
  const first = extra === 1 ? size : mine;
  z[left] = Math.abs(first) > tolerance ? first : first < 0 ? -tolerance : tolerance;
  float64Data(u)[u.offset + left * u.rowStride + left] = 1;
  return z;
}

/** Rows of both halves in ascending order of their values. */
function mergedRows({ left, right, leftOrder, rightOrder, d }: Halves): number[] {
  const rows: number[] = [];
  const second = left + 1;
  for (let a = 0, b = 0; a < left || b < right;) {
    const fromLeft = a < left && (b >= right || d[leftOrder[a]] <= d[second + rightOrder[b]]);
    rows.push(fromLeft ? leftOrder[a++] : second + rightOrder[b++]);
  }
  return rows;
}

function groups(kept: readonly number[], reach: Uint8Array): Pick<SecularProblem, "grouped" | "inLeft" | "rightFrom"> {
  const of = (kind: number): number[] => {
    const found: number[] = [];
    for (let i = 1; i < kept.length; i++) if (reach[kept[i]] === kind) found.push(i);
    return found;
  };
  const [onlyLeft, both, onlyRight] = [LEFT, BOTH, RIGHT].map(of);
  const inLeft = onlyLeft.length + 1 + both.length;
  return { grouped: [...onlyLeft, 0, ...both, ...onlyRight], inLeft, rightFrom: onlyLeft.length };
}
