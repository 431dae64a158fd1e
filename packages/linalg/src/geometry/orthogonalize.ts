import type { FloatArray, MatrixView } from "@linnet/kernels";

/** What is taken off a vector: its projections on all before it at once, one after the other, or all at once and then once more. */
export type GramSchmidtMethod = "classical" | "modified" | "twice";

/** A vector that adds nothing to those before it. */
export interface Dependent {
  readonly column: number;
  readonly isZero: boolean;
}

/**
 * Gram–Schmidt in place, in the dtype itself; sums are in double precision. Rows are vectors.
 *
 * @param qt n×m with contiguous rows, the vectors; overwritten by orthonormal ones
 * @param r n×n with contiguous rows, its upper triangle written: vector j = Σᵢ rᵢⱼ·qᵢ
 * @param rtol a vector of which no more than rtol times its length is left is dependent
 * @returns the first dependent vector, where it stops; null when there is none
 */
export function orthogonalize(
  qt: MatrixView,
  r: MatrixView,
  method: GramSchmidtMethod,
  rtol: number,
): Dependent | null {
  const { rows: n, cols: m, type } = qt;
  const parts = type.kind === "complex" ? 2 : 1;
  const [q, triangle] = [qt.data, r.data];
  const vector = (j: number): number => parts * (qt.offset + j * qt.rowStride);
  const place = (i: number, j: number): number => parts * (r.offset + i * r.rowStride + j);
  const length = parts * m;
  const coefficients = new Float64Array(parts * n);
  for (let j = 0; j < n; j++) {
    const v = vector(j);
    for (let i = 0; i <= j; i++) triangle.fill(0, place(i, j), place(i, j) + parts);
    const size = norm(q, v, length);
    let left = size;
    for (let pass = 0; pass < (method === "twice" ? 2 : 1); pass++) {
      const step = method === "modified" ? 1 : Math.max(1, j);
      for (let first = 0; first < j; first += step) {
        const last = first + step;
        for (let i = first; i < last; i++) inner(q, vector(i), v, length, parts, coefficients, parts * i);
        for (let i = first; i < last; i++) {
          for (let part = 0; part < parts; part++) triangle[place(i, j) + part] += coefficients[parts * i + part];
          subtract(q, vector(i), v, length, parts, coefficients, parts * i);
        }
      }
      left = norm(q, v, length);
      if (!(left > rtol * size)) return { column: j, isZero: size === 0 };
    }
    triangle[place(j, j)] = left;
    for (let k = v; k < v + length; k++) q[k] /= left;
  }
  return null;
}

/** out[at…] ← xᴴy. */
function inner(
  q: FloatArray,
  x: number,
  y: number,
  length: number,
  parts: number,
  out: Float64Array,
  at: number,
): void {
  let [re, im] = [0, 0];
  for (let k = 0; k < length; k++) re += q[x + k] * q[y + k];
  if (parts === 2) for (let k = 0; k < length; k += 2) im += q[x + k] * q[y + k + 1] - q[x + k + 1] * q[y + k];
  out[at] = re;
  if (parts === 2) out[at + 1] = im;
}

/** y ← y − c·x. */
function subtract(
  q: FloatArray,
  x: number,
  y: number,
  length: number,
  parts: number,
  c: Float64Array,
  at: number,
): void {
  const re = c[at];
  if (parts === 1) {
    for (let k = 0; k < length; k++) q[y + k] -= re * q[x + k];
    return;
  }
  const im = c[at + 1];
  for (let k = 0; k < length; k += 2) {
    q[y + k] -= re * q[x + k] - im * q[x + k + 1];
    q[y + k + 1] -= re * q[x + k + 1] + im * q[x + k];
  }
}

/** √(Σ xᵢ²), which over- and underflows only where it itself does. */
function norm(q: FloatArray, at: number, length: number): number {
  let largest = 0;
  for (let k = at; k < at + length; k++) largest = Math.max(largest, Math.abs(q[k]));
  if (largest === 0) return 0;
  let s = 0;
  for (let k = at; k < at + length; k++) s += (q[k] / largest) ** 2;
  return largest * Math.sqrt(s);
}
