import type { FloatArray, MatrixView } from "@linnet/kernels";

/** out ← Σᵢ cᵢ·Xᵢ, of one to four contiguous square matrices of one dtype. */
export function combine(c: readonly number[], x: readonly MatrixView[], out: MatrixView): void {
  const size = out.rows * out.cols * (out.type.kind === "complex" ? 2 : 1);
  const to = out.data;
  if (c.length <= 2) {
    const [p, q = 0] = c;
    const a = x[0].data;
    addTwo(size, p, a, q, x.length === 1 ? a : x[1].data, to);
  } else {
    const [p, q, r, s = 0] = c;
    const a = x[0].data;
    addFour(size, p, a, q, x[1].data, r, x[2].data, s, x.length === 3 ? a : x[3].data, to);
  }
}

/** X ← X + c·I, of a contiguous square matrix. */
export function addIdentity(c: number, { data, type, rows }: MatrixView): void {
  const step = (rows + 1) * (type.kind === "complex" ? 2 : 1);
  for (let i = 0, at = 0; i < rows; i++, at += step) data[at] += c;
}

function addTwo(size: number, p: number, a: FloatArray, q: number, b: FloatArray, to: FloatArray): void {
  for (let i = 0; i < size; i++) to[i] = p * a[i] + q * b[i];
}

function addFour(
  size: number,
  p: number,
  a: FloatArray,
  q: number,
  b: FloatArray,
  r: number,
  c: FloatArray,
  s: number,
  d: FloatArray,
  to: FloatArray,
): void {
  for (let i = 0; i < size; i++) to[i] = p * a[i] + q * b[i] + (r * c[i] + s * d[i]);
}
