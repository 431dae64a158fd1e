import {
  type NDArray,
  add,
  diagonal,
  equal,
  exp,
  expandDims,
  eye,
  log,
  matmul,
  mul,
  slice,
  squeeze,
  sub,
  sum,
  where,
} from "@linnet/core";
import { matrixDims, withElements } from "@linnet/core/extend";
import { columns, rows } from "../operand/parts.js";
import { perMatrix } from "../operand/per-matrix.js";
import { inverseOf } from "./inv.js";
import { luFactors } from "./lu-factor.js";
import { slogdetFromLu } from "./slogdet.js";

/** Singular values below so much of the largest are lifted: B⁻¹ is then right to some 1000·ε. */
const LIFTED = 2 ** -10;

/**
 * adj A as what can be differentiated, as often as one likes, where A has no inverse too. The k smallest singular values are lifted by
 * τ = s₁, B = A + τ·W·Z with the last k columns W of U and rows Z of Vᴴ as constants; with P = τ·B⁻¹ and G = I − Z·P·W,
 *
 *     adj A = (det B/τ)·(det G·P + P·W·adj G·Z·P)
 *
 * (Sherman–Morrison–Woodbury times det A = det B·det G, an identity in A that divides by nothing small), and adj G, of a k×k matrix that
 * is nearly 0, is a polynomial in G.
 *
 * @param factors U, S and Vh of A, constants to differentiation
 */
export function liftedAdjugate(op: string, a: NDArray, [U, S, Vh]: readonly NDArray[]): NDArray {
  const [n] = matrixDims(a);
  if (n === 0) return a;
  const k = countSmall(withElements(S));
  const largest: NDArray = slice(S, "...", "0:1");
  const size: NDArray = where(equal(largest, 0), 1, largest);
  const tau = expandDims(size, -1).astype(a.dtype);
  const [W, Z] = [columns(U, n - k, n), rows(Vh, n - k, n)];
  const B = k === 0 ? a : add(a, mul(tau, matmul(W, Z)));
  const [sign, logAbsDet] = slogdetFromLu(luFactors(op, B));
  const volume = perMatrix(mul(sign, exp(sub(logAbsDet, log(squeeze(size, -1))))));
  const P = mul(tau, inverseOf(op, B));
  if (k === 0) return mul(volume, P);
  const left = matmul(P, W);
  const [adjugate, determinant] = polynomials(sub(eye(k, { dtype: a.dtype }), matmul(Z, left)));
  const inside = matmul(matmul(left, adjugate), matmul(Z, P));
  return mul(volume, add(mul(determinant, P), inside));
}

/** The most singular values of a matrix that are small beside its largest. */
function countSmall(S: NDArray): number {
  const k = S.shape[S.ndim - 1];
  const values = S.toTypedArray();
  let most = 0;
  for (let start = 0; start < values.length; start += k) {
    const small = values.subarray(start, start + k).findIndex((s: number) => !(s > LIFTED * values[start]));
    if (small >= 0) most = Math.max(most, k - small);
  }
  return most;
}

/** adj G and det G (as `[…, 1, 1]`) by Faddeev and LeVerrier, in k products: divisions are by 1, …, k. */
function polynomials(G: NDArray): readonly [adjugate: NDArray, determinant: NDArray] {
  const [k] = matrixDims(G);
  const unit: NDArray = eye(k, { dtype: G.dtype });
  let M = unit;
  for (let j = 1; ; j++) {
    const product = matmul(G, M);
    const trace: NDArray = mul(sum(diagonal(product), { axis: -1 }), 1 / j);
    const sign = j % 2 === 1 ? 1 : -1;
    if (j === k) return [mul(M, sign), perMatrix(mul(trace, sign))];
    M = sub(product, mul(perMatrix(trace), unit));
  }
}
