import {
  type AxisOption,
  type DType,
  type Divided,
  type NDArray,
  type RealOf,
  type Reduced,
  type Shape,
  ValueError,
  abs,
  concat,
  div,
  equal,
  expandDims,
  imag,
  mul,
  permuteDims,
  pow,
  real,
  reshape,
  sign,
  sum,
  where,
} from "@linnet/core";
import {
  type Primitive,
  bind,
  dense,
  elements,
  kindOf,
  normalizeAxes,
  primitive,
  requireOptions,
  rowMajor,
} from "@linnet/core/extend";
import { type FloatArray, MatrixView } from "@linnet/kernels";
import { nrm2 } from "@linnet/kernels/lapack";
import { requireInexact } from "../operand/operands.js";

/** Options of `vectorNorm`. */
export interface VectorNormOptions<A extends AxisOption, K extends boolean> {
  /** p of the p-norm; ±Infinity for the largest or smallest magnitude, 0 for the number of nonzeros. Default 2. */
  readonly ord?: number;
  /** One axis or several, taken together as one vector; all when left out. */
  readonly axis?: A;
  readonly keepDims?: K;
}

/**
 * The p-norm of vectors, real or complex.
 *
 *     ‖x‖ₚ = (Σᵢ |xᵢ|ᵖ)^(1/p)
 *
 * @returns real numbers
 * @throws {ValueError} when `ord` is NaN
 * @throws {DTypeError} for bool; integers are converted to float64
 * @throws {IndexError} for an axis that x does not have
 * @remarks Scaled where squares would over- or underflow, so that the result does only where the norm itself does.
 *   NaN propagates. At 0, where there is no gradient, it is taken as 0, the subgradient of least norm, and so are second
 *   derivatives; entries that tie for ±Infinity share it.
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §27.8; Array API `vector_norm`
 * @example
 * vectorNorm(array([3e200, 4e200])).item(); // 5e200
 */
export function vectorNorm<
  D extends DType,
  S extends Shape,
  const A extends AxisOption = undefined,
  const K extends boolean = false,
>(x: NDArray<D, S>, options?: VectorNormOptions<A, K>): NDArray<RealOf<Divided<D>>, Reduced<S, A, K>> {
  const source = requireInexact("vectorNorm", "x", x as NDArray);
  const { ord = 2, axis, keepDims = false } = requireOptions("vectorNorm", options);
  if (typeof ord !== "number" || Number.isNaN(ord)) {
    throw new ValueError("vectorNorm", "ord must be a number", kindOf(ord));
  }
  return normOver(source, normalizeAxes("vectorNorm", axis, source.ndim), ord, keepDims);
}

/** The norm over distinct, ascending axes. */
export function normOver(x: NDArray, axes: readonly number[], ord: number, keepDims: boolean): NDArray {
  const { shape } = x;
  const kept = shape.map((_: number, i: number) => i).filter((i: number) => !axes.includes(i));
  const size = axes.reduce((n, axis) => n * shape[axis], 1);
  const lengths = kept.map((i: number) => shape[i]);
  const vectors = reshape(permuteDims(x, [...kept, ...axes]), [...lengths, size]);
  const norms = bind(lastAxisNormP, [asReal(vectors, ord)], ord);
  return keepDims
    ? reshape(
        norms,
        shape.map((n: number, i: number) => (axes.includes(i) ? 1 : n)),
      )
    : norms;
}

/**
 * Real vectors of the same norm: real and imaginary parts side by side where their squares are summed, which rounds once less and is
 * smooth where an entry is 0; else magnitudes.
 */
function asReal(x: NDArray, ord: number): NDArray {
  if (x.type.kind !== "complex") return x;
  return ord === 2 ? concat([real(x), imag(x)], { axis: -1 }) : abs(x);
}

const lastAxisNormP: Primitive<number> = /* @__PURE__ */ primitive<number>("vectorNorm", {
  batch: [1],
  abstract: ([x]) => ({ type: x.type, layout: rowMajor(x.layout.shape.slice(0, -1)) }),

  evaluate([x], y, ord) {
    const source = dense(x);
    const n = source.shape[source.ndim - 1];
    if (ord === 2 && n >= LONG) {
      for (let i = 0; i < y.size; i++) {
        const vector = new MatrixView(source.type, source.storage, source.offset + i * n, n, 1, 1, 1);
        const length = nrm2(vector); // may grow the memory, so that y is looked up after it
        elements(y.storage, y.type)[y.offset + i] = length;
      }
      return;
    }
    const data = elements(source.storage, source.type) as FloatArray; // real, see asReal
    const out = elements(y.storage, y.type);
    for (let i = 0; i < y.size; i++)
      out[y.offset + i] = norm(data.subarray(source.offset + i * n, source.offset + (i + 1) * n), ord);
  },

  derivative: {
    vjp: (ct, [x], y, ord) => [() => mul(expandDims(ct, -1), slope(x, y, ord))],
    jvp: ([dx], [x], y, ord) => sum(mul(dx, slope(x, y, ord)), { axis: -1 }),
  },
});

/** Elements from which on a kernel is faster than a loop. */
const LONG = 64;

/** ∂‖x‖ₚ/∂xᵢ = sign(xᵢ)·(|xᵢ|/‖x‖)^(p−1). */
function slope(x: NDArray, y: NDArray, ord: number): NDArray {
  const norms = expandDims(y, -1);
  if (ord === 1) return sign(x);
  if (ord === 0) return mul(x, 0); // a count: locally constant
  if (Math.abs(ord) === Infinity) {
    const ties = where(equal(abs(x), norms), sign(x), 0);
    const count = sum(abs(ties), { axis: -1, keepDims: true });
    return div(ties, where(equal(count, 0), 1, count));
  }
  const safe = where(equal(norms, 0), 1, norms);
  if (ord === 2) return div(where(equal(norms, 0), 0, x), safe);
  const zero = equal(x, 0);
  const ratio = where(zero, 1, div(abs(x), safe));
  return where(zero, 0, mul(sign(x), pow(ratio, ord - 1)));
}

function norm(x: FloatArray, ord: number): number {
  if (ord === 2) return euclidean(x);
  if (ord === 0) return total(x, (v) => (v === 0 ? 0 : 1));
  if (ord === 1) return total(x, Math.abs);
  if (ord === Infinity) return extreme(x, 0, (v, m) => v > m);
  if (ord === -Infinity) return extreme(x, Infinity, (v, m) => v < m);
  const unit = ord > 0 ? extreme(x, 0, (v, m) => v > m) : extreme(x, Infinity, (v, m) => v < m);
  if (unit === 0 || !Number.isFinite(unit)) return unit;
  return unit * total(x, (v) => (Math.abs(v) / unit) ** ord) ** (1 / ord);
}

function total(x: FloatArray, f: (v: number) => number): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) s += f(x[i]);
  return s;
}

/** The extreme magnitude, NaN when there is one. */
function extreme(x: FloatArray, start: number, better: (v: number, m: number) => boolean): number {
  let m = start;
  for (let i = 0; i < x.length; i++) {
    const v = Math.abs(x[i]);
    if (better(v, m) || Number.isNaN(v)) m = v;
    if (Number.isNaN(m)) return m;
  }
  return m;
}

function euclidean(x: FloatArray): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) s += x[i] * x[i];
  if ((s > 2 ** -960 && s < Infinity) || Number.isNaN(s)) return Math.sqrt(s);
  const unit = extreme(x, 0, (v, m) => v > m);
  if (unit === 0 || unit === Infinity) return unit;
  return unit * Math.sqrt(total(x, (v) => (v / unit) ** 2));
}
