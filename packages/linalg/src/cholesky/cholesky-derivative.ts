import { type NDArray, add, adjoint, conj, matmul, matrixTranspose, mul, sub, tril } from "@linnet/core";
import { type Primitive, bind, contiguousLike, matrices, primitive } from "@linnet/core/extend";
import { pullCholesky } from "../blocked/cholesky/pull-cholesky.js";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { hermitianPart } from "../operand/mirror.js";
import { productOfParts } from "../operand/product-of-parts.js";
import { solveTriangle } from "../solve/solve-triangular.js";

/**
 * The cotangent of A from that of its Cholesky factor: herm(L⁻ᴴ·Φ(Lᴴ·L̄)·L⁻¹), Φ the lower triangle with its diagonal halved. Not
 * holomorphic: the transposed rule is this one between two conjugations.
 *
 * @see Murray 2016, arXiv:1602.07527
 */
export function pullFromL(ct: NDArray, L: NDArray): NDArray {
  if (L.type.kind !== "complex") return bind(pullCholeskyP, [L, ct], undefined);
  return conj(hermitianPart(sandwich(halfLower(matmul(adjoint(L), conj(ct))), L, "upper")));
}

/** dL = L·Φ(L⁻¹·herm(dA)·L⁻ᴴ). */
export function pushToL(da: NDArray, L: NDArray): NDArray {
  return lowerTimesLower(L, halfLower(sandwich(hermitianPart(da), L, "lower")));
}

/** S = sym(L⁻ᵀ·Φ(Lᵀ·C)·L⁻¹) of real matrices, C the cotangent of L. */
const pullCholeskyP: Primitive = /* @__PURE__ */ primitive("pullCholesky", {
  batch: [2],
  abstract: ([L]) => contiguousLike(L),

  evaluate([L, ct], S) {
    for (const [factor, given, out] of matrices([L, ct, S])) {
      copyMatrix(given, out, 0.5);
      pullCholesky(factor, out);
    }
  },

  derivative: {
    // with Y = L⁻¹·sym(S̄)·L⁻ᵀ: C̄ = L·Φ(Y), L̄ = C·Φ(Y)ᵀ − 2·S·sym(S̄)·L⁻ᵀ
    vjp(ct, [L, C], S) {
      const symmetric = hermitianPart(ct);
      const half = (): NDArray => halfLower(sandwich(symmetric, L, "lower"));
      const byL = (): NDArray => {
        const turned = solveTriangle("cholesky", L, matmul(symmetric, S), "lower", "nonunit");
        return sub(matmul(tril(C), matrixTranspose(half())), mul(matrixTranspose(turned), 2));
      };
      return [byL, () => lowerTimesLower(L, half())];
    },
    // dS = sym(L⁻ᵀ·Φ(Lᵀ·dC)·L⁻¹) + sym(L⁻ᵀ·(Φ(dLᵀ·C)·L⁻¹ − 2·dLᵀ·S))
    jvp([dL, dC], [L, C], S) {
      const moved = halfLower(matmul(matrixTranspose(dL), tril(C)));
      const right = solveTriangle("cholesky", matrixTranspose(L), matrixTranspose(moved), "upper", "nonunit");
      const inner = sub(matrixTranspose(right), mul(matmul(matrixTranspose(dL), S), 2));
      const turned = solveTriangle("cholesky", matrixTranspose(L), inner, "upper", "nonunit");
      return add(pullFromL(dC, L), hermitianPart(turned));
    },
  },
});

function lowerTimesLower(L: NDArray, x: NDArray): NDArray {
  return productOfParts(L, x, { a: "lower", b: "lower", product: "lower" });
}

/** Φ(x): the lower triangle of `x` with its diagonal halved. */
function halfLower(x: NDArray): NDArray {
  return mul(add(tril(x), tril(x, { k: -1 })), 0.5);
}

/** L⁻¹·x·L⁻ᴴ for `"lower"`, L⁻ᴴ·x·L⁻¹ for `"upper"`. */
function sandwich(x: NDArray, L: NDArray, side: "lower" | "upper"): NDArray {
  const T = side === "lower" ? L : adjoint(L);
  const left = solveTriangle("cholesky", T, x, side, "nonunit");
  return adjoint(solveTriangle("cholesky", T, adjoint(left), side, "nonunit"));
}
