import { type NDArray, clip, concat, diagonal, flip, matmul, scope, slice, sqrt, sum, take, zeros } from "@linnet/core";
import { eigh } from "@linnet/linalg";
import { gram } from "./gram.js";
import type { Axes } from "./principal-axes.js";
import { scaledFactor } from "./scaled-factor.js";

/** Of the largest eigenvalue of a Gram matrix: smaller ones are computed again, from the data along their vectors. */
const LOST = 2 ** -20;

/**
 * Singular values and right vectors of C = X − 1·x̄ᵀ by eigenvalues of Cᵀ·C, with the digits that squaring costs given back.
 *
 *     Cᵀ·C = V·Λ·Vᵀ,  S = √Λ
 *
 * Rounding leaves errors of c·u·λ₁ in every eigenvalue: those below 2⁻²⁰·λ₁ lose more than six digits. Let V₂ be their vectors. They
 * are orthonormal all the same, and the Gram matrix of C·V₂ has the norm of what is left, so that its eigenvalues, with vectors
 * V₂·W, are right to u times *that*; and so on, until nothing is left but rounding of C. Where columns differ in scale but hardly
 * depend on each other, a factor R of Cᵀ·C has all of the digits, and stands for C in this, with p rows in place of n.
 *
 * @returns all p, or only the first k
 * @remarks n·p² + 9·p³ flops, and 2·n·p·r, or 2·p²·r, for r of them that are computed again. In float64 whatever the dtype.
 *   |δλᵢ| ≤ c·p·u·2²⁰·λᵢ where λᵢ ≥ 2⁻²⁰·λ₁, and |δsᵢ| ≤ c·p·u·2¹⁰·s₁ below, c a small constant.
 */
export function covarianceAxes(x: NDArray, centre: NDArray, k: number): Axes {
  return scope(() => {
    const first: NDArray = gram(x, centre);
    const squares = (sum(diagonal(first)) as NDArray<"float64">).item();
    const [n, p]: readonly number[] = x.shape;
    const nothing = (Math.max(n, p) * Number.EPSILON) ** 2 * squares;
    const { values, vectors } = refined(x, centre, first, k, nothing);
    const S = sqrt(clip(values, 0, Number.POSITIVE_INFINITY));
    return { S: S.astype(x.dtype), Vh: (vectors.T as NDArray).astype(x.dtype), squares };
  });
}

interface Eigen {
  /** Descending. */
  readonly values: NDArray;
  readonly vectors: NDArray;
}

/** @param nothing eigenvalues up to here are of rounding in the data alone */
function refined(x: NDArray, centre: NDArray, first: NDArray, k: number, nothing: number): Eigen {
  let { values, vectors } = leading(first, k);
  let trusted = values.toTypedArray().findIndex((v, _, all) => !(v >= LOST * all[0]));
  if (trusted < 0) return { values, vectors };
  if (values.size < first.shape[0]) ({ values, vectors } = leading(first, first.shape[0])); // what comes after k mixes with it
  trusted = values.toTypedArray().findIndex((v, _, all) => !(v >= LOST * all[0]));
  const R = scaledFactor(first);
  const [data, middle] = R === null ? [x, centre] : [R, zeros([R.shape[1]])];
  let largest: number = values.at(0).item();
  let done = 0;
  while (trusted >= 0 && largest > nothing) {
    done += trusted;
    const rest: NDArray = slice(vectors, ":", `${done}:`);
    const again = leading(gram(data, middle, rest), rest.shape[1]);
    values = concat([slice(values, `:${done}`), again.values]);
    vectors = concat([slice(vectors, ":", `:${done}`), matmul(rest, again.vectors)], { axis: 1 });
    const now = again.values.toTypedArray();
    largest = now[0];
    trusted = now.findIndex((v) => !(v >= LOST * largest));
  }
  return descending({ values, vectors });
}

/** The first k eigenvalues and vectors, descending; few of many by their range. */
function leading(a: NDArray, k: number): Eigen {
  const p: number = a.shape[0];
  const few = 2 * k < p;
  const { values, vectors } = few ? eigh(a, { range: { index: [p - k, p] } }) : eigh(a);
  return { values: flip(values as NDArray), vectors: flip(vectors as NDArray, { axis: 1 }) };
}

/** Neighbours of two rounds may have changed places. */
function descending({ values, vectors }: Eigen): Eigen {
  const numbers = values.toTypedArray();
  const order = Array.from(numbers.keys()).toSorted((i, j) => numbers[j] - numbers[i] || i - j);
  return { values: take(values, order), vectors: take(vectors, order, { axis: 1 }) };
}
