import {
  type Dim,
  type Float,
  type NDArray,
  type Shape,
  ShapeError,
  ValueError,
  add,
  div,
  mean,
  mul,
  ones,
  sqrt,
  square,
  sub,
  zeros,
} from "@linnet/core";
import { kindOf, requireNdim, requireOptions } from "@linnet/core/extend";
import type { Fit, Layer } from "../../layer.js";

export interface LayerNormOptions<D extends Float> {
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
  /** Dtype of the parameters. Default `"float32"`. */
  readonly dtype?: D;
}

/**
 * Rows of mean 0 and variance 1, then scaled and shifted, feature by feature.
 *
 *     y = (x − mean x) / √(var x + ε) · weight + bias
 *
 * @see Ba, Kiros & Hinton, *Layer normalization*, 2016
 */
export class LayerNorm<N extends Dim, D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<N, N>;

  constructor(
    /** Shape `[features]`. */
    readonly weight: NDArray<D, readonly [N]>,
    /** Shape `[features]`. */
    readonly bias: NDArray<D, readonly [N]>,
    readonly eps: number,
  ) {}

  /** Weights of 1, biases of 0. @throws {ValueError} unless there are features */
  static init<N extends Dim, D extends Float = "float32">(features: N, options?: LayerNormOptions<D>): LayerNorm<N, D> {
    const { eps = 1e-5, dtype = "float32" as D } = requireOptions("LayerNorm.init", options); // D is so when it is left out
    if (!Number.isInteger(features) || features < 1) {
      throw new ValueError("LayerNorm.init", "features must be a positive integer", kindOf(features));
    }
    return new LayerNorm<N, D>(ones([features], { dtype }), zeros([features], { dtype }), eps);
  }

  /** @param x shape `[…, features]` @returns the same shape @throws {ShapeError} for another number of features */
  forward<B extends Shape>(x: NDArray<D, readonly [...B, N]>): NDArray<D, readonly [...B, N]> {
    return normalize(x, this.weight, this.bias, this.eps);
  }
}

function normalize(x: NDArray, weight: NDArray, bias: NDArray, eps: number): NDArray {
  requireNdim("LayerNorm.forward", "x", x, 1);
  const features: number = weight.shape[0];
  if (x.shape[x.ndim - 1] !== features) {
    throw new ShapeError("LayerNorm.forward", `x must have ${features} features along its last axis`, { x: x.shape });
  }
  const centred: NDArray = sub(x, mean(x, { axis: -1, keepDims: true }));
  const variance: NDArray = mean(square(centred), { axis: -1, keepDims: true });
  return add(mul(div(centred, sqrt(add(variance, eps))), weight), bias);
}
