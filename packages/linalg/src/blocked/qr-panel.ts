import { type MatrixView, complex128, float64, release, workspace } from "@linnet/kernels";
import { makeComplexReflector, reflectComplex } from "./complex-householder.js";
import { copyMatrix, float64Data } from "./copy.js";
import { applyBlock, blockFactor, half, joinFactors, makeReflector } from "./householder.js";
import { addScaled, dot } from "./vector.js";

/** Columns that a panel reduces one at a time. */
const BASE = 8;

/**
 * Reduces a panel of any float type, in float64 or complex128 memory: rows of `p` are columns of the panel, row i starts
 * its reflector at column i. Writes V with its zeros and ones, and T.
 *
 * @param tau room for the numbers τ, two places each when complex
 */
export function reducePanel(p: MatrixView, v: MatrixView, t: MatrixView, tau: Float64Array): void {
  const type = p.type.kind === "complex" ? complex128 : float64;
  if (p.type === type) {
    reduceRecursively(p, v, t, tau, 0);
    return;
  }
  const k = p.rows;
  const wide = workspace(type, 2 * k, p.cols);
  const square = workspace(type, k, k);
  const columns = wide.block(0, 0, k, p.cols);
  const reflectors = wide.block(k, 0, k, p.cols);
  copyMatrix(p, columns);
  reduceRecursively(columns, reflectors, square, tau, 0);
  copyMatrix(columns, p);
  copyMatrix(reflectors, v);
  copyMatrix(square, t);
  release(wide.storage);
  release(square.storage);
}

function reduceRecursively(p: MatrixView, v: MatrixView, t: MatrixView, tau: Float64Array, tauAt: number): void {
  const k = p.rows;
  const m = p.cols;
  if (k <= BASE) {
    if (p.type === complex128) reduceComplexColumns(p, v, tau, tauAt);
    else reduceColumns(p, v, tau, tauAt);
    blockFactor(v, tau, tauAt, t);
    return;
  }
  const h = half(k);
  const g = k - h;
  const top = v.block(0, 0, h, m);
  const corner = t.block(0, 0, h, h);
  reduceRecursively(p.block(0, 0, h, m), top, corner, tau, tauAt);
  applyBlock(p.block(h, 0, g, m), top, corner);
  const V = float64Data(v);
  const parts = p.type === complex128 ? 2 : 1;
  for (let i = h; i < k; i++) {
    const row = v.offset + i * v.rowStride;
    V.fill(0, parts * row, parts * (row + h));
  }
  reduceRecursively(p.block(h, h, g, m - h), v.block(h, h, g, m - h), t.block(h, h, g, g), tau, tauAt + h);
  joinFactors(v, t, h);
}

function reduceColumns(p: MatrixView, v: MatrixView, tau: Float64Array, tauAt: number): void {
  const P = float64Data(p);
  const V = float64Data(v);
  const m = p.cols;
  for (let i = 0; i < p.rows; i++) {
    const x = p.offset + i * p.rowStride;
    const vi = v.offset + i * v.rowStride;
    const t = makeReflector(m - i, P, x + i);
    tau[tauAt + i] = t;
    V.fill(0, vi, vi + i);
    V[vi + i] = 1;
    for (let c = i + 1; c < m; c++) V[vi + c] = P[x + c];
    if (t === 0) continue;
    for (let r = i + 1; r < p.rows; r++) {
      const row = p.offset + r * p.rowStride + i;
      addScaled(m - i, -t * dot(m - i, P, row, V, vi + i), V, vi + i, P, row);
    }
  }
}

function reduceComplexColumns(p: MatrixView, v: MatrixView, tau: Float64Array, tauAt: number): void {
  const P = float64Data(p);
  const V = float64Data(v);
  const m = p.cols;
  const work = new Float64Array(2);
  for (let i = 0; i < p.rows; i++) {
    const x = 2 * (p.offset + i * p.rowStride);
    const vi = 2 * (v.offset + i * v.rowStride);
    const t = 2 * (tauAt + i);
    makeComplexReflector(m - i, P, x + 2 * i, tau, t);
    V.fill(0, vi, vi + 2 * i);
    V[vi + 2 * i] = 1;
    V[vi + 2 * i + 1] = 0;
    V.set(P.subarray(x + 2 * i + 2, x + 2 * m), vi + 2 * i + 2);
    if (tau[t] === 0) continue;
    for (let r = i + 1; r < p.rows; r++) {
      const row = 2 * (p.offset + r * p.rowStride + i);
      reflectComplex(m - i, tau[t], tau[t + 1], V, vi + 2 * i, P, row, work);
    }
  }
}
