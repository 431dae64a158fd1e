import {
  type Dim,
  type Float,
  type NDArray,
  type Random,
  ShapeError,
  add,
  expandDims,
  matmul,
  permuteDims,
  reshape,
  squeeze,
  zeros,
} from "@linnet/core";
import { requireNdim, requireOptions } from "@linnet/core/extend";
import { requireCount, requireStream } from "../require.js";

/** Options of `Bilinear.init`. */
export interface BilinearOptions<D extends Float> {
  /** Add a bias. Default `true`. */
  readonly bias?: boolean;
  /** Default `"float32"`. */
  readonly dtype?: D;
}

/**
 * A product of two inputs: yₖ = x₁ᵀ·Wₖ·x₂ + bₖ. It takes two arrays, so it stands in no `sequential`.
 */
export class Bilinear<In1 extends Dim, In2 extends Dim, Out extends Dim, D extends Float = "float32"> {
  constructor(
    /** Shape `[out, in1, in2]`. */
    readonly weight: NDArray<D, readonly [Out, In1, In2]>,
    /** Shape `[out]`, or `null`. */
    readonly bias: NDArray<D, readonly [Out]> | null,
  ) {}

  /**
   * Draws W from U(−c, c) with c = √(3 / (in1·in2)), so that inputs of unit variance give outputs of unit variance; the bias starts
   * at zero.
   *
   * @throws {ValueError} unless all lengths are positive integers
   */
  static init<In1 extends Dim, In2 extends Dim, Out extends Dim, D extends Float = "float32">(
    rng: Random,
    in1Features: In1,
    in2Features: In2,
    outFeatures: Out,
    options?: BilinearOptions<D>,
  ): Bilinear<In1, In2, Out, D> {
    const { bias = true, dtype = "float32" as D } = requireOptions("Bilinear.init", options); // D is so when it is left out
    requireStream("Bilinear.init", rng);
    for (const n of [in1Features, in2Features, outFeatures]) requireCount("Bilinear.init", "features", n);
    const c = Math.sqrt(3 / (in1Features * in2Features));
    const weight = rng.uniform([outFeatures, in1Features, in2Features], { low: -c, high: c, dtype });
    return new Bilinear<In1, In2, Out, D>(weight, bias ? zeros([outFeatures], { dtype }) : null);
  }

  /**
   * @param x1 shape `[…, in1]`
   * @param x2 shape `[…, in2]`, with the same leading axes, or such as broadcast
   * @returns shape `[…, out]`
   * @throws {ShapeError} for other lengths
   */
  forward(x1: NDArray<D>, x2: NDArray<D>): NDArray<D> {
    return product(x1, x2, this.weight, this.bias);
  }
}

function product(x1: NDArray, x2: NDArray, weight: NDArray, bias: NDArray | null): NDArray {
  const [out, in1, in2]: readonly number[] = weight.shape;
  requireNdim("Bilinear.forward", "x1", x1, 1);
  requireNdim("Bilinear.forward", "x2", x2, 1);
  const shapes = { x1: x1.shape as readonly number[], x2: x2.shape as readonly number[] };
  if (shapes.x1.at(-1) !== in1 || shapes.x2.at(-1) !== in2) {
    throw new ShapeError("Bilinear.forward", `x1 must have ${in1} and x2 ${in2} features along the last axis`, shapes);
  }
  const rows: NDArray = reshape(permuteDims(weight, [1, 0, 2]), [in1, out * in2]);
  const halves: NDArray = reshape(matmul(reshape(x1, [-1, in1]), rows), [...shapes.x1.slice(0, -1), out, in2]);
  const y: NDArray = squeeze(matmul(halves, expandDims(x2, -1)), -1);
  return bias === null ? y : add(y, bias);
}
