import { wholeMemory } from "../memory/memory.js";
import { fftFamily } from "./family.js";
import type { Chirp, Plan } from "./plan.js";

/** Butterflies a call: few enough that an engine soon replaces the code of its first compiler. */
const CHUNK = 1024;

/** Addresses of memory to work in, each for as many rows as `roomFor` says. */
export type Areas = readonly [a: number, b: number, c: number];

/** Rows of an area that a plan needs. */
export function roomFor({ n, chirp }: Plan): number {
  return chirp === null ? n : chirp.plan.n;
}

/**
 * y ← F·x for `cols` lines side by side, without a factor; `inverse` takes the roots conjugated. x may be the first area or
 * lie elsewhere, y the third or elsewhere.
 */
export function transform(plan: Plan, inverse: boolean, cols: number, x: number, y: number, areas: Areas): void {
  if (plan.chirp === null) mixedRadix(plan, inverse, cols, x, y, areas[1]);
  else convolve(plan.n, plan.chirp, inverse, cols, x, y, areas);
}

/** Passes from x to y by way of `work`, which x must not be. */
export function mixedRadix(plan: Plan, inverse: boolean, cols: number, x: number, y: number, work: number): void {
  const { pass2, pass3, pass4, pass5, passOdd } = fftFamily.exports;
  const kernels = [passOdd, passOdd, pass2, pass3, pass4, pass5];
  plan.passes.forEach(({ radix, m, s, twiddles, angles }, i) => {
    const to = (plan.passes.length - i) % 2 === 1 ? y : work;
    const kernel = kernels[radix] ?? passOdd;
    const step = Math.ceil(CHUNK / (s * cols));
    for (let p = 0; p < m; p += step) {
      kernel(inverse, p, Math.min(p + step, m), m, s * cols, twiddles, x, to, radix, angles);
    }
    x = to;
  });
}

/**
 * Bluestein's algorithm: because jk = (j² + k² − (k − j)²)/2, with wₖ = e^(−πi·k²/n)
 *
 *     yₖ = wₖ·Σⱼ (wⱼ·xⱼ)·conj(wₖ₋ⱼ)
 *
 * which is a convolution, and of any length L ≥ 2n − 1 a product of transforms.
 */
function convolve(
  n: number,
  { plan, factors, spectrum }: Chirp,
  inverse: boolean,
  cols: number,
  x: number,
  y: number,
  [a, b, c]: Areas,
): void {
  const { multiply } = fftFamily.exports;
  multiply(inverse, n, cols, x, factors, b);
  wholeMemory().u8.fill(0, b + 16 * n * cols, b + 16 * plan.n * cols);
  mixedRadix(plan, inverse, cols, b, c, a);
  multiply(inverse, plan.n, cols, c, spectrum, c);
  mixedRadix(plan, !inverse, cols, c, b, a);
  multiply(inverse, n, cols, b, factors, y);
}
