import { rootsOfUnity } from "./roots.js";
import { Tables } from "./tables.js";
import { mixedRadix } from "./transform.js";

/** One pass of the mixed-radix algorithm: butterflies of `radix` elements, n = s·radix·m. */
export interface Pass {
  readonly radix: number;
  readonly m: number;
  /** The product of the radices before. */
  readonly s: number;
  /** Address of radix − 1 twiddle factors for each of m butterflies. */
  readonly twiddles: number;
  /** Address of an odd radix' cosines and sines. */
  readonly angles: number;
}

/** What a complex transform of one length needs. */
export interface Plan {
  readonly n: number;
  /** None where the length has a large prime factor. */
  readonly passes: readonly Pass[];
  readonly chirp: Chirp | null;
}

/** What Bluestein's algorithm needs. */
export interface Chirp {
  /** Of the convolution's length. */
  readonly plan: Plan;
  /** Address of e^(−πi·k²/n), k < n. */
  readonly factors: number;
  /** Address of the transform of the conjugate factors, over the convolution's length. */
  readonly spectrum: number;
}

/**
 * A length whose radices sum up to more is transformed as a convolution. An element costs each of its butterflies the radix, some
 * third of a nanosecond, and a convolution 40 nanoseconds or more.
 */
const LARGEST_SUM = 128;

/** Makes the plan of a length; its constants belong to `tables`. */
export function makePlan(n: number, tables: Tables): Plan {
  const radices = radicesOf(n);
  if (radices.reduce((sum, r) => sum + r) > LARGEST_SUM) return { n, passes: [], chirp: makeChirp(n, tables) };
  const roots = rootsOfUnity(n);
  let s = 1;
  const passes = radices.map((radix) => {
    const m = n / s / radix;
    const pass = { radix, m, s, twiddles: tables.keep(twiddles(roots, radix, m, s)), angles: angles(radix, tables) };
    s *= radix;
    return pass;
  });
  return { n, passes, chirp: null };
}

/** 4s first, then at most one 2, then odd primes from the smallest; [1] for 1. */
function radicesOf(n: number): number[] {
  if (n === 1) return [1];
  const radices: number[] = [];
  for (let r = 4; n > 1;) {
    if (n % r === 0) {
      radices.push(r);
      n /= r;
    } else if (r === 4) r = 2;
    else if (r * r > n) r = n;
    else r += r === 2 ? 1 : 2;
  }
  return radices;
}

/** ω^(p·k) for 0 < k < radix, p after p, where ω is the root of unity of order n/s. */
function twiddles(roots: Float64Array, radix: number, m: number, s: number): Float64Array {
  const w = new Float64Array(2 * m * (radix - 1));
  for (let p = 0, i = 0; p < m; p++) {
    for (let k = 1; k < radix; k++, i += 2) {
      const at = 2 * p * k * s;
      w[i] = roots[at];
      w[i + 1] = roots[at + 1];
    }
  }
  return w;
}

/** cos and sin of 2π·jk/r for j, k = 1 … (r − 1)/2, row k after row k − 1; only radices without a pass of their own need them. */
function angles(r: number, tables: Tables): number {
  const h = (r - 1) / 2;
  if (r < 7) return 0;
  const roots = rootsOfUnity(r);
  const list: number[] = [];
  for (let k = 1; k <= h; k++) {
    for (let j = 1; j <= h; j++) {
      const at = 2 * ((j * k) % r);
      list.push(roots[at], -roots[at + 1]);
    }
  }
  return tables.keep(Float64Array.from(list));
}

function makeChirp(n: number, tables: Tables): Chirp {
  const roots = rootsOfUnity(2 * n);
  const length = convolutionLength(2 * n - 1);
  const plan = makePlan(length, tables);
  const factors = new Float64Array(2 * n);
  const wrapped = new Float64Array(2 * length);
  for (let k = 0, square = 0; k < n; k++) {
    const [re, im] = [roots[2 * square], roots[2 * square + 1]];
    factors[2 * k] = re;
    factors[2 * k + 1] = im;
    for (const at of [k, (length - k) % length]) {
      wrapped[2 * at] = re / length; // the inverse transform asks for 1/length
      wrapped[2 * at + 1] = -im / length;
    }
    square = (square + 2 * k + 1) % (2 * n);
  }
  const chirp = { plan, factors: tables.keep(factors), spectrum: tables.reserve(length) };
  const work = new Tables();
  const from = work.keep(wrapped);
  mixedRadix(plan, false, 1, from, chirp.spectrum, work.reserve(length));
  work.free();
  return chirp;
}

/** The least 2^a·3^b·5^c that is not smaller. */
function convolutionLength(least: number): number {
  let best = Infinity;
  for (let five = 1; five < best; five *= 5) {
    for (let odd = five; odd < best; odd *= 3) {
      const length = odd * 2 ** Math.max(0, Math.ceil(Math.log2(least / odd)));
      if (length >= least) best = Math.min(best, length);
    }
  }
  return best;
}
