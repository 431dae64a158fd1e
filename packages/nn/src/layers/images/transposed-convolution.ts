import { type Dim, type Float, type NDArray, type Random, type Shape, zeros } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { Channels, Fit, Layer } from "../../layer.js";
import { outputPaddingOf, spread } from "../../ops/convolution.js";
import { drawWindows } from "../../ops/draw-windows.js";
import {
  type ConvolutionOptions,
  type PerAxis,
  type Sliding,
  positiveAxes,
  slidingOf,
} from "../../ops/window-options.js";
import type { ConvOptions } from "./convolution.js";

export interface TransposedOptions extends ConvolutionOptions {
  /** So much longer is the result at its end, which strides leave open; less than the stride. Default 0. */
  readonly outputPadding?: PerAxis;
}

/**
 * The adjoint of a convolution of images, which spreads each element over the window that it would come from: how small images
 * become large ones.
 *
 * @example
 * const layer = ConvTranspose2d.init(random(0), 8, 1, 2, { stride: 2 });
 * layer.forward(x); // x [batch, 8, 14, 14] → [batch, 1, 28, 28]
 */
export class ConvTranspose2d<In extends Dim, Out extends Dim, D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<Channels<In>, Channels<Out>>;
  /** Where windows lie, with nothing left out. */
  readonly windows: Sliding;
  readonly outputPadding: readonly number[];

  constructor(
    /** Shape `[in, out / groups, height, width]`. */
    readonly weight: NDArray<D, readonly [In, Dim, Dim, Dim]>,
    /** Shape `[out]`, or `null` for none. */
    readonly bias: NDArray<D, readonly [Out]> | null = null,
    options?: TransposedOptions,
  ) {
    const { outputPadding = 0, ...rest } = requireOptions("ConvTranspose2d", options);
    this.windows = slidingOf("ConvTranspose2d", weight.shape.slice(2), rest);
    this.outputPadding = outputPaddingOf("ConvTranspose2d", outputPadding, this.windows);
  }

  /**
   * Draws W from U(−c, c) with c = √(3 / fan-in), unless told otherwise; an output sees in/groups·|window|/|stride| inputs. The bias
   * starts at zero.
   *
   * @throws {ValueError} as `Conv2d.init` does
   */
  static init<In extends Dim, Out extends Dim, D extends Float = "float32">(
    rng: Random,
    inChannels: In,
    outChannels: Out,
    window: PerAxis,
    options?: ConvOptions<D> & TransposedOptions,
  ): ConvTranspose2d<In, Out, D> {
    const op = "ConvTranspose2d.init";
    const { bias = true, dtype = "float32" as D, weight: initializer, ...rest } = requireOptions(op, options); // D is so when it is left out
    const groups = rest.groups ?? 1;
    const [down, across] = positiveAxes(op, "stride", rest.stride ?? 1, 2);
    const fanIn = ([, , height, width]: readonly number[]): number =>
      (inChannels * height * width) / (groups * down * across);
    const channels = { first: inChannels, second: outChannels, groups, fanIn };
    const weight = drawWindows(op, rng, channels, window, 2, dtype, initializer);
    return new ConvTranspose2d<In, Out, D>(weight, bias ? zeros([outChannels], { dtype }) : null, rest);
  }

  /**
   * @param x shape `[…, in, height, width]`
   * @returns shape `[…, out, (height − 1)·stride − 2·padding + dilation·(window − 1) + outputPadding + 1, …]`
   * @throws {ShapeError} as `transposedConvolution` does
   */
  forward<Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, In, Dim, Dim]>,
  ): NDArray<D, readonly [...Batch, Out, Dim, Dim]> {
    return spread("ConvTranspose2d.forward", x, this.weight, this.bias, this.windows, this.outputPadding);
  }
}
