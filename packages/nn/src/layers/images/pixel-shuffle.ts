import {
  type Dim,
  type Float,
  type NDArray,
  type Shape,
  ShapeError,
  ValueError,
  permuteDims,
  reshape,
} from "@linnet/core";
import { kindOf, requireArray } from "@linnet/core/extend";
import type { Channels, Fit, Layer } from "../../layer.js";

/**
 * Channels as pixels: r² channels become one of r times the height and width.
 *
 *     y[…, c, r·h + i, r·w + j] = x[…, c·r² + r·i + j, h, w]
 *
 * @see Shi et al., *Real-time single image and video super-resolution using an efficient sub-pixel convolutional neural network*, 2016
 */
export class PixelShuffle implements Layer {
  declare readonly fits?: Fit<Channels<Dim>, Channels<Dim>>;

  /** @param factor r @throws {ValueError} unless it is a positive integer */
  constructor(readonly factor: number) {
    if (Number.isInteger(factor) && factor > 0) return;
    throw new ValueError("PixelShuffle", "factor must be a positive integer", kindOf(factor));
  }

  /** @param x shape `[…, channels·r², height, width]` @returns shape `[…, channels, r·height, r·width]` @throws {ShapeError} when r² does not divide the channels */
  forward<D extends Float, Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, Dim, Dim, Dim]>,
  ): NDArray<D, readonly [...Batch, Dim, Dim, Dim]> {
    return shuffled(x, this.factor);
  }
}

function shuffled(x: NDArray, r: number): NDArray {
  requireArray("PixelShuffle.forward", "x", x);
  const n = x.ndim;
  if (n < 3 || x.shape[n - 3] % (r * r) !== 0) {
    throw new ShapeError("PixelShuffle.forward", `x must have a multiple of ${r * r} channels along axis -3`, {
      x: x.shape,
    });
  }
  const [channels, height, width] = x.shape.slice(-3);
  const lead = x.shape.slice(0, -3);
  const apart = reshape(x, [...lead, channels / (r * r), r, r, height, width]);
  const first = lead.map((_: number, axis: number) => axis);
  const [c, i, j, h, w] = [0, 1, 2, 3, 4].map((axis) => axis + lead.length);
  const turned = permuteDims(apart, [...first, c, h, i, w, j]);
  return reshape(turned, [...lead, channels / (r * r), r * height, r * width]);
}
