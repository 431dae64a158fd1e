import type { Dim, Float, NDArray, Shape } from "@linnet/core";
import type { Channels, Fit, Layer, Same } from "../../layer.js";
import { averagePool, maxPool } from "../../ops/pool.js";
import { type PoolOptions, type Pooling, poolingOf, slidingSpans } from "../../ops/pool-windows.js";
import type { PerAxis } from "../../ops/window-options.js";

export interface MaxPoolOptions extends PoolOptions {
  /** Elements of x from one element of a window to the next. Default 1. */
  readonly dilation?: PerAxis;
}

export interface AveragePoolOptions extends PoolOptions {
  /** Whether the padding counts, as zeros. Default `true`. */
  readonly countIncludePad?: boolean;
}

/** The largest element of each window of a signal; the first of those that tie has the derivative. */
export class MaxPool1d implements Layer {
  declare readonly fits?: Fit<Channels<Dim, 1>, Same>;
  readonly pooling: Pooling;

  /** @throws {ValueError} for lengths that are none */
  constructor(window: PerAxis, options?: MaxPoolOptions) {
    this.pooling = poolingOf("MaxPool1d", 1, window, options);
  }

  /** @param x shape `[…, length]` @returns shape `[…, places]` @throws {ShapeError} when x is shorter than a window */
  forward<D extends Float, Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, Dim]>,
  ): NDArray<D, readonly [...Batch, Dim]> {
    const op = "MaxPool1d.forward";
    return maxPool(op, x, 1, (y) => [slidingSpans(op, y, 0, this.pooling, false)]);
  }
}

/**
 * The largest element of each window of an image; the first of those that tie, in row-major order, has the derivative.
 *
 * @example
 * new MaxPool2d(2).forward(x); // x [batch, 8, 28, 28] → [batch, 8, 14, 14]
 */
export class MaxPool2d implements Layer {
  declare readonly fits?: Fit<Channels<Dim>, Same>;
  readonly pooling: Pooling;

  /** @throws {ValueError} for lengths that are none */
  constructor(window: PerAxis, options?: MaxPoolOptions) {
    this.pooling = poolingOf("MaxPool2d", 2, window, options);
  }

  /** @param x shape `[…, height, width]` @returns shape `[…, down, across]` @throws {ShapeError} when x is smaller than a window */
  forward<D extends Float, Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, Dim, Dim]>,
  ): NDArray<D, readonly [...Batch, Dim, Dim]> {
    const op = "MaxPool2d.forward";
    return maxPool(op, x, 2, (y) => [0, 1].map((i) => slidingSpans(op, y, i, this.pooling, false)));
  }
}

/** The average of each window of a signal. */
export class AveragePool1d implements Layer {
  declare readonly fits?: Fit<Channels<Dim, 1>, Same>;
  readonly pooling: Pooling;
  readonly countIncludePad: boolean;

  /** @throws {ValueError} for lengths that are none */
  constructor(window: PerAxis, options?: AveragePoolOptions) {
    this.pooling = poolingOf("AveragePool1d", 1, window, undilated(options));
    this.countIncludePad = options?.countIncludePad ?? true;
  }

  /** @param x shape `[…, length]` @returns shape `[…, places]` @throws {ShapeError} when x is shorter than a window */
  forward<D extends Float, Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, Dim]>,
  ): NDArray<D, readonly [...Batch, Dim]> {
    const op = "AveragePool1d.forward";
    return averagePool(op, x, 1, (y) => [slidingSpans(op, y, 0, this.pooling, this.countIncludePad)]);
  }
}

/** The average of each window of an image. */
export class AveragePool2d implements Layer {
  declare readonly fits?: Fit<Channels<Dim>, Same>;
  readonly pooling: Pooling;
  readonly countIncludePad: boolean;

  /** @throws {ValueError} for lengths that are none */
  constructor(window: PerAxis, options?: AveragePoolOptions) {
    this.pooling = poolingOf("AveragePool2d", 2, window, undilated(options));
    this.countIncludePad = options?.countIncludePad ?? true;
  }

  /** @param x shape `[…, height, width]` @returns shape `[…, down, across]` @throws {ShapeError} when x is smaller than a window */
  forward<D extends Float, Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, Dim, Dim]>,
  ): NDArray<D, readonly [...Batch, Dim, Dim]> {
    const op = "AveragePool2d.forward";
    return averagePool(op, x, 2, (y) => [0, 1].map((i) => slidingSpans(op, y, i, this.pooling, this.countIncludePad)));
  }
}

/** Options of an average, whose windows have no gaps. */
function undilated(options: AveragePoolOptions | undefined): AveragePoolOptions | undefined {
  return typeof options === "object" && options !== null ? ({ ...options, dilation: 1 } as PoolOptions) : options;
}
