import {
  type NDArray,
  add,
  diagonal,
  div,
  equal,
  expandDims,
  eye,
  matmul,
  matrixTranspose,
  mul,
  slice,
  sub,
  sum,
  where,
} from "@linnet/core";
import { type Primitive, bind, elements, matrices, matrixDims, primitive, withElements } from "@linnet/core/extend";
import { columns, rows } from "../operand/parts.js";
import { perMatrix } from "../operand/per-matrix.js";
import { phaseAndLog } from "./complex-lu-diagonal.js";
import { parity, signAndLog } from "./lu-diagonal.js";
import { type LuFactors, indicesOf, luFactors } from "./lu-factor.js";
import { inverseTransposed, onePerMatrix } from "./slogdet.js";

/** Singular values below so much of the largest are lifted: B⁻¹ is then right to some 1000·ε. */
const LIFTED = 2 ** -10;

/**
 * adj A as what can be differentiated, as often as one likes, where A has no inverse too. The k smallest singular values are lifted by
 * τ = s₁, B = A/τ + W·Z with the last k columns W of U and rows Z of Vᴴ as constants; with P = B⁻¹ and G = I − Z·P·W,
 *
 *     adj A = τⁿ⁻¹·det B·(det G·P + P·W·adj G·Z·P)
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
  const size = expandDims(where(equal(largest, 0), 1, largest), -1) as NDArray;
  const tau = size.astype(a.dtype);
  const near: NDArray = div(a, tau); // of norm 1
  const [W, Z] = [columns(U, n - k, n), rows(Vh, n - k, n)];
  const lu = luFactors(op, k === 0 ? near : add(near, matmul(W, Z)));
  const volume = perMatrix(bind(scaledDetP, [lu.a, lu.packed, lu.order, size], op));
  const P = matrixTranspose(inverseTransposed(op, lu));
  if (k === 0) return mul(volume, P);
  const left = matmul(P, W);
  const [adjugate, determinant] = polynomials(sub(eye(k, { dtype: a.dtype }), matmul(Z, left)));
  const inside = matmul(matmul(left, adjugate), matmul(Z, P));
  return mul(volume, add(mul(determinant, P), inside));
}

/** τⁿ⁻¹·det B of what has an inverse, which over- and underflows only where it itself does. Params: the name of the operation. */
const scaledDetP: Primitive<string> = /* @__PURE__ */ primitive<string>("scaledDet", {
  batch: [2],
  abstract: ([b]) => onePerMatrix(b),

  evaluate([, packed, order, tau], out) {
    const numbers = elements(out.storage, out.type); // a fresh output: it begins at 0 and is contiguous
    let at = 0;
    for (const [lu, places, scale] of matrices([packed, order, tau])) {
      const turns = parity(indicesOf(places));
      const size = (log: number): number => scaledExp(log, scale.data[scale.offset], lu.rows - 1);
      if (out.type.kind === "complex") {
        const [re, im, log] = phaseAndLog(lu, turns);
        [numbers[at++], numbers[at++]] = [re * size(log), im * size(log)];
      } else {
        const [sign, log] = signAndLog(lu, turns);
        numbers[at++] = sign * size(log);
      }
    }
  },

  derivative: {
    // d det B = det B·tr(B⁻¹·dB), τ is a constant
    vjp: (ct, [a, packed, order], d, op) => [
      () => scaledGradient(op, { a, packed, order }, mul(ct, d)),
      null,
      null,
      null,
    ],
    jvp: ([db], [a, packed, order], d, op) =>
      sum(mul(scaledGradient(op, { a, packed, order }, d), db), { axis: [-2, -1] }),
  },
});

/** eˣ·τᵏ: to |x|·ε where both factors are normal numbers, elsewhere by logarithms of both. */
function scaledExp(x: number, tau: number, k: number): number {
  const [first, second] = [Math.exp(x), tau ** k];
  const isNormal = Math.min(first, second) > 1e-300 && Math.max(first, second) < Infinity;
  return isNormal ? first * second : Math.exp(x + k * Math.log(tau));
}

function scaledGradient(op: string, factors: LuFactors, factor: NDArray): NDArray {
  return mul(perMatrix(factor), inverseTransposed(op, factors));
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
