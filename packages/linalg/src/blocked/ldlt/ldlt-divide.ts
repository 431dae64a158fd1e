import type { SymmetricPanel } from "../symmetric/symmetric-panel.js";

/** L = V/d for a 1×1 pivot d = V[k, k], which is stored on the diagonal of u; zeros where d is 0, as the column then is. */
export function divideByOne({ u, L, V, width }: SymmetricPanel, m: number, k: number): void {
  const from = width * (V.offset + m * V.rowStride);
  const to = width * (L.offset + m * L.rowStride);
  const v = V.data;
  const l = L.data;
  const d = v[from + width * k];
  for (let i = width * (k + 1); i < width * V.cols; i++) l[to + i] = d === 0 ? 0 : v[from + i] / d;
  setDiagonal(u, k, d, width);
  setBelow(u, k, 0, 0, width);
}

/**
 * L = V·D⁻¹ for a 2×2 pivot D = [[a, c], [c, b]] of rows k and k + 1. Scaled by c, the largest entry of D, so that ab − c²
 * is not formed: with x = b/c and y = a/c,
 *
 *     l₁ = t·(x·v₁ − v₂)/c,  l₂ = t·(y·v₂ − v₁)/c,  t = 1/(x·y − 1)
 *
 * @see LAPACK dlasyf_rook
 */
export function divideByTwo({ u, L, V }: SymmetricPanel, m: number, k: number): void {
  const [v, l] = [V.data, L.data];
  const [v1, l1] = [V.offset + m * V.rowStride, L.offset + m * L.rowStride];
  const [v2, l2] = [v1 + V.rowStride, l1 + L.rowStride];
  const [a, c, b] = [v[v1 + k], v[v1 + k + 1], v[v2 + k + 1]];
  const [x, y] = [b / c, a / c];
  const t = 1 / (x * y - 1);
  for (let i = k + 2; i < V.cols; i++) {
    l[l1 + i] = t * ((x * v[v1 + i] - v[v2 + i]) / c);
    l[l2 + i] = t * ((y * v[v2 + i] - v[v1 + i]) / c);
  }
  l[l1 + k + 1] = 0;
  setDiagonal(u, k, a, 1);
  setDiagonal(u, k + 1, b, 1);
  setBelow(u, k, c, 0, 1);
  setBelow(u, k + 1, 0, 0, 1);
}

/**
 * The same for a Hermitian D = [[a, c̄], [c, b]]: with x = b/c and y = a/c̄,
 *
 *     l₁ = t·(x·v₁ − v₂)/c̄,  l₂ = t·(y·v₂ − v₁)/c,  t = 1/(Re x·y − 1)
 *
 * @see LAPACK zlahef_rook
 */
export function divideByTwoComplex({ u, L, V }: SymmetricPanel, m: number, k: number): void {
  const [v, l] = [V.data, L.data];
  const [v1, l1] = [2 * (V.offset + m * V.rowStride), 2 * (L.offset + m * L.rowStride)];
  const [v2, l2] = [v1 + 2 * V.rowStride, l1 + 2 * L.rowStride];
  const [a, b] = [v[v1 + 2 * k], v[v2 + 2 * k + 2]];
  const [re, im] = [v[v1 + 2 * k + 2], v[v1 + 2 * k + 3]];
  const size = Math.hypot(re, im);
  const [cosine, sine] = [re / size, im / size]; // 1/c = (cosine − i·sine)/size
  const [p, q] = [b / size, a / size]; // x = p·(cosine − i·sine), y = q·(cosine + i·sine)
  const t = 1 / (p * q - 1);
  for (let i = 2 * (k + 2); i < 2 * V.cols; i += 2) {
    const [r1, i1] = [v[v1 + i], v[v1 + i + 1]];
    const [r2, i2] = [v[v2 + i], v[v2 + i + 1]];
    // l₁ = t·(p·v₁ − e^{iφ}·v₂)/size, l₂ = t·(q·v₂ − e^{−iφ}·v₁)/size, with c = size·e^{iφ}
    l[l1 + i] = t * ((p * r1 - (cosine * r2 - sine * i2)) / size);
    l[l1 + i + 1] = t * ((p * i1 - (cosine * i2 + sine * r2)) / size);
    l[l2 + i] = t * ((q * r2 - (cosine * r1 + sine * i1)) / size);
    l[l2 + i + 1] = t * ((q * i2 - (cosine * i1 - sine * r1)) / size);
  }
  l[l1 + 2 * k + 2] = 0;
  l[l1 + 2 * k + 3] = 0;
  setDiagonal(u, k, a, 2);
  setDiagonal(u, k + 1, b, 2);
  setBelow(u, k, re, -im, 2);
  setBelow(u, k + 1, 0, 0, 2);
}

function setDiagonal({ data, offset, rowStride }: SymmetricPanel["u"], k: number, value: number, width: 1 | 2): void {
  const at = width * (offset + k * (rowStride + 1));
  data[at] = value;
  if (width === 2) data[at + 1] = 0;
}

/** D[k, k+1], which has its place below the diagonal of u: 0 where a 1×1 pivot or the end of a 2×2 one is. */
function setBelow(u: SymmetricPanel["u"], k: number, re: number, im: number, width: 1 | 2): void {
  if (k + 1 === u.rows) return;
  const at = width * (u.offset + (k + 1) * u.rowStride + k);
  u.data[at] = re;
  if (width === 2) u.data[at + 1] = im;
}
