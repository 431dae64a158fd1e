import { type NDArray, ShapeError, add, mul, reshape } from "@linnet/core";
import { requireNdim } from "@linnet/core/extend";

/** x·weight + bias with a number for each channel, along axis 1; `null` is 1 or 0. */
export function channelAffine(x: NDArray, weight: NDArray | null, bias: NDArray | null): NDArray {
  const scaled: NDArray = weight === null ? x : mul(x, alongChannels(weight, x.ndim));
  return bias === null ? scaled : add(scaled, alongChannels(bias, x.ndim));
}

/** Numbers of channels with the shape that broadcasts along axis 1 of an array of `ndim` axes. */
export function alongChannels(numbers: NDArray, ndim: number): NDArray {
  return reshape(numbers, [-1, ...new Array<number>(ndim - 2).fill(1)]);
}

/** @throws {ShapeError} unless x has axes `[n, channels, …]` */
export function requireChannels(op: string, x: NDArray, channels: number): void {
  requireNdim(op, "x", x, 2);
  if (x.shape[1] === channels) return;
  throw new ShapeError(op, `x must have ${channels} channels along axis 1`, { x: x.shape });
}
