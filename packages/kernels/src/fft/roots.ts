/** π/4 to 77 bits: its 24 leading ones, and the rest. */
const HIGH = 0.7853981852531433;
const LOW = -2.1855695000931213e-8;

/**
 * e^(−2πi·k/n) for k < n, real and imaginary parts in turn, each within one ulp and the same on every engine; what symmetry makes
 * equal is equal.
 */
export function rootsOfUnity(n: number): Float64Array<ArrayBuffer> {
  const roots = new Float64Array(2 * n);
  for (let k = 0; k <= n >> 1; k++) {
    // 2π·k/n = (π/4)·u/n with u = 8k, which reflections bring below n: whole numbers, so nothing is lost
    let u = 8 * k;
    const isLeft = u > 2 * n;
    if (isLeft) u = 4 * n - u;
    const isSteep = u > n;
    if (isSteep) u = 2 * n - u;
    const first = u / 8; // known already where it is a whole number below k
    const [c, s] =
      Number.isInteger(first) && first < k ? [roots[2 * first], 0 - roots[2 * first + 1]] : cosineAndSine(u, n);
    const [x, y] = isSteep ? [s, c] : [c, s];
    roots[2 * k] = isLeft ? 0 - x : x; // never −0
    roots[2 * k + 1] = 0 - y;
  }
  for (let k = 1; 2 * k < n; k++) {
    roots[2 * (n - k)] = roots[2 * k];
    roots[2 * (n - k) + 1] = -roots[2 * k + 1];
  }
  return roots;
}

/**
 * cos and sin of (π/4)·u/n, u ≤ n < 2²⁹. The angle is held as 24 bits, whose square and product with n are exact, and a rest; so only
 * the tails of the Taylor series and the last addition round: sin x = x − x³/6·(1 − x²/20·(1 − …)), and likewise cos x.
 */
function cosineAndSine(u: number, n: number): readonly [number, number] {
  const high = Math.fround(((HIGH + LOW) * u) / n);
  const low = (HIGH * u - high * n + LOW * u) / n;
  const x = high + low;
  const z = x * x;
  let [sine, cosine] = [1, 1];
  for (let k = 16; k > 3; k -= 2) {
    sine = 1 - (z * sine) / (k * (k + 1));
    cosine = 1 - (z * cosine) / ((k + 1) * (k + 2));
  }
  const half = (high * high) / 2;
  const rest = 1 - half;
  return [rest + (1 - rest - half - low * (high + low / 2) + (z * z * cosine) / 24), high + (low - (x * z * sine) / 6)];
}
