import { type NDArray, add, expandDims, matmul, matrixTranspose, neg, sub } from "@linnet/core";
import { type MatrixView, type Primitive, bind, contiguousLike, matrices, primitive } from "@linnet/core/extend";
import { gemm, release, workspace } from "@linnet/kernels";
import { withAdjoint } from "../blocked/matrix/adjoint.js";

/**
 * Y with P·Y + Y·P = X, for a positive definite P = V·diag(s)·Vᴴ, whose values `[…, n]` and vectors in rows are constants to
 * differentiation: Y = V·((Vᴴ·X·V)ᵢⱼ / (sᵢ + sⱼ))·Vᴴ.
 *
 * @remarks 8·n³ flops
 */
export function solveDefiniteSylvester(P: NDArray, S: NDArray, Vh: NDArray, X: NDArray): NDArray {
  return bind(definiteSylvesterP, [P, X, expandDims(S, -1), Vh], undefined);
}

const definiteSylvesterP: Primitive = /* @__PURE__ */ primitive("definiteSylvester", {
  batch: [2],
  abstract: ([, x]) => contiguousLike(x),

  evaluate([, X, S, Vh], Y) {
    for (const [x, s, vh, y] of matrices([X, S, Vh, Y])) solveInBasis(x, s, vh, y);
  },

  derivative: {
    // P·dY + dY·P = dX − dP·Y − Y·dP; transposed (without a conjugate), P̄ = −(Z·Yᵀ + Yᵀ·Z) with Pᵀ·Z + Z·Pᵀ = Ȳ
    vjp(ct, [P, , S, Vh], Y) {
      const z = matrixTranspose(again(P, S, Vh, matrixTranspose(ct)));
      const yt = matrixTranspose(Y);
      return [() => neg(add(matmul(z, yt), matmul(yt, z))), () => z, null, null];
    },
    jvp([dP, dX], [P, , S, Vh], Y) {
      return again(P, S, Vh, sub(dX, add(matmul(dP, Y), matmul(Y, dP))));
    },
  },
});

function again(P: NDArray, S: NDArray, Vh: NDArray, X: NDArray): NDArray {
  return bind(definiteSylvesterP, [P, X, S, Vh], undefined);
}

function solveInBasis(x: MatrixView, s: MatrixView, vh: MatrixView, y: MatrixView): void {
  const { rows: n } = x;
  const [inner, half] = [workspace(x.type, n, n), workspace(x.type, n, n)];
  withAdjoint(vh, (v) => {
    gemm(1, vh, x, 0, half);
    gemm(1, half, v, 0, inner);
    const parts = x.type.kind === "complex" ? 2 : 1;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const sum = s.data[s.offset + i * s.rowStride] + s.data[s.offset + j * s.rowStride];
        const at = parts * (inner.offset + i * inner.rowStride + j);
        for (let part = at; part < at + parts; part++) inner.data[part] /= sum;
      }
    }
    gemm(1, v, inner, 0, half);
  });
  gemm(1, half, vh, 0, y);
  release(inner.storage);
  release(half.storage);
}
