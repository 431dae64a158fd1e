import { type NDArray, add, diagonal, expandDims, equal, eye, matmul, mul, slice, sub, sum, where } from "@linnet/core";
import { matrixDims, withElements } from "@linnet/core/extend";
import { det } from "../lu/det.js";
import { inverseOf } from "../lu/inv.js";
import { columns, rows } from "../operand/parts.js";

/** Singular values below so much of the largest are lifted: B⁻¹ is then right to some 1000·ε. */
const LIFTED = 2 ** -10;

/**
 * adj A as what can be differentiated, as often as one likes, where A has no inverse too. The k smallest singular values are lifted by
 * τ = s₁, B = A + τ·W·Z with the last k columns W of U and rows Z of Vᴴ as constants; with G = I − τ·Z·B⁻¹·W,
 *
 *     adj A = det B·(det G·B⁻¹ + τ·B⁻¹·W·adj G·Z·B⁻¹)
 *
 * (Sherman–Morrison–Woodbury times det A = det B·det G, an identity in A that divides by nothing small), and adj G, of a k×k matrix that
 * is nearly 0, is a polynomial in G.
 *
 * @param factors U, S and Vh of A, constants to differentiation
 */
export function liftedAdjugate(op: string, a: NDArray, [U, S, Vh]: readonly NDArray[]): NDArray {
  const [n] = matrixDims(a);
  const k = countSmall(withElements(S));
  if (k === 0) return mul(perMatrix(det(a)), inverseOf(op, a));
  const largest: NDArray = slice(S, "...", "0:1");
  const tau = expandDims(where(equal(largest, 0), 1, largest), -1).astype(a.dtype);
  const [W, Z] = [columns(U, n - k, n), rows(Vh, n - k, n)];
  const B = add(a, mul(tau, matmul(W, Z)));
  const inverse = inverseOf(op, B);
  const left = matmul(inverse, W);
  const [adjugate, determinant] = polynomials(sub(eye(k, { dtype: a.dtype }), mul(tau, matmul(Z, left))));
  const inside = mul(tau, matmul(matmul(left, adjugate), matmul(Z, inverse)));
  return mul(perMatrix(det(B)), add(mul(determinant, inverse), inside));
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

function perMatrix(x: NDArray): NDArray {
  return expandDims(expandDims(x, -1), -1);
}
