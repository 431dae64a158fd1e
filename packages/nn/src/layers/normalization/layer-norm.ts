import {
  type Dim,
  type Float,
  type NDArray,
  type Shape,
  ShapeError,
  add,
  mul,
  ones,
  reshape,
  zeros,
} from "@linnet/core";
import { requireFloat, requireOptions } from "@linnet/core/extend";
import type { Fit, Layer } from "../../layer.js";
import { requireCount, requirePositiveNumber } from "../../require.js";
import { standardize } from "../../ops/standardize.js";

/** Options of `LayerNorm.init`. */
export interface LayerNormOptions<D extends Float> {
  /** Scale and shift the result by parameters. Default `true`. */
  readonly affine?: boolean;
  /** Shift it; where `affine`. Default `true`. */
  readonly bias?: boolean;
  /** Added to each variance. Default 1e−5. */
  readonly epsilon?: number;
  /** Default `"float32"`. */
  readonly dtype?: D;
}

/**
 * Each example brought to mean 0 and variance 1 over its last axes, then scaled and shifted.
 *
 *     y = (x − mean x) / √(var x + ε) · weight + bias
 *
 * @remarks By two passes in float64 whatever the dtype; the variance is that of all n numbers, divided by n.
 * @see Ba, Kiros & Hinton, *Layer normalization*, 2016; `docs/notes/normalization.md`
 */
export class LayerNorm<In extends Dim = Dim, D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<In, In>;

  constructor(
    /** Shape of the last axes, or `null` for no scale. */
    readonly weight: NDArray<D> | null,
    /** The same shape, or `null`. */
    readonly bias: NDArray<D> | null,
    /** ε */
    readonly epsilon = 1e-5,
    /** How many of the last axes are taken together. */
    readonly axes: number = (weight ?? bias)?.ndim ?? 1,
  ) {}

  /**
   * Begins with weights 1 and biases 0.
   *
   * @param features length of the last axis, or the lengths of several
   * @throws {ValueError} unless lengths are positive integers and ε is positive
   */
  static init<In extends Dim, D extends Float = "float32">(
    features: In | readonly [...number[], In],
    options?: LayerNormOptions<D>,
  ): LayerNorm<In, D> {
    const {
      affine = true,
      bias = true,
      epsilon = 1e-5,
      dtype = "float32" as D,
    } = requireOptions("LayerNorm.init", options); // D is so when it is left out
    const shape: readonly number[] = typeof features === "number" ? [features] : features;
    for (const n of shape) requireCount("LayerNorm.init", "features", n);
    requirePositiveNumber("LayerNorm.init", "epsilon", epsilon);
    const weight: NDArray<D> | null = affine ? ones(shape, { dtype }) : null;
    return new LayerNorm<In, D>(weight, affine && bias ? zeros(shape, { dtype }) : null, epsilon, shape.length);
  }

  /** @param x shape `[…, in]` @throws {ShapeError} for other last axes @throws {DTypeError} for bool and complex */
  forward<Batch extends Shape>(x: NDArray<D, readonly [...Batch, In]>): NDArray<D, readonly [...Batch, In]> {
    return normalized("LayerNorm.forward", x, this, true);
  }
}

/** Options of `RMSNorm.init`. */
export interface RMSNormOptions<D extends Float> {
  /** Scale the result by parameters. Default `true`. */
  readonly affine?: boolean;
  /** Added to each mean of squares. Default 1e−6. */
  readonly epsilon?: number;
  /** Default `"float32"`. */
  readonly dtype?: D;
}

/**
 * Each example divided by the root of the mean of its squares over its last axes, then scaled.
 *
 *     y = x / √(mean x² + ε) · weight
 *
 * @see Zhang & Sennrich, *Root mean square layer normalization*, 2019
 */
export class RMSNorm<In extends Dim = Dim, D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<In, In>;

  constructor(
    /** Shape of the last axes, or `null` for no scale. */
    readonly weight: NDArray<D> | null,
    /** ε */
    readonly epsilon = 1e-6,
    /** How many of the last axes are taken together. */
    readonly axes: number = weight?.ndim ?? 1,
  ) {}

  /**
   * Begins with weights 1.
   *
   * @param features length of the last axis, or the lengths of several
   * @throws {ValueError} unless lengths are positive integers and ε is positive
   */
  static init<In extends Dim, D extends Float = "float32">(
    features: In | readonly [...number[], In],
    options?: RMSNormOptions<D>,
  ): RMSNorm<In, D> {
    const { affine = true, epsilon = 1e-6, dtype = "float32" as D } = requireOptions("RMSNorm.init", options); // D is so when it is left out
    const shape: readonly number[] = typeof features === "number" ? [features] : features;
    for (const n of shape) requireCount("RMSNorm.init", "features", n);
    requirePositiveNumber("RMSNorm.init", "epsilon", epsilon);
    return new RMSNorm<In, D>(affine ? ones(shape, { dtype }) : null, epsilon, shape.length);
  }

  /** @param x shape `[…, in]` @throws {ShapeError} for other last axes @throws {DTypeError} for bool and complex */
  forward<Batch extends Shape>(x: NDArray<D, readonly [...Batch, In]>): NDArray<D, readonly [...Batch, In]> {
    const { weight, epsilon, axes } = this;
    return normalized("RMSNorm.forward", x, { weight, bias: null, epsilon, axes }, false);
  }
}

interface Norm {
  readonly weight: NDArray | null;
  readonly bias: NDArray | null;
  readonly epsilon: number;
  readonly axes: number;
}

function normalized(op: string, given: NDArray, { weight, bias, epsilon, axes }: Norm, centred: boolean): NDArray {
  const x = requireFloat(op, "x", given);
  const { shape }: { shape: readonly number[] } = x;
  const own: readonly number[] | undefined = (weight ?? bias)?.shape;
  const last = shape.slice(shape.length - axes);
  if (shape.length < axes || last.includes(0) || own?.some((n, i) => n !== last[i])) {
    const contract =
      own === undefined ? `x must have ${axes} last axes, none empty` : `x must have last axes [${own.join(", ")}]`;
    throw new ShapeError(op, contract, { x: shape });
  }
  const lines: NDArray = axes === 1 ? x : reshape(x, [...shape.slice(0, shape.length - axes), -1]);
  const { rows } = standardize(lines, { centred, epsilon });
  const result: NDArray = axes === 1 ? rows : reshape(rows, shape);
  const scaled: NDArray = weight === null ? result : mul(result, weight);
  return bias === null ? scaled : add(scaled, bias);
}
