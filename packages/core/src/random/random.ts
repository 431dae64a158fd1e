import { type ElementType, bool, complex128, complex64, elements, float32, float64, int32 } from "@linnet/kernels";
import { kindOf, requireOptions } from "../array/argument.js";
import { uninitialized } from "../array/create.js";
import type { Float, Inexact } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Shape } from "../array/typed-shape.js";
import { DTypeError, ValueError } from "../errors.js";
import { fillIntegers, fillShuffled } from "./integers.js";
import { fillNormal32, fillNormal64 } from "./normal.js";
import { CHILDREN, Draw, FOLDS, type Key, type Use } from "./draw.js";
import { type RandomState, readState } from "./state.js";
import { fillBernoulli, fillUniform32, fillUniform64 } from "./uniform.js";

/**
 * A stream of random numbers. Equal seeds give equal bits, on every platform.
 *
 * @param seed an integer in [0, 2⁵³)
 * @throws {ValueError} for another seed
 * @example
 * const rng = random(0);
 * rng.normal([2, 3]); // the next draw differs, the next run does not
 */
export function random(seed: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new ValueError("random", "the seed must be an integer in [0, 2⁵³)", kindOf(seed));
  }
  return new Random([seed >>> 0, Math.floor(seed / 2 ** 32)], 0, 0);
}

/**
 * A stream of random numbers with state: every draw moves it on. Streams made by `split` and `fold` are independent of
 * it and of one another.
 *
 * @remarks Philox4x32-10. An element depends on the stream and its place in it alone, never on the engine's `Math`.
 */
export class Random {
  /** @internal Use `random(seed)`. */
  constructor(
    private readonly key: Key,
    /** Blocks drawn. */
    private position: number,
    /** Streams split off. */
    private children: number,
  ) {}

  /** Uniform numbers of [low, high): 53 random bits each, 24 as float32. @throws {ValueError} unless low < high */
  uniform<const S extends Shape, D extends Float = "float64">(
    shape: S,
    options?: { readonly low?: number; readonly high?: number; readonly dtype?: D },
  ): NDArray<D, S> {
    const { low = 0, high = 1, dtype } = requireOptions("uniform", options);
    const single = isSingle("uniform", dtype);
    const [from, to] = single ? [Math.fround(low), Math.fround(high)] : [low, high];
    if (!(from < to) || !Number.isFinite(to - from)) {
      throw new ValueError(
        "uniform",
        "low must be less than high, and both finite",
        `low ${kindOf(low)} and high ${kindOf(high)}`,
      );
    }
    const x = uninitialized("uniform", shape, single ? float32 : float64);
    if (single) this.draw(x.size, (draw) => fillUniform32(draw, part(x) as Float32Array, from, to));
    else this.draw(2 * x.size, (draw) => fillUniform64(draw, part(x) as Float64Array, from, to));
    return x;
  }

  /**
   * Normal numbers of a mean and a standard deviation. Complex ones are circular: `std`² is the mean of |z − mean|², of which
   * real and imaginary part have half each, independently.
   *
   * @throws {ValueError} unless mean and std are finite and std ≥ 0
   * @example
   * random(0).normal([2], { dtype: "complex128" }); // E|z|² = 1
   */
  normal<const S extends Shape, D extends Inexact = "float64">(
    shape: S,
    options?: { readonly mean?: number; readonly std?: number; readonly dtype?: D },
  ): NDArray<D, S> {
    const { mean = 0, std = 1, dtype } = requireOptions("normal", options);
    const type = inexactNamed("normal", dtype);
    if (!Number.isFinite(mean) || !(std >= 0 && std < Infinity)) {
      throw new ValueError(
        "normal",
        "mean and std must be finite and std ≥ 0",
        `mean ${kindOf(mean)} and std ${kindOf(std)}`,
      );
    }
    const x: NDArray = uninitialized("normal", shape, type);
    const numbers = part(x).length;
    const [centre, spread] = type.kind === "complex" ? [0, std * Math.SQRT1_2] : [mean, std];
    if (type.array === Float32Array) {
      this.draw(numbers, (draw) => fillNormal32(draw, part(x) as Float32Array, centre, spread));
    } else this.draw(2 * numbers, (draw) => fillNormal64(draw, part(x) as Float64Array, centre, spread));
    if (type.kind === "complex" && mean !== 0) for (let i = 0, z = part(x); i < numbers; i += 2) z[i] += mean;
    return x;
  }

  /** int32 integers of [low, high), all equally likely. @throws {ValueError} for an empty or too large interval */
  integers<const S extends Shape>(low: number, high: number, shape: S): NDArray<"int32", S> {
    const areIntegers = Number.isInteger(low) && Number.isInteger(high);
    if (!(areIntegers && -(2 ** 31) <= low && low < high && high <= 2 ** 31)) {
      const expected = "low and high must be integers with −2³¹ ≤ low < high ≤ 2³¹";
      throw new ValueError("integers", expected, `low ${kindOf(low)} and high ${kindOf(high)}`);
    }
    const x = uninitialized("integers", shape, int32);
    this.draw(x.size, (draw) => fillIntegers(draw, part(x) as Int32Array, low, high - low));
    return x;
  }

  /** true with probability p, element by element. @throws {ValueError} unless p is in [0, 1] */
  bernoulli<const S extends Shape>(p: number, shape: S): NDArray<"bool", S> {
    if (!(p >= 0 && p <= 1)) throw new ValueError("bernoulli", "p must be in [0, 1]", kindOf(p));
    const x = uninitialized("bernoulli", shape, bool);
    this.draw(2 * x.size, (draw) => fillBernoulli(draw, part(x) as Uint8Array, p));
    return x;
  }

  /** 0, 1, …, n − 1 in random order, as int32. @throws {ValueError} for an n that is no count */
  permutation<N extends number>(n: N): NDArray<"int32", readonly [N]> {
    return this.distinct("permutation", n, n);
  }

  /**
   * k of the numbers 0, 1, …, n − 1: for rows of an array, `take(x, rng.choice(n, k))`.
   *
   * @param options `replace: false` draws each at most once. Default `true`
   * @throws {ValueError} when there is nothing to choose from, or not enough without replacement
   */
  choice<K extends number>(n: number, k: K, options?: { readonly replace?: boolean }): NDArray<"int32", readonly [K]> {
    const { replace = true } = requireOptions("choice", options);
    if (!isCount(n) || !isCount(k) || (n === 0 && k > 0)) {
      const got = `n ${kindOf(n)} and k ${kindOf(k)}`;
      throw new ValueError("choice", "n and k must be counts, and there must be something to choose from", got);
    }
    if (!replace && k > n) {
      const hint = "Set replace: true to draw some more than once.";
      throw new ValueError("choice", "k must be at most n without replacement", `n ${n} and k ${k}`, hint);
    }
    return replace && n > 0 ? this.integers(0, n, [k]) : this.distinct("choice", n, k);
  }

  /** n streams independent of this one and of each other. Splitting again gives others; drawing changes nothing. */
  split(n: number): Random[] {
    if (!isCount(n)) throw new ValueError("split", "n must be an integer in [0, 2³¹)", kindOf(n));
    return Array.from({ length: n }, () => this.derived(CHILDREN, this.children++));
  }

  /** The independent stream number i: a function of this stream's seed and i alone, however far it was drawn. */
  fold(i: number): Random {
    if (!Number.isSafeInteger(i) || i < 0) throw new ValueError("fold", "i must be an integer in [0, 2⁵³)", kindOf(i));
    return this.derived(FOLDS, i);
  }

  /** A stream that goes on as this one does from here. */
  clone(): Random {
    return new Random(this.key, this.position, this.children);
  }

  /** The whole state, for `JSON.stringify` and `Random.fromJSON`. */
  toJSON(): RandomState {
    const { key, position, children } = this;
    return { algorithm: "philox4x32-10", key, position, children };
  }

  /** The stream whose state was written. @throws {ValueError} for what is no state */
  static fromJSON(state: unknown): Random {
    const { key, position, children } = readState(state);
    return new Random(key, position, children);
  }

  /**
   * @internal Fills an array from `words` words, and moves on behind them. `fill` sees the array's memory once the draw has
   *   its own.
   */
  draw(words: number, fill: (draw: Draw) => void): void {
    const draw = new Draw(this.key, this.position, words);
    this.position += Math.ceil(words / 4);
    fill(draw);
    draw.end();
  }

  private derived(use: Use, i: number): Random {
    const draw = new Draw(this.key, i, 4);
    const child = new Random(draw.derive(use), 0, 0);
    draw.end();
    return child;
  }

  private distinct<K extends number>(op: string, n: number, k: K): NDArray<"int32", readonly [K]> {
    if (!isCount(n)) throw new ValueError(op, "n must be an integer in [0, 2³¹)", kindOf(n));
    const x = uninitialized(op, [k], int32);
    this.draw(k, (draw) => fillShuffled(draw, part(x) as Int32Array, n));
    return x;
  }
}

/** The numbers of a new array, alone: its storage may be longer. */
function part({ storage, type, size }: NDArray): ReturnType<typeof elements> {
  return elements(storage, type).subarray(0, type.kind === "complex" ? 2 * size : size);
}

function isCount(n: number): boolean {
  return Number.isInteger(n) && n >= 0 && n < 2 ** 31;
}

function isSingle(op: string, dtype: string | undefined): boolean {
  if (dtype === undefined || dtype === "float64") return false;
  if (dtype === "float32") return true;
  throw new DTypeError(op, "dtype must be float32 or float64", { dtype });
}

function inexactNamed(op: string, dtype: string = "float64"): ElementType {
  const type = [float64, float32, complex128, complex64].find(({ name }) => name === dtype);
  if (type === undefined) throw new DTypeError(op, "dtype must be float or complex", { dtype: String(dtype) });
  return type;
}
