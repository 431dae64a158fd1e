import {
  type Dim,
  type Float,
  type NDArray,
  type Random,
  type Shape,
  ValueError,
  add,
  matmul,
  matrixTranspose,
  zeros,
} from "@linnet/core";
import type { Fit, Layer } from "../layer.js";

export interface LinearOptions<D extends Float> {
  /** Add a bias after the product. Default `true`. */
  readonly bias?: boolean;
  /** Dtype of the parameters. Default `"float32"`. */
  readonly dtype?: D;
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
   * Draws W from U(−c, c) with c = √(3 / in), so that inputs of unit variance give outputs of unit variance; the bias
   * starts at zero.
   *
   * @throws {ValueError} unless both lengths are positive integers
   * @see LeCun, Bottou, Orr & Müller, *Efficient BackProp*, 1998
   */
  static init<In extends Dim, Out extends Dim, D extends Float = "float32">(
    rng: Random,
    inFeatures: In,
    outFeatures: Out,
    { bias = true, dtype = "float32" as D }: LinearOptions<D> = {}, // D is "float32" exactly when dtype is left out
  ): Linear<In, Out, D> {
    for (const n of [inFeatures, outFeatures]) {
      if (!Number.isInteger(n) || n < 1) throw new ValueError("Linear.init", "features must be positive integers", n);
    }
    const c = Math.sqrt(3 / inFeatures);
    const weight = rng.uniform([outFeatures, inFeatures], { low: -c, high: c, dtype });
    return new Linear<In, Out, D>(weight, bias ? zeros([outFeatures], { dtype }) : null);
  }

  /** @param x shape `[…, in]` @returns shape `[…, out]` */
  forward<Batch extends Shape>(x: NDArray<D, readonly [...Batch, In]>): NDArray<D, readonly [...Batch, Out]> {
    return affine(x, this.weight, this.bias);
  }
}

/** The body works on plain arrays: types are checked at the door, not in the room. */
function affine(x: NDArray, weight: NDArray, bias: NDArray | null): NDArray {
  const y = matmul(x, matrixTranspose(weight));
  return bias === null ? y : add(y, bias);
}
