import { kindOf, requireArray, requireList, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Doubled, Halved, SignalOf, Sized, SomeLengths, SpectrumOf } from "../array/typed-fft.js";
import type { Shape } from "../array/typed-shape.js";
import { IndexError, ValueError } from "../errors.js";
import { type FourierKind, type FourierNorm, fourierAlong, signalOf } from "./fourier.js";

type List = readonly number[] | undefined;

/** Options of a Fourier transform along several axes. */
export interface FourierAxesOptions<L extends List, A extends List> {
  /** Length of the transform along each of the axes: x is cut, or filled up with zeros. Default: those of x. */
  readonly s?: L;
  /** Default: all; the last ones, as many as `s` has lengths. */
  readonly axes?: A;
  /** Default `"backward"`. */
  readonly norm?: FourierNorm;
}

/**
 * The discrete Fourier transform along several axes, one after the other.
 *
 * @returns complex64 of float32 and complex64, complex128 of all else
 * @throws {DTypeError} for bool
 * @throws {IndexError} for an axis that `x` does not have, or given twice
 * @throws {ValueError} when a length is not an integer ≥ 1, there is not one for each axis, or the norm is unknown
 */
export function fftn<
  D extends DType,
  S extends Shape,
  const L extends List = undefined,
  const A extends List = undefined,
>(x: NDArray<D, S>, options?: FourierAxesOptions<L, A>): NDArray<SpectrumOf<D>, Sized<S, L, A>> {
  return alongAll("fftn", x, options, { sign: -1, half: null });
}

/** The inverse of `fftn`. @throws {DTypeError} {IndexError} {ValueError} as `fftn` does */
export function ifftn<
  D extends DType,
  S extends Shape,
  const L extends List = undefined,
  const A extends List = undefined,
>(x: NDArray<D, S>, options?: FourierAxesOptions<L, A>): NDArray<SpectrumOf<D>, Sized<S, L, A>> {
  return alongAll("ifftn", x, options, { sign: 1, half: null });
}

/**
 * `rfft` along the last of the axes, then `fft` along the others: half the spectrum of real `x`.
 *
 * @throws {DTypeError} for bool and complex
 * @throws {IndexError} {ValueError} as `fftn` does
 */
export function rfftn<
  D extends DType,
  S extends Shape,
  const L extends List = undefined,
  const A extends List = undefined,
>(
  x: NDArray<D, S>,
  options?: FourierAxesOptions<L, A>,
): NDArray<SpectrumOf<D>, [L, A] extends [undefined, undefined] ? Halved<S, -1, undefined> : SomeLengths<S>> {
  return alongAll("rfftn", x, options, { sign: -1, half: "out" });
}

/**
 * The inverse of `rfftn`: `ifft` along all axes but the last of them, then `irfft`.
 *
 * @param options the last length of `s` is that of the result: give it where it was odd
 * @throws {DTypeError} {IndexError} {ValueError} as `fftn` does
 */
export function irfftn<
  D extends DType,
  S extends Shape,
  const L extends List = undefined,
  const A extends List = undefined,
>(
  x: NDArray<D, S>,
  options?: FourierAxesOptions<L, A>,
): NDArray<SignalOf<D>, [L, A] extends [undefined, undefined] ? Doubled<S, -1, undefined> : SomeLengths<S>> {
  return alongAll("irfftn", x, options, { sign: 1, half: "x" });
}

/** The last axis is the one that is halved: it comes first where that makes fewer numbers, last where it makes more. */
function alongAll(
  op: string,
  x: NDArray,
  options: FourierAxesOptions<List, List> | undefined,
  kind: FourierKind,
): NDArray {
  const { s, axes, norm } = requireOptions(op, options);
  const { ndim } = requireArray(op, "x", x);
  const chosen = axesOf(op, ndim, s, axes);
  const last = chosen.length - 1;
  let y = signalOf(op, x, kind);
  const step = (i: number): void => {
    y = fourierAlong(op, y, chosen[i], s?.[i], norm, i === last ? kind : { ...kind, half: null });
  };
  if (kind.half !== "x") step(last);
  for (let i = last - 1; i >= 0; i--) step(i);
  if (kind.half === "x") step(last);
  return y;
}

/** The axes in the order given, not negative. */
function axesOf(op: string, ndim: number, s: List, axes: List): readonly number[] {
  if (s !== undefined) requireList(op, "s", s);
  if (axes !== undefined) requireList(op, "axes", axes);
  const given = axes ?? Array.from({ length: ndim }, (_, i) => i).slice(s === undefined ? 0 : -s.length || ndim);
  if (s !== undefined && s.length !== given.length) {
    throw new ValueError(op, "s must have one length for each axis", `${s.length} for ${given.length}`);
  }
  if (given.length === 0 && ndim > 0) throw new ValueError(op, "axes must name at least one axis", "[]");
  const chosen = (ndim === 0 ? [0] : given).map((axis) => normalizeAxis(op, axis, ndim));
  const twice = chosen.find((axis, i) => chosen.indexOf(axis) !== i);
  if (twice !== undefined) throw new IndexError(op, "axes must be distinct", `axis ${kindOf(twice)} twice`);
  return chosen;
}
