import {
  type Dim,
  type Float,
  type NDArray,
  ValueError,
  astype,
  expandDims,
  mul,
  reshape,
  slice,
  sqrt,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { svd } from "@linnet/linalg";
import type { Layer } from "../layer.js";
import { Conv1d, Conv2d, Conv3d } from "../layers/images/convolution.js";
import { Linear } from "../layers/linear.js";
import { Sequential } from "../layers/sequential.js";
import type { Sliding } from "../ops/window-options.js";
import { withFields } from "../tree-nodes.js";

/** How much is kept: a rank, or as little as leaves an error. */
export type LowRankOptions =
  | {
      /** Singular values kept; of a convolution in groups, in each group. */
      readonly rank: number;
      readonly tolerance?: undefined;
    }
  | {
      /** The largest relative error ‖W − Wₖ‖_F / ‖W‖_F. */
      readonly tolerance: number;
      readonly rank?: undefined;
    };

/** What a layer was replaced with, and what that costs. */
export interface LowRank<M> {
  readonly model: M;
  readonly rank: number;
  /** ‖W − Wₖ‖₂ = σₖ₊₁: no input of length 1 changes an output by more. */
  readonly spectralError: number;
  /** ‖W − Wₖ‖_F = √(σₖ₊₁² + σₖ₊₂² + …). */
  readonly frobeniusError: number;
  /** ‖W − Wₖ‖_F / ‖W‖_F; 0 where W is 0. */
  readonly relativeError: number;
  /** How many weights there were. */
  readonly weightsBefore: number;
  /** How many weights there are. */
  readonly weightsAfter: number;
}

/** A convolution of one, two or three axes. */
export type Convolution = Conv1d<Dim, Dim, Float> | Conv2d<Dim, Dim, Float> | Conv3d<Dim, Dim, Float>;

/** @param layer a trained `Linear` */
export function compressLowRank<In extends Dim, Out extends Dim, D extends Float>(
  layer: Linear<In, Out, D>,
  options: LowRankOptions,
): LowRank<Sequential<readonly [Linear<In, number, D>, Linear<number, Out, D>]>>;
/**
 * Two layers in place of one: the best of a rank k, and what it costs.
 *
 *     W = U·Σ·Vᵀ ≈ Wₖ = (Uₖ·√Σₖ)·(√Σₖ·Vₖᵀ)
 *
 * Of a `Linear` both are linear: k·(in + out) weights in place of in·out. Of a convolution the first has its windows and k
 * outputs, the second is one of 1×1; of one in groups, each group by itself.
 *
 * @throws {ValueError} unless either a rank from 1 to the smaller dimension or a tolerance in [0, 1) is given, for weights that
 *   are not finite, and for layers of other kinds
 * @remarks No map of rank k is nearer to W in either norm, and the errors are exact: they are made of the singular values left out
 *   (of groups, the largest and the sum of squares over all). In float64 whatever the dtype.
 * @see Eckart & Young, *The approximation of one matrix by another of lower rank*, 1936; Zhang, Zou, He & Sun, *Accelerating very deep
 *   convolutional networks*, 2016
 * @example
 * const { model, relativeError } = compressLowRank(layer, { tolerance: 0.05 });
 */
export function compressLowRank<L extends Convolution>(
  layer: L,
  options: LowRankOptions,
): LowRank<Sequential<readonly [L, L]>>;
export function compressLowRank(layer: Linear<any, any, any> | Convolution, options: LowRankOptions): LowRank<Layer> {
  const convolution = layer instanceof Linear ? null : requireConvolution(layer);
  const weight: NDArray = layer.weight;
  const [out, inputs, ...window]: readonly number[] = weight.shape;
  const groups = convolution?.windows.groups ?? 1;
  const blocks: NDArray = reshape(astype(weight, "float64"), [groups, out / groups, -1]);
  const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = svd(blocks);
  const values = S.toArray() as number[][];
  const rank = rankOf(options, values);

  const roots: NDArray = sqrt(slice(S, ":", `0:${rank}`));
  const into: NDArray = mul(slice(Vh, ":", `0:${rank}`), expandDims(roots, -1));
  const from: NDArray = mul(slice(U, ":", ":", `0:${rank}`), expandDims(roots, -2));
  const first = astype(reshape(into, [groups * rank, inputs, ...window]), weight.dtype);
  const second = astype(reshape(from, [out, rank, ...window.map(() => 1)]), weight.dtype);
  return {
    model: new Sequential(convolution === null ? lines(first, second, layer) : windows(first, second, convolution)),
    rank,
    ...errorsOf(values, rank),
    weightsBefore: weight.size,
    weightsAfter: first.size + second.size,
  };
}

function lines(first: NDArray, second: NDArray, { bias }: { readonly bias: NDArray | null }): readonly Layer[] {
  return [new Linear(first, null), new Linear(second, bias)];
}

function windows(first: NDArray, second: NDArray, layer: Convolution): readonly Layer[] {
  const { stride, groups } = layer.windows;
  const [ones, zeros] = [stride.map(() => 1), stride.map(() => 0)];
  const still: Sliding = { stride: ones, dilation: ones, groups, before: zeros, after: zeros };
  return [withFields(layer, { weight: first, bias: null }), withFields(layer, { weight: second, windows: still })];
}

/** @throws {ValueError} for what is neither a `Linear` nor a convolution; the weights of a transposed one have other axes first */
function requireConvolution(layer: Convolution): Convolution {
  if (layer instanceof Conv1d || layer instanceof Conv2d || layer instanceof Conv3d) return layer;
  const got = (layer as object | undefined)?.constructor?.name ?? kindOf(layer);
  throw new ValueError("compressLowRank", "layer must be a Linear or a convolution", got);
}

/** The rank asked for, of singular values by group. */
function rankOf(options: LowRankOptions, values: readonly (readonly number[])[]): number {
  const { rank, tolerance } = requireOptions("compressLowRank", options);
  const most = values[0]?.length ?? 0;
  if ((rank === undefined) === (tolerance === undefined)) {
    const got = `rank ${kindOf(rank)} and tolerance ${kindOf(tolerance)}`;
    throw new ValueError("compressLowRank", "either rank or tolerance must be given", got);
  }
  if (rank !== undefined) {
    if (Number.isInteger(rank) && rank >= 1 && rank <= most) return rank;
    throw new ValueError("compressLowRank", `rank must be an integer in [1, ${most}]`, kindOf(rank));
  }
  if (!(tolerance !== undefined && tolerance >= 0 && tolerance < 1)) {
    throw new ValueError("compressLowRank", "tolerance must be in [0, 1)", kindOf(tolerance));
  }
  for (let k = 1; k < most; k++) if (errorsOf(values, k).relativeError <= tolerance) return k;
  return most;
}

/** Eckart and Young's errors of what is left out. */
function errorsOf(
  values: readonly (readonly number[])[],
  rank: number,
): Pick<LowRank<unknown>, "spectralError" | "frobeniusError" | "relativeError"> {
  const left = values.flatMap((group) => group.slice(rank));
  const [frobeniusError, whole] = [Math.hypot(...left), Math.hypot(...values.flat())];
  return {
    spectralError: Math.max(0, ...left),
    frobeniusError,
    relativeError: whole === 0 ? 0 : frobeniusError / whole,
  };
}
