import { type Float, type NDArray, ShapeError, pad, reshape, take } from "@linnet/core";
import { requireFloat, requireOptions } from "@linnet/core/extend";
import { type ConvolutionOptions, type PerAxis, positiveAxes, slidingOf, windowCounts } from "./window-options.js";

/**
 * All windows of images as columns, in row-major order: a convolution is the product of its weight, as a matrix, with them.
 *
 *     y[…, c·|window| + r, p] = x[…, c, p·stride + r·dilation − padding]
 *
 * @param x shape `[…, C, H, W]`
 * @param window length of its sides, or height and width
 * @returns shape `[…, C·|window|, windows]`
 * @throws {ShapeError} for fewer axes, and for a window that does not fit into x and its padding
 * @throws {ValueError} for lengths, strides, dilations or paddings that are none
 * @example
 * unfold(ones([1, 3, 8, 8]), 3).shape; // [1, 27, 36]
 */
export function unfold<D extends Float>(
  x: NDArray<D>,
  window: PerAxis,
  options?: Omit<ConvolutionOptions, "groups">,
): NDArray<D> {
  const source = requireFloat("unfold", "x", x);
  const size = positiveAxes("unfold", "window", window, 2);
  const how = slidingOf("unfold", size, requireOptions("unfold", options));
  if (source.ndim < 3) throw new ShapeError("unfold", "x must have shape […, C, H, W]", { x: source.shape });
  const counts = windowCounts("unfold", source.shape, size, how);
  const lead = source.shape.slice(0, -2);
  const widths = [
    ...lead.map((): [number, number] => [0, 0]),
    ...how.before.map((b, i): [number, number] => [b, how.after[i]]),
  ];
  const padded: NDArray = pad(source, widths);
  const [height, width] = padded.shape.slice(-2);
  const places = placesOf(size[0], counts[0], how.stride[0], how.dilation[0]).flatMap((rows) =>
    placesOf(size[1], counts[1], how.stride[1], how.dilation[1]).flatMap((cols) =>
      rows.flatMap((h) => cols.map((w) => h * width + w)),
    ),
  );
  const taken = take(reshape(padded, [...lead, height * width]), places, { axis: -1 });
  const channels = lead[lead.length - 1];
  return reshape(taken, [...lead.slice(0, -1), channels * size[0] * size[1], counts[0] * counts[1]]);
}

/** For each element of a window along an axis, its places in all windows. */
function placesOf(size: number, count: number, stride: number, dilation: number): readonly (readonly number[])[] {
  return Array.from({ length: size }, (_, r) => Array.from({ length: count }, (_p, p) => p * stride + r * dilation));
}
