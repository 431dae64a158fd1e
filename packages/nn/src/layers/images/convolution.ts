import { type Dim, type Float, type NDArray, type Random, type Shape, zeros } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { Initializer } from "../../init/initializer.js";
import type { Channels, Fit, Layer } from "../../layer.js";
import { drawWindows } from "../../ops/draw-windows.js";
import { slide } from "../../ops/convolution.js";
import { type ConvolutionOptions, type PerAxis, type Sliding, slidingOf } from "../../ops/window-options.js";

export interface ConvOptions<D extends Float> extends ConvolutionOptions {
  /** Add a bias to each output channel. Default `true`. */
  readonly bias?: boolean;
  /** Dtype of the parameters. Default `"float32"`. */
  readonly dtype?: D;
  /** Draws the weights. Default: U(−c, c) with c = √(3 / fan-in). */
  readonly weight?: Initializer;
}

/**
 * Convolution of signals: y[…, k, p] = b[k] + Σ x[…, c, p·stride + r·dilation − padding]·w[k, c, r].
 *
 * @example
 * const layer = Conv1d.init(random(0), 1, 8, 5, { padding: "same" });
 * layer.forward(x); // x [batch, 1, length] → [batch, 8, length]
 */
export class Conv1d<In extends Dim, Out extends Dim, D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<Channels<In, 1>, Channels<Out, 1>>;
  /** Where windows lie, with nothing left out. */
  readonly windows: Sliding;

  constructor(
    /** Shape `[out, in / groups, window]`. */
    readonly weight: NDArray<D, readonly [Out, Dim, Dim]>,
    /** Shape `[out]`, or `null` for none. */
    readonly bias: NDArray<D, readonly [Out]> | null = null,
    options?: ConvolutionOptions,
  ) {
    this.windows = windowsOf("Conv1d", weight, options);
  }

  /** Draws W from U(−c, c) with c = √(3 / fan-in), unless told otherwise; the bias starts at zero. @throws {ValueError} */
  static init<In extends Dim, Out extends Dim, D extends Float = "float32">(
    rng: Random,
    inChannels: In,
    outChannels: Out,
    window: PerAxis,
    options?: ConvOptions<D>,
  ): Conv1d<In, Out, D> {
    return new Conv1d<In, Out, D>(...drawn("Conv1d.init", 1, rng, inChannels, outChannels, window, options));
  }

  /** @param x shape `[…, in, length]` @returns shape `[…, out, places]` @throws {ShapeError} as `convolution` does */
  forward<Batch extends Shape>(x: NDArray<D, readonly [...Batch, In, Dim]>): NDArray<D, readonly [...Batch, Out, Dim]> {
    return slide("Conv1d.forward", x, this.weight, this.bias, this.windows);
  }
}

/**
 * Convolution of images: y[…, k, p] = b[k] + Σ x[…, c, p·stride + r·dilation − padding]·w[k, c, r], p and r of two numbers each.
 *
 * @example
 * const layer = Conv2d.init(random(0), 1, 8, 3, { padding: 1 });
 * layer.forward(x); // x [batch, 1, 28, 28] → [batch, 8, 28, 28]; x [batch, 3, 28, 28] does not compile
 */
export class Conv2d<In extends Dim, Out extends Dim, D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<Channels<In>, Channels<Out>>;
  /** Where windows lie, with nothing left out. */
  readonly windows: Sliding;

  constructor(
    /** Shape `[out, in / groups, height, width]`. */
    readonly weight: NDArray<D, readonly [Out, Dim, Dim, Dim]>,
    /** Shape `[out]`, or `null` for none. */
    readonly bias: NDArray<D, readonly [Out]> | null = null,
    options?: ConvolutionOptions,
  ) {
    this.windows = windowsOf("Conv2d", weight, options);
  }

  /**
   * Draws W from U(−c, c) with c = √(3 / fan-in), unless told otherwise, so that inputs of unit variance give outputs of unit
   * variance away from the border; the bias starts at zero.
   *
   * @param window length of its sides, or height and width
   * @throws {ValueError} unless channels and windows are positive integers and groups divide both channels
   */
  static init<In extends Dim, Out extends Dim, D extends Float = "float32">(
    rng: Random,
    inChannels: In,
    outChannels: Out,
    window: PerAxis,
    options?: ConvOptions<D>,
  ): Conv2d<In, Out, D> {
    return new Conv2d<In, Out, D>(...drawn("Conv2d.init", 2, rng, inChannels, outChannels, window, options));
  }

  /** @param x shape `[…, in, height, width]` @returns shape `[…, out, down, across]` @throws {ShapeError} as `convolution` does */
  forward<Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, In, Dim, Dim]>,
  ): NDArray<D, readonly [...Batch, Out, Dim, Dim]> {
    return slide("Conv2d.forward", x, this.weight, this.bias, this.windows);
  }
}

/** Convolution of volumes, as `Conv2d` with a depth in front of the height. */
export class Conv3d<In extends Dim, Out extends Dim, D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<Channels<In, 3>, Channels<Out, 3>>;
  /** Where windows lie, with nothing left out. */
  readonly windows: Sliding;

  constructor(
    /** Shape `[out, in / groups, depth, height, width]`. */
    readonly weight: NDArray<D, readonly [Out, Dim, Dim, Dim, Dim]>,
    /** Shape `[out]`, or `null` for none. */
    readonly bias: NDArray<D, readonly [Out]> | null = null,
    options?: ConvolutionOptions,
  ) {
    this.windows = windowsOf("Conv3d", weight, options);
  }

  /** As `Conv2d.init`. @throws {ValueError} */
  static init<In extends Dim, Out extends Dim, D extends Float = "float32">(
    rng: Random,
    inChannels: In,
    outChannels: Out,
    window: PerAxis,
    options?: ConvOptions<D>,
  ): Conv3d<In, Out, D> {
    return new Conv3d<In, Out, D>(...drawn("Conv3d.init", 3, rng, inChannels, outChannels, window, options));
  }

  /** @param x shape `[…, in, depth, height, width]` @throws {ShapeError} as `convolution` does */
  forward<Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, In, Dim, Dim, Dim]>,
  ): NDArray<D, readonly [...Batch, Out, Dim, Dim, Dim]> {
    return slide("Conv3d.forward", x, this.weight, this.bias, this.windows);
  }
}

function windowsOf(op: string, weight: NDArray, options: ConvolutionOptions | undefined): Sliding {
  return slidingOf(op, weight.shape.slice(2), requireOptions(op, options));
}

/** Arguments of a constructor. */
function drawn<D extends Float>(
  op: string,
  axes: number,
  rng: Random,
  inChannels: number,
  outChannels: number,
  window: PerAxis,
  options: ConvOptions<D> | undefined,
): [weight: NDArray, bias: NDArray | null, options: ConvolutionOptions] {
  const { bias = true, dtype = "float32" as D, weight: initializer, ...rest } = requireOptions(op, options); // D is so when it is left out
  const fanIn = (shape: readonly number[]): number => shape.slice(1).reduce((a, b) => a * b, 1);
  const channels = { first: outChannels, second: inChannels, groups: rest.groups ?? 1, fanIn };
  const weight = drawWindows(op, rng, channels, window, axes, dtype, initializer);
  slidingOf(op, weight.shape.slice(2), rest);
  return [weight, bias ? zeros([outChannels], { dtype }) : null, rest];
}
