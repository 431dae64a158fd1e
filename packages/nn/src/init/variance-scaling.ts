import { ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { requireFiniteNumber, requirePositiveNumber } from "../require.js";
import { type Fans, type Nonlinearity, fansOf, gainOf } from "./fans.js";
import type { Initializer } from "./initializer.js";

/**
 * U(−c, c) with c = √(3 / fan-in): inputs of unit variance give outputs of unit variance.
 *
 * @throws {ShapeError} where it draws fewer axes than two
 * @see LeCun, Bottou, Orr & Müller, *Efficient BackProp*, 1998, §4.6
 */
export function lecunUniform(): Initializer {
  return scaled("lecunUniform", "uniform", (fans) => ({ gain: 1, fan: fans.in }));
}

/** N(0, 1 / fan-in). @see LeCun, Bottou, Orr & Müller, *Efficient BackProp*, 1998, §4.6 */
export function lecunNormal(): Initializer {
  return scaled("lecunNormal", "normal", (fans) => ({ gain: 1, fan: fans.in }));
}

/** Options of `glorotUniform` and `glorotNormal`. */
export interface GlorotOptions {
  /** The deviation is multiplied with it. Default 1. */
  readonly gain?: number;
}

/**
 * U(−c, c) with c = gain·√(6 / (fan-in + fan-out)): between what keeps the variance of outputs, and that of gradients.
 *
 * @throws {ValueError} unless the gain is positive
 * @see Glorot & Bengio, *Understanding the difficulty of training deep feedforward neural networks*, 2010, eq. 16
 */
export function glorotUniform(options?: GlorotOptions): Initializer {
  return scaled("glorotUniform", "uniform", glorot("glorotUniform", options));
}

/** N(0, gain²·2 / (fan-in + fan-out)). @see Glorot & Bengio, 2010, eq. 12 @throws {ValueError} unless the gain is positive */
export function glorotNormal(options?: GlorotOptions): Initializer {
  return scaled("glorotNormal", "normal", glorot("glorotNormal", options));
}

/** Options of `heUniform` and `heNormal`. */
export interface HeOptions {
  /** What follows the weights. Default `"relu"`. */
  readonly nonlinearity?: Nonlinearity;
  /** Of `"leakyRelu"`. Default 0.01. */
  readonly negativeSlope?: number;
  /** Whether the variance of outputs is kept, or that of gradients. Default `"in"`. */
  readonly fan?: "in" | "out";
}

/**
 * U(−c, c) with c = gain·√(3 / fan), where the gain is √2 before a relu, of which half the variance remains.
 *
 * @throws {ValueError} for an unknown nonlinearity or fan
 * @see He, Zhang, Ren & Sun, *Delving deep into rectifiers*, 2015, §2.2
 */
export function heUniform(options?: HeOptions): Initializer {
  return scaled("heUniform", "uniform", he("heUniform", options));
}

/** N(0, gain² / fan). @see He, Zhang, Ren & Sun, 2015, §2.2 @throws {ValueError} for an unknown nonlinearity or fan */
export function heNormal(options?: HeOptions): Initializer {
  return scaled("heNormal", "normal", he("heNormal", options));
}

/** The variance is gain² / fan. */
type Scale = (fans: Fans) => { readonly gain: number; readonly fan: number };

function scaled(op: string, distribution: "uniform" | "normal", scaleOf: Scale): Initializer {
  return (rng, shape, dtype) => {
    const { gain, fan } = scaleOf(fansOf(op, shape));
    if (distribution === "normal") return rng.normal(shape, { std: gain / Math.sqrt(fan), dtype });
    const c = gain * Math.sqrt(3 / fan);
    return rng.uniform(shape, { low: -c, high: c, dtype });
  };
}

function glorot(op: string, options?: GlorotOptions): Scale {
  const { gain = 1 } = requireOptions(op, options);
  requirePositiveNumber(op, "gain", gain);
  return (fans) => ({ gain, fan: (fans.in + fans.out) / 2 });
}

function he(op: string, options?: HeOptions): Scale {
  const { nonlinearity = "relu", negativeSlope = 0.01, fan = "in" } = requireOptions(op, options);
  requireFiniteNumber(op, "negativeSlope", negativeSlope);
  if (fan !== "in" && fan !== "out") throw new ValueError(op, 'fan must be "in" or "out"', kindOf(fan));
  const gain = gainOf(op, nonlinearity, negativeSlope);
  return (fans) => ({ gain, fan: fans[fan] });
}
