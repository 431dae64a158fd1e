import {
  type ElementType,
  type FloatArray,
  type MatrixView,
  complex128,
  float64,
  gemv,
  release,
  unsetWorkspace,
} from "@linnet/kernels";
import { copyMatrix } from "../matrix/copy.js";
import { product } from "../matrix/product.js";

/** Rows that one product updates at a time; of what lies below the diagonal in its first block it spoils half. */
const STRIP = 64;
/** Products of fewer numbers than this are loops here: calling a kernel would cost more. */
const SMALL = 256;

/**
 * The columns of A = L·D·Lᴴ that are being eliminated, each a contiguous row: the finished ones of L and of V = L·D, beside
 * the part of A (the transposed lower triangle of what is left) from which the next ones come. Always float64 or complex128.
 */
export class SymmetricPanel {
  /** Row m is column m of L. */
  readonly L: MatrixView;
  /** Row m is column m of V; a column more than L has, for a candidate of the pivot search. */
  readonly V: MatrixView;
  /** Numbers that an element takes: 2 for complex ones. */
  readonly width: 1 | 2;
  readonly #coefficients: MatrixView;

  constructor(
    /** Row k, from its diagonal on, is column k of A: u[k, i] = A[i, k]. */
    readonly u: MatrixView,
    columns: number,
  ) {
    const type = u.type.kind === "complex" ? complex128 : float64;
    this.width = type === float64 ? 1 : 2;
    this.L = unsetWorkspace(type, columns, u.cols);
    this.V = unsetWorkspace(type, columns + 1, u.cols);
    this.#coefficients = unsetWorkspace(type, columns, 1);
  }

  release(): void {
    for (const { storage } of [this.L, this.V, this.#coefficients]) release(storage);
  }

  /** Row m of V ← column j of what is left of A, from row k on, after the elimination of the panel's columns before m. */
  load(m: number, target: number, j: number, k: number): void {
    const { u, V, width } = this;
    const n = u.cols;
    const source = u.data;
    const out = V.data;
    const to = V.offset + target * V.rowStride;
    if (width === 1) {
      for (let i = k; i < j; i++) out[to + i] = source[u.offset + i * u.rowStride + j];
      for (let i = j; i < n; i++) out[to + i] = source[u.offset + j * u.rowStride + i];
    } else {
      for (let i = k; i < j; i++) {
        out[2 * (to + i)] = source[2 * (u.offset + i * u.rowStride + j)];
        out[2 * (to + i) + 1] = -source[2 * (u.offset + i * u.rowStride + j) + 1];
      }
      for (let i = j; i < n; i++) {
        out[2 * (to + i)] = source[2 * (u.offset + j * u.rowStride + i)];
        out[2 * (to + i) + 1] = source[2 * (u.offset + j * u.rowStride + i) + 1];
      }
    }
    if (m > 0) this.#subtractProducts(m, target, j, k);
    if (width === 2) V.data[2 * (to + j) + 1] = 0; // the diagonal of a Hermitian matrix is real
  }

  /** A[i, j] − Σₘ V[i, m]·conj(L[j, m]) for i ≥ k. */
  #subtractProducts(m: number, target: number, j: number, k: number): void {
    const { L, V, width } = this;
    const length = V.cols - k;
    if (width === 2) subtractComplex(L, V, m, target, j, k);
    else if (m * length < SMALL) subtractReal(L, V, m, target, j, k);
    else {
      const c = this.#coefficients;
      for (let r = 0; r < m; r++) c.data[c.offset + r] = L.data[L.offset + r * L.rowStride + j];
      gemv(-1, V.block(0, k, m, length).T, c.block(0, 0, m, 1), 1, V.block(target, k, 1, length).T);
    }
  }

  /** Exchanges rows and columns k ≤ pivot, and their places in `order`; `m` columns of the panel are finished, and two more in V. */
  interchange(m: number, k: number, pivot: number, order: Int32Array): void {
    if (k === pivot) return;
    exchangeColumns(this.L, m, k, pivot, this.width);
    exchangeColumns(this.V, Math.min(m + 2, this.V.rows), k, pivot, this.width);
    exchangeSymmetric(this.u, k, pivot, this.width);
    const t = order[k];
    order[k] = order[pivot];
    order[pivot] = t;
  }

  /** Writes columns of L to the rows of u from `first` on, in u's dtype. */
  store(first: number, count: number): void {
    const { u, L, width } = this;
    const [source, target] = [L.data, u.data];
    for (let m = 0; m < count; m++) {
      const k = first + m;
      const from = width * (L.offset + m * L.rowStride);
      const to = width * (u.offset + k * u.rowStride);
      for (let i = width * (k + 1); i < width * u.cols; i++) target[to + i] = source[from + i];
    }
  }

  /** A[i, j] − Σₘ V[i, m]·conj(L[j, m]) over the panel's columns from `first` on, for what is left of A after them. */
  subtractFrom(first: number, count: number): void {
    const { u } = this;
    const next = first + count;
    const left = u.cols - next;
    if (left === 0 || count === 0) return;
    const [L, V] = this.#factors(next, count);
    for (let s = 0; s < left; s += STRIP) {
      const rows = Math.min(STRIP, left - s);
      const strip = u.block(next + s, next + s, rows, left - s);
      product(-1, L.block(0, s, count, rows).T, V.block(0, s, count, left - s), 1, strip, "a");
    }
    if (L.storage !== this.L.storage) for (const { storage } of [L, V]) release(storage);
  }

  /** Lᵀ and Vᵀ from row `next` on, in u's dtype: parts of the panel itself where that serves. */
  #factors(next: number, count: number): readonly [L: MatrixView, V: MatrixView] {
    const { u, L, V } = this;
    const left = u.cols - next;
    const blocks = [L.block(0, next, count, left), V.block(0, next, count, left)] as const;
    if (u.type === L.type) return blocks;
    const copies = blocks.map((block) => copyOf(block, u.type));
    return [copies[0], copies[1]];
  }
}

function copyOf(x: MatrixView, type: ElementType): MatrixView {
  const copy = unsetWorkspace(type, x.rows, x.cols);
  copyMatrix(x, copy);
  return copy;
}

/** Exchanges elements a and b of the first rows. */
function exchangeColumns(
  { data, offset, rowStride }: MatrixView,
  rows: number,
  a: number,
  b: number,
  width: 1 | 2,
): void {
  for (let r = 0; r < rows; r++) {
    const row = offset + r * rowStride;
    exchange(data, width * (row + a), width * (row + b), width, 1);
  }
}

/** Exchanges rows and columns a < b of what is left of A, and of the columns of L above it. */
function exchangeSymmetric(u: MatrixView, a: number, b: number, width: 1 | 2): void {
  const { data, offset, rowStride, cols } = u;
  const [rowA, rowB] = [offset + a * rowStride, offset + b * rowStride];
  exchangeColumns(u, a, a, b, width);
  exchange(data, width * (rowA + a), width * (rowB + b), width, 1);
  for (let c = a + 1; c < b; c++) exchange(data, width * (rowA + c), width * (offset + c * rowStride + b), width, -1);
  for (let c = b + 1; c < cols; c++) exchange(data, width * (rowA + c), width * (rowB + c), width, 1);
  if (width === 2) data[2 * (rowA + b) + 1] *= -1;
}

/** Exchanges the numbers of two elements, with `sign` −1 each conjugated. */
function exchange(data: FloatArray, p: number, q: number, width: 1 | 2, sign: 1 | -1): void {
  const re = data[p];
  data[p] = data[q];
  data[q] = re;
  if (width === 1) return;
  const im = data[p + 1];
  data[p + 1] = sign * data[q + 1];
  data[q + 1] = sign * im;
}

function subtractReal(L: MatrixView, V: MatrixView, m: number, target: number, j: number, k: number): void {
  const [v, l] = [V.data, L.data];
  const to = V.offset + target * V.rowStride;
  for (let r = 0; r < m; r++) {
    const c = l[L.offset + r * L.rowStride + j];
    const from = V.offset + r * V.rowStride;
    for (let i = k; i < V.cols; i++) v[to + i] -= c * v[from + i];
  }
}

function subtractComplex(L: MatrixView, V: MatrixView, m: number, target: number, j: number, k: number): void {
  const v = V.data;
  const l = L.data;
  const shift = 2 * (V.offset + target * V.rowStride);
  for (let r = 0; r < m; r++) {
    const at = 2 * (L.offset + r * L.rowStride + j);
    const re = l[at];
    const im = -l[at + 1];
    const from = 2 * (V.offset + r * V.rowStride);
    for (let i = 2 * k; i < 2 * V.cols; i += 2) {
      const x = v[from + i];
      const y = v[from + i + 1];
      v[shift + i] -= re * x - im * y;
      v[shift + i + 1] -= re * y + im * x;
    }
  }
}
