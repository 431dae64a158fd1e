import {
  type NDArray,
  ValueError,
  array,
  concat,
  div,
  expandDims,
  eye,
  finfo,
  log,
  mul,
  slice,
  sqrt,
  square,
  sub,
  sum,
  take,
  where,
} from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { svd } from "@linnet/linalg";
import type { Labels } from "../labels.js";

/**
 * Means of the classes, `[classes, p]`. Sums are of differences from the first row of each class, so that the mean of a
 * constant is that constant.
 */
export function classMeans(data: NDArray, { indices, counts }: Labels): NDArray {
  const [n, p]: readonly number[] = data.shape;
  const x = data.toTypedArray();
  const firsts = new Float64Array(counts.length * p);
  const sums = new Float64Array(counts.length * p);
  const seen = new Uint8Array(counts.length);
  for (let i = 0; i < n; i++) {
    const start = indices[i] * p;
    if (seen[indices[i]] === 0) firsts.set(x.subarray(i * p, (i + 1) * p), start);
    seen[indices[i]] = 1;
    for (let j = 0; j < p; j++) sums[start + j] += x[i * p + j] - firsts[start + j];
  }
  const means = sums.map((total, at) => firsts[at] + total / counts[Math.floor(at / p)]);
  return array(means, { shape: [counts.length, p], dtype: data.dtype });
}

/** The data less the mean of each row's class, `[n, p]`. */
export function withinClasses(data: NDArray, means: NDArray, { indices }: Labels): NDArray {
  return sub(data, take(means, array(indices), { axis: 0 }));
}

/** A covariance and the linear map that makes it the identity. */
export interface Whitening {
  /** WᵀΣW = I, shape `[p, rank]`. */
  readonly W: NDArray;
  /** Σ, shape `[p, p]`. */
  readonly covariance: NDArray;
  /** Of Σ after scaling its diagonal to ones. */
  readonly rank: number;
  /** log det Σ, where the rank is p. */
  readonly logDeterminant: number;
}

/**
 * Whitens centred rows, whose covariance is shrunk towards a multiple of the identity:
 *
 *     Σ = (1 − α)·XᵀX/divisor + α·τ·I
 *
 * by the SVD of the rows, columns scaled to unit length, with √(α·τ)·I below them: Σ is not formed for it, so that its condition is
 * not squared. Directions with singular values up to max(n, p)·ε of the largest count as without variance.
 */
export function whitening(centred: NDArray, divisor: number, shrinkage = 0, target = 0): Whitening {
  const [n, p]: readonly number[] = centred.shape;
  const data: NDArray = mul(centred, Math.sqrt((1 - shrinkage) / divisor));
  const rows: NDArray =
    shrinkage * target > 0
      ? concat([data, mul(eye(p, { dtype: data.dtype }), Math.sqrt(shrinkage * target)) as NDArray])
      : data;
  const lengths: NDArray = sqrt(sum(square(rows), { axis: 0 }));
  const scale: NDArray = where(lengths.equal(0), 1, lengths);
  const { S, Vh }: { S: NDArray; Vh: NDArray } = svd(div(rows, scale) as NDArray);
  const values = S.toTypedArray();
  const tolerance = Math.max(n, p) * finfo(data).eps * values[0];
  const rank = values.filter((s: number) => s > tolerance).length;
  const [kept, directions]: NDArray[] = [slice(S, `0:${rank}`), slice(Vh, `0:${rank}`)];
  return {
    W: div(div(directions, scale), expandDims(kept, 1)).T as NDArray,
    covariance: (rows.T as NDArray).matmul(rows),
    rank,
    logDeterminant: 2 * (sum(log(kept)).item() + sum(log(scale)).item()),
  };
}

/** A share of [0, 1], 0 when left out. @throws {ValueError} */
export function requireShare(op: string, name: string, value: number | undefined): number {
  if (value === undefined) return 0;
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  throw new ValueError(op, `${name} must be a number in [0, 1]`, kindOf(value));
}
