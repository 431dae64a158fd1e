import type { MatrixView } from "@linnet/kernels";
import { float64Data } from "../matrix/copy.js";
import { sizeAt } from "../matrix/lanes.js";
import { hypot } from "../vector/vector.js";

/** A pivot that is not positive, and its value. */
export interface FailedPivot {
  readonly pivot: number;
  readonly value: number;
}

/**
 * L ← the Cholesky factor of L·Lᴴ + Σ v·vᴴ, for each row v of V in turn: column k of L and v are rotated until v has a zero there.
 *
 * @param L n×n, lower triangular with real diagonal, float64 or complex128; overwritten, fastest with contiguous columns
 * @param V k×n, contiguous rows; overwritten
 */
export function updateCholesky(L: MatrixView, V: MatrixView): null {
  const width = L.type.kind === "complex" ? 2 : 1;
  const [l, v] = [float64Data(L), float64Data(V)];
  for (let r = 0; r < V.rows; r++) {
    const row = width * (V.offset + r * V.rowStride);
    for (let k = 0; k < L.rows; k++) {
      if (sizeAt(width, v, row + width * k) === 0) continue;
      const diagonal = width * (L.offset + k * (L.rowStride + L.colStride));
      const [re, im] = [v[row + width * k], width === 1 ? 0 : v[row + 2 * k + 1]];
      const length = hypot(l[diagonal], width === 1 ? re : hypot(re, im));
      const [c, p, q] = [l[diagonal] / length, re / length, im / length]; // s = p + i·q
      l[diagonal] = length;
      for (let i = k + 1; i < L.rows; i++) {
        const at = width * (L.offset + i * L.rowStride + k * L.colStride);
        const to = row + width * i;
        const [x, y] = [l[at], v[to]];
        if (width === 1) {
          l[at] = c * x + p * y;
          v[to] = c * y - p * x;
        } else {
          const [xi, yi] = [l[at + 1], v[to + 1]];
          l[at] = c * x + (p * y + q * yi); // c·l + s̄·v
          l[at + 1] = c * xi + (p * yi - q * y);
          v[to] = c * y - (p * x - q * xi); // c·v − s·l
          v[to + 1] = c * yi - (p * xi + q * x);
        }
      }
    }
  }
  return null;
}

/**
 * L ← the Cholesky factor of L·Lᴴ − Σ v·vᴴ, for each row v of V in turn: with p = L⁻¹·v, rotations that carry (p, √(1 − ‖p‖²)) to a unit
 * vector carry [L, 0] to the new factor beside v.
 *
 * @returns the first pivot that would not be positive; then L is spoiled
 * @see LINPACK dchdd; Stewart 1979
 */
export function downdateCholesky(L: MatrixView, V: MatrixView): FailedPivot | null {
  const width = L.type.kind === "complex" ? 2 : 1;
  const n = L.rows;
  const rotations = new Float64Array(3 * n); // c, and s in two parts
  for (let r = 0; r < V.rows; r++) {
    const row = width * (V.offset + r * V.rowStride);
    const rest = solveForward(L, V, row, width);
    if (typeof rest === "object") return rest;
    makeRotations(Math.sqrt(rest), float64Data(V), row, n, width, rotations);
    for (let j = 0; j < n; j++) rotateRow(L, j, width, rotations);
  }
  return null;
}

/** p = L⁻¹·v in place, as long as ‖p‖ < 1. @returns 1 − ‖p‖² */
function solveForward(L: MatrixView, V: MatrixView, row: number, width: 1 | 2): FailedPivot | number {
  const [l, v] = [float64Data(L), float64Data(V)];
  let rest = 1; // 1 − the squares of p so far: what is left of each pivot, relative to the one before
  for (let i = 0; i < L.rows; i++) {
    const start = width * (L.offset + i * L.rowStride);
    let [re, im] = [v[row + width * i], width === 1 ? 0 : v[row + 2 * i + 1]];
    for (let k = 0; k < i; k++) {
      const [a, x] = [l[start + width * k], v[row + width * k]];
      if (width === 1) re -= a * x;
      else {
        const [b, y] = [l[start + 2 * k + 1], v[row + 2 * k + 1]];
        re -= a * x - b * y;
        im -= a * y + b * x;
      }
    }
    const diagonal = l[start + width * i];
    v[row + width * i] = re / diagonal;
    if (width === 2) v[row + 2 * i + 1] = im / diagonal;
    const before = rest;
    rest -= (re / diagonal) ** 2 + (im / diagonal) ** 2;
    if (!(rest > 0)) return { pivot: i, value: diagonal * diagonal * (rest / before) };
  }
  return rest;
}

/** From the last to the first: c and s that move p[i] into α, which begins as √(1 − ‖p‖²), `last`, and ends as 1. */
function makeRotations(
  last: number,
  p: Float64Array,
  row: number,
  n: number,
  width: 1 | 2,
  rotations: Float64Array,
): void {
  let alpha = last;
  for (let i = n - 1; i >= 0; i--) {
    const [re, im] = [p[row + width * i], width === 1 ? 0 : p[row + 2 * i + 1]];
    const length = hypot(alpha, width === 1 ? re : hypot(re, im));
    rotations[3 * i] = alpha / length;
    rotations[3 * i + 1] = re / length;
    rotations[3 * i + 2] = im / length;
    alpha = length;
  }
}

/** Row j of L, from its diagonal to the left, with what the rotations make of a zero beside it. */
function rotateRow(L: MatrixView, j: number, width: 1 | 2, rotations: Float64Array): void {
  const l = float64Data(L);
  const start = width * (L.offset + j * L.rowStride);
  let [x, y] = [0, 0];
  for (let i = j; i >= 0; i--) {
    const [c, p, q] = [rotations[3 * i], rotations[3 * i + 1], rotations[3 * i + 2]];
    const at = start + width * i;
    const re = l[at];
    if (width === 1) {
      l[at] = c * re - p * x;
      x = c * x + p * re;
      continue;
    }
    const im = l[at + 1];
    l[at] = c * re - (p * x + q * y); // c·l − s̄·x
    l[at + 1] = c * im - (p * y - q * x);
    [x, y] = [c * x + (p * re - q * im), c * y + (p * im + q * re)]; // c·x + s·l
  }
}
