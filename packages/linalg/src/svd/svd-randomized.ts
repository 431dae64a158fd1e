import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  Random,
  type Shape,
  ValueError,
  matmul,
} from "@linnet/core";
import { kindOf, matrixDims, requireFinite, requireOptions } from "@linnet/core/extend";
import { adjoint } from "../operand/adjoint.js";
import { requireInexactMatrix } from "../operand/operands.js";
import { columns, rows } from "../operand/parts.js";
import { qr } from "../qr/qr.js";
import { SVD, svd } from "./svd.js";
import type { Matrix } from "../operand/typed-shape.js";

/** Options of `svdRandomized`. */
export interface RandomizedOptions {
  /** Where the test vectors come from: `random(seed)`. Equal streams give equal factors. */
  readonly rng: Random;
  /** So many more vectors than asked for, default 10. Errors fall with it, most from 0 to 5. */
  readonly oversample?: number;
  /** How often the range is sharpened by A·Aᴴ, default 2: more where singular values decay slowly. */
  readonly powerIterations?: number;
}

/**
 * The k largest singular values and their vectors, nearly, from the range of A on random vectors.
 *
 *     Q = orth((A·Aᴴ)^q·A·Ω), Ω normal [n, k + p];   A ≈ Q·(Qᴴ·A) = U·diag(S)·Vh
 *
 * @param a shape `[…, m, n]`
 * @param k how many, at most min(m, n)
 * @returns `U` `[…, m, k]` and `Vh` `[…, k, n]` with orthonormal columns and rows, `S` `[…, k]`, ŝᵢ ≤ sᵢ to rounding
 * @throws {ValueError} when an entry is NaN or infinite, for a k, p or q that is no count or too large, or no rng
 * @throws {DTypeError} for bools; integers are converted to float64
 * @remarks (2·q + 2)·2·m·n·(k + p) flops and as much again for QR of thin matrices. With p ≥ 2,
 *
 *     E‖A − Q·Qᴴ·A‖₂ ≤ (1 + √(k/(p − 1)) + e·√(k + p)/p·√(min(m, n) − k))^(1/(2q + 1))·sₖ₊₁
 *
 *   (Halko, Martinsson & Tropp 2011, corollary 10.10), and U·diag(S)·Vh errs by at most sₖ₊₁ more: for k = 10, p = 10, q = 2 and
 *   n = 1000 that is 3.1·sₖ₊₁ in all, where sₖ₊₁ is the best possible. From k + p ≥ min(m, n) on, `svd` itself answers. Every step is
 *   orthonormalized, so that small values are not lost in powers. The derivative is that of the steps.
 * @see Halko, Martinsson & Tropp 2011, *SIAM Review* 53:217, algorithms 4.4 and 5.1
 * @example
 * const a = outer(arange(100), ones([50])); // rank one
 * svdRandomized(a, 1, { rng: random(0) }).S.toArray(); // [4051.851…], √(50·Σ i²)
 */
export function svdRandomized<D extends DType, S extends Shape, const K extends number>(
  a: NDArray<D, S> & Check<Matrix<S>, "svdRandomized">,
  k: K,
  options: RandomizedOptions,
): SVD<Divided<D>, S, false, K> {
  const { rng, oversample = 10, powerIterations = 2 } = requireOptions("svdRandomized", options);
  const matrix: NDArray = requireInexactMatrix("svdRandomized", a as NDArray);
  const [m, n] = matrixDims(matrix);
  requireCount("k", k, Math.min(m, n));
  requireCount("oversample", oversample);
  requireCount("powerIterations", powerIterations);
  if (!(rng instanceof Random)) {
    const hint = "Make one: { rng: random(seed) }.";
    throw new ValueError("svdRandomized", "rng must be a stream of random numbers", kindOf(rng), hint);
  }
  requireFinite("svdRandomized", "a", matrix);
  if (k + oversample >= Math.min(m, n)) return svd(matrix, { rank: k }) as SVD;
  const Q = range(matrix, rng, k + oversample, powerIterations);
  const { U, S, Vh }: SVD = svd(matmul(adjoint(Q), matrix));
  return new SVD(matmul(Q, columns(U, 0, k)), S.slice("...", `:${k}`), rows(Vh, 0, k));
}

/** An orthonormal basis of the range of A on `count` random vectors, after so many steps of subspace iteration. */
function range(a: NDArray, rng: Random, count: number, powerIterations: number): NDArray {
  const [, n] = matrixDims(a);
  let Q = orthonormal(matmul(a, rng.normal([n, count], { dtype: a.dtype })));
  for (let i = 0; i < powerIterations; i++) {
    Q = orthonormal(matmul(adjoint(a), Q));
    Q = orthonormal(matmul(a, Q));
  }
  return Q;
}

function orthonormal(y: NDArray): NDArray {
  return qr(y).Q;
}

function requireCount(name: string, value: number, most = 2 ** 31 - 1): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  const bound = most === 2 ** 31 - 1 ? "a count" : `an integer in [0, ${most}]`;
  throw new ValueError("svdRandomized", `${name} must be ${bound}`, kindOf(value));
}
