/** A number as the unevaluated sum of two float64, of some 106 bits. */
export type DoubleDouble = readonly [high: number, low: number];

/** 2π. */
const TURN: DoubleDouble = [6.283185307179586, 2.4492935982947064e-16];

function split(a: number): DoubleDouble {
  const scaled = 134217729 * a; // 2²⁷ + 1
  const high = scaled - (scaled - a);
  return [high, a - high];
}

/** a + b, rounded, and what the rounding lost. */
function twoSum(a: number, b: number): DoubleDouble {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

/** a·b, rounded, and what the rounding lost. */
function twoProduct(a: number, b: number): DoubleDouble {
  const product = a * b;
  const [a1, a0] = split(a);
  const [b1, b0] = split(b);
  return [product, a1 * b1 - product + a1 * b0 + a0 * b1 + a0 * b0];
}

export function plus(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [high, low] = twoSum(a[0], b[0]);
  return twoSum(high, low + (a[1] + b[1]));
}

export function product(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [high, low] = twoProduct(a[0], b[0]);
  return twoSum(high, low + (a[0] * b[1] + a[1] * b[0]));
}

export function negative([high, low]: DoubleDouble): DoubleDouble {
  return [-high, -low];
}

function quotient([high, low]: DoubleDouble, n: number): DoubleDouble {
  const first = high / n;
  const [product, error] = twoProduct(first, n);
  return twoSum(first, (high - product - error + low) / n);
}

/** cos and sin of 2π·k/n for k < n, by the Taylor series at angles up to π/4. */
export function anglesOf(n: number): readonly (readonly [cos: DoubleDouble, sin: DoubleDouble])[] {
  return Array.from({ length: n }, (_, k) => {
    let u = 8 * k; // the angle is (π/4)·u/n
    const below = u > 4 * n;
    if (below) u = 8 * n - u;
    const left = u > 2 * n;
    if (left) u = 4 * n - u;
    const steep = u > n;
    if (steep) u = 2 * n - u;
    const angle = quotient(product(TURN, [u, 0]), 8 * n);
    let [c, s]: DoubleDouble[] = [
      [0, 0],
      [0, 0],
    ];
    let term: DoubleDouble = [1, 0];
    for (let i = 0; i < 30; i++) {
      const signed = i % 4 < 2 ? term : negative(term);
      if (i % 2 === 0) c = plus(c, signed);
      else s = plus(s, signed);
      term = quotient(product(term, angle), i + 1);
    }
    if (steep) [c, s] = [s, c];
    return [left ? negative(c) : c, below ? negative(s) : s] as const;
  });
}
