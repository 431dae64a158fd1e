import {
  type Check,
  type DType,
  DTypeError,
  type Divided,
  type MatMul,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ShapeError,
  type Transpose,
  ValueError,
  matmul,
  matrixTranspose,
  reshape,
} from "@linnet/core";
import {
  batchDims,
  broadcastShapes,
  kindOf,
  requireArray,
  requireFloat,
  requireNdim,
  requireOptions,
} from "@linnet/core/extend";
import { maskedSoftmax } from "../../ops/masked-softmax.js";
import type { Run } from "../../run.js";
import { drop } from "../../ops/drop.js";

export interface AttentionOptions {
  /**
   * Broadcasts to the scores `[…, T, S]`: bool, false where a query must not look at a key; or numbers that are added to the scaled
   * scores.
   */
  readonly mask?: NDArray;
  /** Query t looks at keys s ≤ t only. Default `false`. */
  readonly causal?: boolean;
  /** What scores are multiplied by. Default 1/√d. */
  readonly scale?: number;
  /** Share of the weights that is dropped in a run that trains. Default 0. */
  readonly dropout?: number;
  /** Without one, nothing is dropped. */
  readonly run?: Run | undefined;
}

/**
 * Attention: averages of values, weighted by how well keys fit queries.
 *
 *     Y = softmax(scale·Q·Kᵀ + mask)·V
 *
 * @param q shape `[…, T, d]`
 * @param k shape `[…, S, d]`
 * @param v shape `[…, S, e]`; leading axes broadcast
 * @returns shape `[…, T, e]`
 * @throws {ShapeError} when the shapes do not fit
 * @throws {DTypeError} for complex and bool operands, and for a mask of integers
 * @throws {ValueError} for a scale that is not finite, or a dropout outside [0, 1)
 * @remarks The largest score is subtracted before the exponential, so that scores of any size give weights. A query that may look
 *   at no key gets zeros, and gradients of zeros. 2·T·S·(d + e) flops per matrix; the weights `[…, T, S]` are kept for the derivative.
 * @see Vaswani et al., *Attention is all you need*, 2017
 * @example
 * scaledDotProductAttention(q, k, v, { causal: true }); // [2, 8, 64, 16] each → [2, 8, 64, 16]
 */
export function scaledDotProductAttention<
  D extends DType,
  E extends DType,
  F extends DType,
  Q extends Shape,
  K extends Shape,
  V extends Shape,
>(
  q: NDArray<D, Q>,
  k: NDArray<E, K> & Check<MatMul<Q, Transpose<K>>, "scaledDotProductAttention">,
  v: NDArray<F, V> & Check<MatMul<Result<MatMul<Q, Transpose<K>>>, V>, "scaledDotProductAttention">,
  options?: AttentionOptions,
): NDArray<Divided<Promote<Promote<D, E>, F>>, Result<MatMul<Result<MatMul<Q, Transpose<K>>>, V>>> {
  return attend("scaledDotProductAttention", q as NDArray, k as NDArray, v as NDArray, options);
}

/**
 * The weights that `scaledDotProductAttention` gives to values: softmax(scale·Q·Kᵀ + mask).
 *
 * @returns shape `[…, T, S]`; rows add up to 1, or are 0 where a query may look at no key
 * @throws as `scaledDotProductAttention`
 */
export function attentionWeights<D extends DType, E extends DType, Q extends Shape, K extends Shape>(
  q: NDArray<D, Q>,
  k: NDArray<E, K> & Check<MatMul<Q, Transpose<K>>, "attentionWeights">,
  options?: AttentionOptions,
): NDArray<Divided<Promote<D, E>>, Result<MatMul<Q, Transpose<K>>>> {
  return weigh("attentionWeights", q as NDArray, k as NDArray, options);
}

function attend(op: string, q: NDArray, k: NDArray, v: NDArray, options: AttentionOptions | undefined): NDArray {
  requireNdim(op, "v", v, 2);
  const weights = weigh(op, q, k, options, v);
  return matmul(weights, requireFloat(op, "v", v));
}

function weigh(op: string, q: NDArray, k: NDArray, options: AttentionOptions | undefined, v?: NDArray): NDArray {
  const { mask, causal = false, scale, dropout = 0, run } = requireOptions(op, options);
  requireFit(op, q, k, v);
  if (scale !== undefined && !Number.isFinite(scale)) {
    throw new ValueError(op, "scale must be a finite number", kindOf(scale));
  }
  if (typeof causal !== "boolean") throw new ValueError(op, "causal must be true or false", kindOf(causal));
  requireShare(op, dropout);
  const scores: NDArray = matmul(requireFloat(op, "q", q), matrixTranspose(requireFloat(op, "k", k)));
  const own = mask === undefined || mask === null ? null : requireMask(op, mask, scores);
  const d = q.shape[q.ndim - 1];
  const weights = maskedSoftmax(scores, own, { scale: scale ?? (d === 0 ? 1 : 1 / Math.sqrt(d)), causal });
  return drop(weights, dropout, run);
}

/** @throws {ValueError} unless the share lies in [0, 1) */
export function requireShare(op: string, dropout: number): void {
  if (typeof dropout === "number" && dropout >= 0 && dropout < 1) return;
  throw new ValueError(op, "dropout must lie in [0, 1)", kindOf(dropout));
}

function requireFit(op: string, q: NDArray, k: NDArray, v: NDArray | undefined): void {
  requireNdim(op, "q", q, 2);
  requireNdim(op, "k", k, 2);
  const shapes: Record<string, readonly number[]> = { q: q.shape, k: k.shape };
  if (v !== undefined) shapes["v"] = v.shape;
  if (q.shape[q.ndim - 1] !== k.shape[k.ndim - 1]) {
    throw new ShapeError(op, "queries and keys must have as many features", shapes);
  }
  if (v !== undefined && v.shape[v.ndim - 2] !== k.shape[k.ndim - 2]) {
    throw new ShapeError(op, "there must be as many values as keys", shapes);
  }
  const leading = broadcastShapes(op, batchDims(q), batchDims(k));
  if (v !== undefined) broadcastShapes(op, leading, batchDims(v));
}

/** A mask of at least two axes that broadcasts to the scores, bool or of their dtype. */
function requireMask(op: string, mask: NDArray, scores: NDArray): NDArray {
  const { kind } = requireArray(op, "mask", mask).type;
  if (kind !== "bool" && kind !== "float") {
    const hint = 'Convert it: mask.astype("bool") chooses, mask.astype("float32") is added.';
    throw new DTypeError(op, "mask must be bools or floats", { mask: mask.dtype }, hint);
  }
  if (!fits(mask.shape, scores.shape)) {
    throw new ShapeError(op, "mask must broadcast to the scores", { mask: mask.shape, scores: scores.shape });
  }
  const whole = mask.ndim < 2 ? reshape(mask, mask.ndim === 0 ? [1, 1] : [1, -1]) : mask;
  return kind === "bool" || whole.dtype === scores.dtype ? whole : whole.astype(scores.dtype);
}

function fits(shape: readonly number[], whole: readonly number[]): boolean {
  const skip = whole.length - shape.length;
  return skip >= 0 && shape.every((n, i) => n === 1 || n === whole[skip + i]);
}
