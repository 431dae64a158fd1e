import {
  type Dim,
  type Float,
  type NDArray,
  type Shape,
  ShapeError,
  ValueError,
  ones,
  reshape,
  zeros,
} from "@linnet/core";
import { kindOf, requireFloat, requireNdim, requireOptions } from "@linnet/core/extend";
import type { Fit, Layer, Same } from "../../layer.js";
import { channelAffine, requireChannels } from "../../ops/channel-affine.js";
import { requireCount, requirePositiveNumber } from "../../require.js";
import { standardize } from "../../ops/standardize.js";

/** Options of `GroupNorm.init` and `InstanceNorm.init`. */
export interface GroupNormOptions<D extends Float> {
  /** Scale and shift each channel by parameters. Default `true` of groups, `false` of instances. */
  readonly affine?: boolean;
  /** Added to each variance. Default 1e−5. */
  readonly epsilon?: number;
  /** Default `"float32"`. */
  readonly dtype?: D;
}

/**
 * Each group of channels of each example brought to mean 0 and variance 1, then scaled and shifted channel by channel.
 *
 * @see Wu & He, *Group normalization*, 2018
 */
export class GroupNorm<D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(
    readonly groups: number,
    /** Shape `[channels]`, or `null` for no scale. */
    readonly weight: NDArray<D, readonly [number]> | null,
    /** Shape `[channels]`, or `null` for no shift. */
    readonly bias: NDArray<D, readonly [number]> | null,
    /** ε */
    readonly epsilon = 1e-5,
  ) {}

  /**
   * Begins with weights 1 and biases 0.
   *
   * @throws {ValueError} unless groups divide channels, both positive integers, and ε is positive
   */
  static init<D extends Float = "float32">(
    groups: number,
    channels: number,
    options?: GroupNormOptions<D>,
  ): GroupNorm<D> {
    const { affine = true, epsilon = 1e-5, dtype = "float32" as D } = requireOptions("GroupNorm.init", options); // D is so when it is left out
    requireCount("GroupNorm.init", "groups", groups);
    requireCount("GroupNorm.init", "channels", channels);
    requirePositiveNumber("GroupNorm.init", "epsilon", epsilon);
    if (channels % groups !== 0) {
      const got = `${kindOf(channels)} channels in ${kindOf(groups)} groups`;
      throw new ValueError("GroupNorm.init", "groups must divide the channels", got);
    }
    return affine
      ? new GroupNorm<D>(groups, ones([channels], { dtype }), zeros([channels], { dtype }), epsilon)
      : new GroupNorm<D>(groups, null, null, epsilon);
  }

  /** @param x shape `[n, channels, …]` @throws {ShapeError} for channels that the groups do not divide, or others than its own */
  forward<S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
    return grouped("GroupNorm.forward", x, this, this.groups);
  }
}

/**
 * Each channel of each example brought to mean 0 and variance 1, in training and after it.
 *
 * @see Ulyanov, Vedaldi & Lempitsky, *Instance normalization: the missing ingredient for fast stylization*, 2016
 */
export class InstanceNorm<D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(
    /** Shape `[channels]`, or `null` for no scale. */
    readonly weight: NDArray<D, readonly [number]> | null = null,
    /** Shape `[channels]`, or `null` for no shift. */
    readonly bias: NDArray<D, readonly [number]> | null = null,
    /** ε */
    readonly epsilon = 1e-5,
  ) {}

  /** @throws {ValueError} unless channels are a positive integer and ε is positive */
  static init<D extends Float = "float32">(channels: number, options?: GroupNormOptions<D>): InstanceNorm<D> {
    const { affine = false, epsilon = 1e-5, dtype = "float32" as D } = requireOptions("InstanceNorm.init", options); // D is so when it is left out
    requireCount("InstanceNorm.init", "channels", channels);
    requirePositiveNumber("InstanceNorm.init", "epsilon", epsilon);
    return affine
      ? new InstanceNorm<D>(ones([channels], { dtype }), zeros([channels], { dtype }), epsilon)
      : new InstanceNorm<D>(null, null, epsilon);
  }

  /** @param x shape `[n, channels, …]`, more than one number a channel @throws {ShapeError} for fewer, or other channels than its own */
  forward<S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
    requireNdim("InstanceNorm.forward", "x", x, 2);
    const { shape }: { shape: readonly number[] } = x;
    if (shape.slice(2).reduce((a, b) => a * b, 1) < 2) {
      throw new ShapeError("InstanceNorm.forward", "there must be more than one number for each channel", { x: shape });
    }
    return grouped("InstanceNorm.forward", x, this, shape[1]);
  }
}

interface Affine {
  readonly weight: NDArray | null;
  readonly bias: NDArray | null;
  readonly epsilon: number;
}

function grouped(op: string, given: NDArray, { weight, bias, epsilon }: Affine, groups: number): NDArray {
  const x = requireFloat(op, "x", given);
  const own = weight ?? bias;
  if (own === null) requireNdim(op, "x", x, 2);
  else requireChannels(op, x, own.shape[0]);
  const { shape }: { shape: readonly number[] } = x;
  if (shape[1] % groups !== 0 || shape.slice(1).includes(0)) {
    throw new ShapeError(op, `x must have channels that ${groups} groups divide along axis 1, and none empty`, {
      x: shape,
    });
  }
  const inGroup = shape.slice(1).reduce((a, b) => a * b, 1) / groups;
  const { rows } = standardize(reshape(x, [shape[0], groups, inGroup]), { centred: true, epsilon });
  return channelAffine(reshape(rows, shape), weight, bias);
}
