import type { MatrixView } from "@linnet/core/extend";

/** ∏ᵢ Uᵢᵢ·sign with its exponent apart, so that no intermediate product over- or underflows. */
export function signedProduct({ data, offset, rows, rowStride, colStride }: MatrixView, sign: number): number {
  let mantissa = sign;
  let exponent = 0;
  for (let i = 0; i < rows; i++) {
    const u = data[offset + i * (rowStride + colStride)];
    if (u === 0) return 0;
    const e = Math.floor(Math.log2(Math.abs(u)));
    exponent += e;
    mantissa *= timesPowerOfTwo(u, -e);
    if (i % 500 === 499) {
      const shift = Math.floor(Math.log2(Math.abs(mantissa)));
      exponent += shift;
      mantissa = timesPowerOfTwo(mantissa, -shift);
    }
  }
  return timesPowerOfTwo(mantissa, Math.max(-2200, Math.min(2200, exponent)));
}

/** x·2ᵉ in steps that do not overflow on the way. */
export function timesPowerOfTwo(x: number, e: number): number {
  for (; e > 1000; e -= 1000) x *= 2 ** 1000;
  for (; e < -1000; e += 1000) x *= 2 ** -1000;
  return x * 2 ** e;
}

/** Sign and logarithm of the magnitude of ∏ᵢ Uᵢᵢ·sign; 0 and −∞ where it is 0. */
export function signAndLog(
  { data, offset, rows, rowStride, colStride }: MatrixView,
  sign: number,
): readonly [number, number] {
  let logAbs = 0;
  for (let i = 0; i < rows; i++) {
    const u = data[offset + i * (rowStride + colStride)];
    if (u === 0) return [0, -Infinity];
    if (u < 0) sign = -sign;
    logAbs += Math.log(Math.abs(u));
  }
  return [sign, logAbs];
}

/** 1 for an even permutation, −1 for an odd one: each cycle of even length turns the sign. */
export function parity(order: Int32Array): number {
  const seen = new Uint8Array(order.length);
  let sign = 1;
  for (let start = 0; start < order.length; start++) {
    let length = 0;
    for (let i = start; seen[i] === 0; i = order[i]) {
      seen[i] = 1;
      length++;
    }
    if (length > 0 && length % 2 === 0) sign = -sign;
  }
  return sign;
}
