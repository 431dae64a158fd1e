import type { NDArray } from "@linnet/core";
import { type MatrixView, type Primitive, bind, contiguousLike, matrices, primitive } from "@linnet/core/extend";
import { timesPowerOfTwo } from "./lu-diagonal.js";

/**
 * Products of all numbers but one, ∏ⱼ≠ᵢ sⱼ; a constant to differentiation.
 *
 * @param s real columns `[…, n, 1]`
 * @returns shape of s
 * @remarks 3·n multiplications, none of which over- or underflows unless the product does.
 */
export function leftOutProducts(s: NDArray): NDArray {
  return bind(leftOutProductsP, [s], undefined);
}

const leftOutProductsP: Primitive = /* @__PURE__ */ primitive("leftOutProducts", {
  batch: [2],
  abstract: ([s]) => contiguousLike(s),

  evaluate([s], out) {
    for (const [column, products] of matrices([s, out])) fill(column, products);
  },

  derivative: false,
});

/** mantissa·2^exponent, so that what lies in between neither over- nor underflows. */
interface Scaled {
  readonly mantissa: number;
  readonly exponent: number;
}

const one: Scaled = { mantissa: 1, exponent: 0 };

function times(a: Scaled, b: Scaled): Scaled {
  const mantissa = a.mantissa * b.mantissa;
  if (mantissa === 0) return { mantissa, exponent: 0 };
  const e = Math.floor(Math.log2(Math.abs(mantissa)));
  return { mantissa: timesPowerOfTwo(mantissa, -e), exponent: a.exponent + b.exponent + e };
}

function fill(s: MatrixView, out: MatrixView): void {
  const n = s.rows;
  const values = Array.from({ length: n }, (_, i) =>
    times(one, { mantissa: s.data[s.offset + i * s.rowStride], exponent: 0 }),
  );
  const before = [one];
  for (let i = 0; i < n; i++) before.push(times(before[i], values[i]));
  const after = [one]; // of the last numbers, so many of them
  for (let i = 0; i < n; i++) after.push(times(after[i], values[n - 1 - i]));
  for (let i = 0; i < n; i++) {
    const { mantissa, exponent } = times(before[i], after[n - 1 - i]);
    const bounded = Math.max(-2200, Math.min(2200, exponent));
    out.data[out.offset + i * out.rowStride] = timesPowerOfTwo(mantissa, bounded);
  }
}
