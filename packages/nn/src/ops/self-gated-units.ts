import {
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  ShapeError,
  add,
  clip,
  mul,
  sigmoid,
  softplus,
  split,
  square,
  tanh,
} from "@linnet/core";
import { normalizeAxis, requireFloat, requireOptions } from "@linnet/core/extend";

/** √(8/π): twice what tanh's argument is scaled by, as 1 + tanh u = 2·σ(2u). */
const STEEPNESS = 1.5957691216057308;
const CUBIC = 0.044715;
/** Where σ(STEEPNESS·(x + CUBIC·x³)) is 0 or 1 in any precision, and x³ far from overflow. */
const SATURATED = 100;

/**
 * x·σ(x).
 *
 * @throws {DTypeError} for bool and complex
 * @see Elfwing, Uchibe & Doya, *Sigmoid-weighted linear units*, 2018; Ramachandran, Zoph & Le, 2017 (swish)
 */
export function silu<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  const source = requireFloat("silu", "x", x);
  return mul(source, sigmoid(source));
}

/**
 * x·tanh(log(1 + eˣ)).
 *
 * @throws {DTypeError} for bool and complex
 * @see Misra, *Mish: a self regularized non-monotonic activation function*, 2020
 */
export function mish<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  const source = requireFloat("mish", "x", x);
  return mul(source, tanh(softplus(source)));
}

/**
 * `gelu` by its approximation with tanh.
 *
 *     ½x·(1 + tanh u) = x·σ(2u),  u = √(2/π)·(x + 0.044715·x³)
 *
 * @throws {DTypeError} for bool and complex
 * @remarks The form with σ does not cancel where tanh is near −1. `gelu` of core is exact and no slower; this one is for
 *   models that were trained with it.
 * @see Hendrycks & Gimpel, *Gaussian error linear units*, arXiv:1606.08415
 */
export function geluTanh<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
  const source = requireFloat("geluTanh", "x", x);
  const inner: NDArray = clip(source, -SATURATED, SATURATED);
  return mul(source, sigmoid(mul(inner, add(mul(square(inner), STEEPNESS * CUBIC), STEEPNESS))));
}

/**
 * The first half along an axis times σ of the second.
 *
 * @param options `axis`: default −1
 * @throws {ShapeError} when the axis has no two halves
 * @throws {DTypeError} for bool and complex
 * @see Dauphin, Fan, Auli & Grangier, *Language modeling with gated convolutional networks*, 2017
 */
export function glu<D extends DType>(x: NDArray<D>, options?: { readonly axis?: number }): NDArray<Divided<D>> {
  const { axis = -1 } = requireOptions("glu", options);
  return gatedHalf(requireFloat("glu", "x", x), axis);
}

function gatedHalf(x: NDArray, axis: number): NDArray {
  const along = normalizeAxis("glu", axis, x.ndim);
  if (x.shape[along] % 2 !== 0) {
    throw new ShapeError("glu", `axis ${along} must have an even length`, { x: x.shape as readonly number[] });
  }
  const [a, b] = split(x, 2, { axis: along }) as NDArray[];
  return mul(a, sigmoid(b));
}
