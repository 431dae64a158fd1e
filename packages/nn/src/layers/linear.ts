import {
  type Dim,
  type Float,
  type NDArray,
  type Random,
  type Shape,
  ShapeError,
  ValueError,
  zeros,
} from "@linnet/core";
import { kindOf, requireNdim, requireOptions } from "@linnet/core/extend";
import type { Initializer } from "../init/initializer.js";
import { lecunUniform } from "../init/variance-scaling.js";
import type { Fit, Layer } from "../layer.js";
import { affine } from "../ops/affine.js";
import { requireStream } from "../require.js";

export interface LinearOptions<D extends Float> {
  /** Add a bias after the product. Default `true`. */
  readonly bias?: boolean;
  /** Dtype of the parameters. Default `"float32"`. */
  readonly dtype?: D;
  /** Draws the weights. Default `lecunUniform()`. */
  readonly weight?: Initializer;
}

/**
 * Affine map of the last axis: y = x·Wᵀ + b.
 *
 * A layer is an immutable record: training makes a new one and never writes to this one.
 *
 * @example
 * const layer = Linear.init(random(0), 784, 10);
 * layer.forward(x); // x [batch, 784] → [batch, 10]; x [batch, 512] does not compile
 */
export class Linear<In extends Dim, Out extends Dim, D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<In, Out>;

  constructor(
    /** Shape `[out, in]`. */
    readonly weight: NDArray<D, readonly [Out, In]>,
    /** Shape `[out]`, or `null` for a linear map. */
    readonly bias: NDArray<D, readonly [Out]> | null,
  ) {}

  /**
   * Draws W from U(−c, c) with c = √(3 / in), so that inputs of unit variance give outputs of unit variance, unless another
   * initializer is given; the bias starts at zero.
   *
   * @throws {ValueError} unless both lengths are positive integers
   * @see LeCun, Bottou, Orr & Müller, *Efficient BackProp*, 1998
   */
  static init<In extends Dim, Out extends Dim, D extends Float = "float32">(
    rng: Random,
    inFeatures: In,
    outFeatures: Out,
    options?: LinearOptions<D>,
  ): Linear<In, Out, D> {
    const { bias = true, dtype = "float32" as D, weight = lecunUniform() } = requireOptions("Linear.init", options); // D is so when it is left out
    requireStream("Linear.init", rng);
    for (const n of [inFeatures, outFeatures]) {
      if (!Number.isInteger(n) || n < 1)
        throw new ValueError("Linear.init", "features must be positive integers", kindOf(n));
    }
    const drawn = weight(rng, [outFeatures, inFeatures], dtype);
    return new Linear<In, Out, D>(drawn, bias ? zeros([outFeatures], { dtype }) : null);
  }

  /** @param x shape `[…, in]` @returns shape `[…, out]` @throws {ShapeError} for another number of features */
  forward<Batch extends Shape>(x: NDArray<D, readonly [...Batch, In]>): NDArray<D, readonly [...Batch, Out]> {
    return mapped(x, this.weight, this.bias);
  }
}

/** The body works on plain arrays: types are checked at the door, not in the room. */
function mapped(x: NDArray, weight: NDArray, bias: NDArray | null): NDArray {
  requireNdim("Linear.forward", "x", x, 1);
  const features: number = weight.shape[1];
  if (x.shape[x.ndim - 1] !== features) {
    throw new ShapeError("Linear.forward", `x must have ${features} features along its last axis`, { x: x.shape });
  }
  return affine(x, weight, bias);
}
