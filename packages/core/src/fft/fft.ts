import { requireArray, requireOptions } from "../array/argument.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Doubled, Halved, Length, Lined, SignalOf, SpectrumOf } from "../array/typed-fft.js";
import type { Shape } from "../array/typed-shape.js";
import { type FourierKind, type FourierOptions, fourierAlong, signalOf } from "./fourier.js";

/**
 * The discrete Fourier transform along an axis.
 *
 *     yₖ = Σⱼ xⱼ·e^(−2πi·jk/n),   0 ≤ k < n
 *
 * @returns complex64 of float32 and complex64, complex128 of all else
 * @throws {DTypeError} for bool
 * @throws {IndexError} for an axis that `x` does not have
 * @throws {ValueError} when n is not an integer ≥ 1, or the norm unknown
 * @remarks O(n·log n) for every n, primes too; relative error in norm of the order of u·log n, float32 rounded once at the end.
 * @see Van Loan, *Computational frameworks for the fast Fourier transform*, 1992
 * @example
 * fft(array([1, 0, 0, 0])).toTypedArray(); // [1, 0, 1, 0, 1, 0, 1, 0]
 */
export function fft<D extends DType, S extends Shape, const N extends Length = undefined, const A extends number = -1>(
  x: NDArray<D, S>,
  options?: FourierOptions<N, A>,
): NDArray<SpectrumOf<D>, Lined<S, A, N>> {
  return along("fft", x, options, { sign: -1, half: null });
}

/**
 * The inverse of `fft`.
 *
 *     yₖ = 1/n·Σⱼ xⱼ·e^(2πi·jk/n)
 *
 * @throws {DTypeError} {IndexError} {ValueError} as `fft` does
 */
export function ifft<D extends DType, S extends Shape, const N extends Length = undefined, const A extends number = -1>(
  x: NDArray<D, S>,
  options?: FourierOptions<N, A>,
): NDArray<SpectrumOf<D>, Lined<S, A, N>> {
  return along("ifft", x, options, { sign: 1, half: null });
}

/**
 * The first ⌊n/2⌋ + 1 elements of the Fourier transform of real `x`: the others are their conjugates, yₙ₋ₖ = conj(yₖ).
 *
 * @throws {DTypeError} for bool and complex
 * @throws {IndexError} {ValueError} as `fft` does
 * @remarks Half the work and half the memory of `fft`, for even n.
 * @example
 * rfft(array([1, 2, 3, 4])).toTypedArray(); // [10, 0, -2, 2, -2, 0]
 */
export function rfft<D extends DType, S extends Shape, const N extends Length = undefined, const A extends number = -1>(
  x: NDArray<D, S>,
  options?: FourierOptions<N, A>,
): NDArray<SpectrumOf<D>, Halved<S, A, N>> {
  return along("rfft", x, options, { sign: -1, half: "out" });
}

/**
 * The inverse of `rfft`: real numbers from half a spectrum. The imaginary part of the first element, and for even n of the last,
 * is not looked at.
 *
 * @param options `n`: how many numbers result, default 2·(m − 1) for m elements: give it where it was odd
 * @throws {DTypeError} for bool
 * @throws {IndexError} {ValueError} as `fft` does
 * @example
 * irfft(rfft(array([1, 2, 3])), { n: 3 }).toArray(); // [1, 2, 3]
 */
export function irfft<
  D extends DType,
  S extends Shape,
  const N extends Length = undefined,
  const A extends number = -1,
>(x: NDArray<D, S>, options?: FourierOptions<N, A>): NDArray<SignalOf<D>, Doubled<S, A, N>> {
  return along("irfft", x, options, { sign: 1, half: "x" });
}

/**
 * The Fourier transform, which is real, of numbers of which half is given: xₙ₋ₖ = conj(xₖ).
 *
 * @param options `n`: how many numbers result, default 2·(m − 1) for m elements
 * @throws {DTypeError} {IndexError} {ValueError} as `irfft` does
 */
export function hfft<D extends DType, S extends Shape, const N extends Length = undefined, const A extends number = -1>(
  x: NDArray<D, S>,
  options?: FourierOptions<N, A>,
): NDArray<SignalOf<D>, Doubled<S, A, N>> {
  return along("hfft", x, options, { sign: -1, half: "x" });
}

/** The inverse of `hfft`: the first ⌊n/2⌋ + 1 elements. @throws {DTypeError} {IndexError} {ValueError} as `rfft` does */
export function ihfft<
  D extends DType,
  S extends Shape,
  const N extends Length = undefined,
  const A extends number = -1,
>(x: NDArray<D, S>, options?: FourierOptions<N, A>): NDArray<SpectrumOf<D>, Halved<S, A, N>> {
  return along("ihfft", x, options, { sign: 1, half: "out" });
}

function along(
  op: string,
  x: NDArray,
  options: FourierOptions<Length, number> | undefined,
  kind: FourierKind,
): NDArray {
  const { n, axis = -1, norm } = requireOptions(op, options);
  const source = requireArray(op, "x", x);
  return fourierAlong(op, signalOf(op, x, kind), normalizeAxis(op, axis, source.ndim), n, norm, kind);
}
