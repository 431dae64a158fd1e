import { type NDArray, ShapeError, add, adjoint, astype, conj, matmul, mul, reshape, tril } from "@linnet/core";
import {
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  matrices,
  matrixDims,
  primitive,
  requireFinite,
  requireNdim,
  rowMajor,
  sumTo,
} from "@linnet/core/extend";
import { release } from "@linnet/kernels";
import { batchIndex } from "../operand/batch.js";
import { downdateCholesky, updateCholesky } from "../blocked/cholesky/cholesky-update.js";
import { copyMatrix, workingCopy } from "../blocked/matrix/copy.js";
import { pullFromL, pushToL } from "./cholesky-derivative.js";
import { NotPositiveDefiniteError } from "../errors.js";
import { sameInexact } from "../operand/operands.js";

/** L with L·Lᴴ = A + sign·V·Vᴴ from that of A, and that matrix itself. */
export function updatedFactor(
  op: "update" | "downdate",
  L: NDArray,
  a: NDArray,
  v: NDArray,
  sign: 1 | -1,
): readonly [L: NDArray, a: NDArray] {
  requireNdim(op, "v", v, 1);
  const [n] = matrixDims(L);
  const rows = v.shape[v.ndim === 1 ? 0 : v.ndim - 2];
  if (rows !== n) throw new ShapeError(op, `rows ${n} of L and ${rows} of v differ`, { L: L.shape, v: v.shape });
  const [factor, columns] = sameInexact(op, L, v.ndim === 1 ? reshape(v, [n, 1]) : v);
  const matrix = a.type === factor.type ? a : astype(a, factor.dtype);
  const changed = add(matrix, mul(matmul(columns, adjoint(columns)), sign));
  return [bind(updateP, [factor, columns], { op, sign }), changed];
}

interface UpdateParams {
  readonly op: string;
  readonly sign: 1 | -1;
}

const updateP: Primitive<UpdateParams> = /* @__PURE__ */ primitive<UpdateParams>("choleskyUpdate", {
  batch: [2],
  abstract([L, v], { op }) {
    return { type: L.type, layout: rowMajor([...broadcastShapes(op, batchDims(L), batchDims(v)), ...matrixDims(L)]) };
  },

  evaluate([L, v], out, { op, sign }) {
    requireFinite(op, "v", v);
    let count = 0;
    for (const [factor, columns, updated] of matrices([L, v, out])) {
      const work = sign > 0 ? workingCopy(factor.T).T : workingCopy(factor); // contiguous columns, or rows
      const vectors = workingCopy(columns.T); // each a contiguous row
      const failed = sign > 0 ? updateCholesky(work, vectors) : downdateCholesky(work, vectors);
      if (failed === null) copyMatrix(work, updated);
      for (const { storage } of [work, vectors]) release(storage);
      if (failed !== null) {
        throw new NotPositiveDefiniteError(op, failed.pivot, failed.value, batchIndex(count, batchDims(out)));
      }
      count++;
    }
  },

  derivative: {
    // L is the factor of A = L₀·L₀ᴴ ± V·Vᴴ, by whose cotangent that of L₀ is 2·Ā·conj(L₀), and that of V ± 2·Ā·conj(V)
    vjp(ct, [L, v], out, { sign }) {
      const twice = mul(pullFromL(ct, out), 2);
      return [
        () => sumTo(tril(matmul(twice, conj(L))), L.shape),
        () => sumTo(mul(matmul(twice, conj(v)), sign), v.shape),
      ];
    },
    jvp([dL, dv], [L, v], out, { sign }) {
      const half = add(matmul(dL, adjoint(L)), mul(matmul(dv, adjoint(v)), sign));
      return pushToL(add(half, adjoint(half)), out);
    },
  },
});
