import {
  type Dim,
  type Float,
  type NDArray,
  type Shape,
  ShapeError,
  ValueError,
  add,
  fromFunction,
} from "@linnet/core";
import { kindOf, requireNdim, requireOptions } from "@linnet/core/extend";
import type { Fit, Layer, Same } from "../../layer.js";

/**
 * Positions as waves of geometrically growing length: position t + k is a rotation of position t that depends on k alone.
 *
 *     P[t, 2i] = sin(t / base^(2i/d)),   P[t, 2i + 1] = cos(t / base^(2i/d))
 *
 * @param length rows
 * @param features d, even
 * @param options `base`: default 10000; `dtype`: default `"float32"`
 * @returns shape `[length, features]`
 * @throws {ValueError} for lengths that are none, an odd number of features, or a base that is not above 1
 * @remarks Angles in radians, computed in float64.
 * @see Vaswani et al., *Attention is all you need*, 2017, section 3.5
 */
export function sinusoidalPositions<T extends Dim, N extends Dim, D extends Float = "float32">(
  length: T,
  features: N,
  options?: { readonly base?: number; readonly dtype?: D },
): NDArray<D, readonly [T, N]> {
  const op = "sinusoidalPositions";
  const { base = 10_000, dtype = "float32" as D } = requireOptions(op, options); // D is so when it is left out
  if (!Number.isInteger(length) || length < 0) throw new ValueError(op, "length must be a count", kindOf(length));
  requirePairs(op, features);
  requireBase(op, base);
  const wave = (t: number, i: number): number => {
    const angle = t * base ** (-(i - (i % 2)) / features);
    return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  };
  return fromFunction([length, features], wave, { dtype });
}

/**
 * Adds to each row of `[…, T, features]` what says where it stands.
 *
 * @example
 * sequential(new SinusoidalPositions(), TransformerEncoderLayer.init(rng, 128, 4));
 */
export class SinusoidalPositions implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(readonly base: number = 10_000) {}

  /** @param x shape `[…, T, features]`, features even @returns the same shape @throws {ShapeError} for an odd number of features */
  forward<D extends Float, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
    return positioned(x, this.base);
  }
}

function positioned(x: NDArray, base: number): NDArray {
  const op = "SinusoidalPositions.forward";
  requireNdim(op, "x", x, 2);
  const [length, features] = x.shape.slice(-2);
  if (features % 2 !== 0 || features === 0) {
    throw new ShapeError(op, "x must have an even number of features along its last axis", { x: x.shape });
  }
  const dtype = x.dtype === "float64" ? "float64" : "float32";
  return add(x, sinusoidalPositions(length, features, { base, dtype }));
}

/** @throws {ValueError} unless features are pairs */
export function requirePairs(op: string, features: number): void {
  if (Number.isInteger(features) && features > 0 && features % 2 === 0) return;
  throw new ValueError(op, "features must be a positive even integer", kindOf(features));
}

/** @throws {ValueError} unless the base is a finite number above 1 */
export function requireBase(op: string, base: number): void {
  if (typeof base === "number" && base > 1 && base < Infinity) return;
  throw new ValueError(op, "base must be a finite number above 1", kindOf(base));
}
