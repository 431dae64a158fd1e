import { type Dim, type Float, type NDArray, type Shape, ShapeError, ValueError, mean } from "@linnet/core";
import { kindOf, requireFloat } from "@linnet/core/extend";
import type { Channels, Fit, Layer, Pooled, Same } from "../../layer.js";
import { adaptive, averagePool, maxPool } from "../../ops/pool.js";

/** How many windows there are: one number for both axes, or height and width, `null` for as many as x has elements. */
export type WindowCounts = number | readonly [down: number | null, across: number | null];

/**
 * Averages over as many windows as wanted, whatever the image's size: window i of k begins at ⌊i·n/k⌋ and ends before ⌈(i + 1)·n/k⌉.
 *
 * @example
 * new AdaptiveAveragePool2d(4).forward(x); // x [batch, 16, 9, 11] → [batch, 16, 4, 4]
 */
export class AdaptiveAveragePool2d implements Layer {
  declare readonly fits?: Fit<Channels<Dim>, Same>;
  readonly counts: readonly (number | null)[];

  /** @throws {ValueError} unless counts are positive integers or null */
  constructor(counts: WindowCounts) {
    this.counts = countsOf("AdaptiveAveragePool2d", counts);
  }

  /** @param x shape `[…, height, width]` @returns shape `[…, down, across]` */
  forward<D extends Float, Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, Dim, Dim]>,
  ): NDArray<D, readonly [...Batch, Dim, Dim]> {
    return averagePool("AdaptiveAveragePool2d.forward", x, 2, adaptive(this.counts));
  }
}

/** As `AdaptiveAveragePool2d`, the largest element of each window. */
export class AdaptiveMaxPool2d implements Layer {
  declare readonly fits?: Fit<Channels<Dim>, Same>;
  readonly counts: readonly (number | null)[];

  /** @throws {ValueError} unless counts are positive integers or null */
  constructor(counts: WindowCounts) {
    this.counts = countsOf("AdaptiveMaxPool2d", counts);
  }

  /** @param x shape `[…, height, width]` @returns shape `[…, down, across]` */
  forward<D extends Float, Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, Dim, Dim]>,
  ): NDArray<D, readonly [...Batch, Dim, Dim]> {
    return maxPool("AdaptiveMaxPool2d.forward", x, 2, adaptive(this.counts));
  }
}

/**
 * The average of each channel of an image: its places are gone, and channels are features.
 *
 * @example
 * sequential(Conv2d.init(rng, 1, 8, 3), new GlobalAveragePool(), Linear.init(rng, 8, 10));
 */
export class GlobalAveragePool implements Layer {
  declare readonly fits?: Fit<Channels<Dim>, Pooled>;

  /** @param x shape `[…, channels, height, width]` @returns shape `[…, channels]` @throws {ShapeError} for fewer axes or no elements */
  forward<D extends Float, Batch extends Shape, C extends Dim>(
    x: NDArray<D, readonly [...Batch, C, Dim, Dim]>,
  ): NDArray<D, readonly [...Batch, C]> {
    return channelMeans(x);
  }
}

function channelMeans(x: NDArray): NDArray {
  const source = requireFloat("GlobalAveragePool.forward", "x", x);
  if (source.ndim < 3) {
    throw new ShapeError("GlobalAveragePool.forward", "x must have shape […, C, H, W]", { x: source.shape });
  }
  return mean(source, { axis: [-2, -1] });
}

function countsOf(op: string, counts: WindowCounts): readonly (number | null)[] {
  const list = Array.isArray(counts) ? (counts as readonly unknown[]) : [counts, counts];
  const isCount = (n: unknown): n is number | null =>
    (n === null && Array.isArray(counts)) || (Number.isInteger(n) && (n as number) > 0);
  if (list.length === 2 && list.every(isCount)) return list;
  const got = Array.isArray(counts) ? `[${list.map(kindOf).join(", ")}]` : kindOf(counts);
  throw new ValueError(op, "counts must be a positive integer, or two of which null keeps an axis", got);
}
