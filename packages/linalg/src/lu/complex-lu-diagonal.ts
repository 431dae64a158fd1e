import type { MatrixView } from "@linnet/core/extend";
import { timesPowerOfTwo } from "./lu-diagonal.js";

/** As `signedProduct` of a complex diagonal. @returns real and imaginary part */
export function complexProduct(u: MatrixView, sign: number): readonly [number, number] {
  let [re, im, exponent] = [sign, 0, 0];
  for (let i = 0; i < u.rows; i++) {
    const [x, y, e] = scaledEntry(u, i);
    if (x === 0 && y === 0) return [0, 0];
    exponent += e;
    [re, im] = [re * x - im * y, re * y + im * x];
    if (i % 300 === 299) {
      const shift = exponentOf(re, im);
      exponent += shift;
      re = timesPowerOfTwo(re, -shift);
      im = timesPowerOfTwo(im, -shift);
    }
  }
  const e = Math.max(-2200, Math.min(2200, exponent));
  return [timesPowerOfTwo(re, e), timesPowerOfTwo(im, e)];
}

/** As `signAndLog` of a complex diagonal: the phase e^{iφ} of the product and the logarithm of its magnitude. */
export function phaseAndLog(u: MatrixView, sign: number): readonly [re: number, im: number, logAbs: number] {
  let [re, im, logAbs] = [sign, 0, 0];
  for (let i = 0; i < u.rows; i++) {
    const [x, y, e] = scaledEntry(u, i);
    if (x === 0 && y === 0) return [0, 0, -Infinity];
    const size = Math.sqrt(x * x + y * y);
    logAbs += Math.log(size) + e * Math.LN2;
    [re, im] = [(re * x - im * y) / size, (re * y + im * x) / size];
  }
  const size = Math.sqrt(re * re + im * im); // 1 but for rounding
  return [re / size, im / size, logAbs];
}

/** uᵢᵢ·2⁻ᵉ and e, so that the larger part is in [1, 2); zeros for 0. */
function scaledEntry(u: MatrixView, i: number): readonly [number, number, number] {
  const at = 2 * (u.offset + i * (u.rowStride + u.colStride));
  const [x, y] = [u.data[at], u.data[at + 1]];
  if (x === 0 && y === 0) return [0, 0, 0];
  const e = exponentOf(x, y);
  return [timesPowerOfTwo(x, -e), timesPowerOfTwo(y, -e), e];
}

function exponentOf(x: number, y: number): number {
  return Math.floor(Math.log2(Math.max(Math.abs(x), Math.abs(y))));
}
