import {
  type NDArray,
  add,
  adjoint,
  arange,
  conj,
  eye,
  logicalOr,
  matmul,
  matrixTranspose,
  notEqual,
  reshape,
  tril,
  triu,
  where,
  zerosLike,
} from "@linnet/core";
import {
  type MatrixView,
  type PrimitiveMany,
  bindMany,
  contiguousLike,
  matrices,
  primitiveMany,
} from "@linnet/core/extend";
import { copyMatrix, keepTriangle } from "../blocked/matrix/copy.js";
import { solveFrom, solveTransposedFrom } from "../solve/factored-solve.js";
import type { LdltFactored } from "./ldlt-factor.js";
import { ldltMethod } from "./ldlt-method.js";
import { hermitianPart } from "../operand/mirror.js";
import { permuteBoth } from "../operand/permute-rows.js";
import { solveTriangle } from "../solve/solve-triangular.js";

/** L and D, differentiated with respect to A along Hermitian directions. */
export function ldltParts({ a, factors }: LdltFactored): readonly [L: NDArray, D: NDArray] {
  const [L, D] = bindMany(ldltPartsP, [a, ...factors], undefined);
  return [L, D];
}

const ldltPartsP: PrimitiveMany = /* @__PURE__ */ primitiveMany("ldlt", {
  batch: [2],
  abstract: ([a]) => [contiguousLike(a), contiguousLike(a)],

  evaluate([, packed], [L, D]) {
    for (const [factors, lower, blocks] of matrices([packed, L, D])) unpack(factors, lower, blocks);
  },

  derivative: {
    // With F = L⁻¹·(P·dA·Pᵀ)·L⁻ᴴ: dD is F in the blocks of D, dL = L·(F below them)·D⁻¹.
    vjp([ctL, ctD], [, , order], [L, D]) {
      const pull = (): NDArray => {
        const fromL = ctL === null ? zerosLike(L) : divideByD(matmul(matrixTranspose(L), ctL), D, true);
        const blocks = blockMask(D);
        const F = add(where(blocks, 0, tril(fromL)), where(blocks, ctD ?? zerosLike(D), 0));
        const left = solveTriangle("ldlt", matrixTranspose(L), F, "upper", "unit");
        const both = matrixTranspose(
          solveTriangle("ldlt", conj(matrixTranspose(L)), matrixTranspose(left), "upper", "unit"),
        );
        return permuteBoth(hermitianPart(both), order, "putBack");
      };
      return [pull, null, null];
    },
    jvp([da], [, , order], [L, D]) {
      const moved = permuteBoth(hermitianPart(da), order, "take");
      const left = solveTriangle("ldlt", L, moved, "lower", "unit");
      const F = adjoint(solveTriangle("ldlt", L, adjoint(left), "lower", "unit"));
      const blocks = blockMask(D);
      return [matmul(L, divideByD(where(blocks, 0, tril(F)), D)), where(blocks, F, 0)];
    },
  },
});

/** True in the blocks of D and on its diagonal. */
function blockMask(D: NDArray): NDArray {
  return logicalOr(notEqual(D, 0), eye(D.shape[D.ndim - 1], { dtype: "bool" }));
}

/** X·D⁻¹ = (D⁻ᵀ·Xᵀ)ᵀ, or X·D⁻ᵀ = (D⁻¹·Xᵀ)ᵀ when `transposed`. */
function divideByD(x: NDArray, D: NDArray, transposed = false): NDArray {
  const n = D.shape[D.ndim - 1];
  const order = reshape(arange(n, { dtype: "int32" }), [n, 1]);
  const blocks: LdltFactored = { method: ldltMethod, a: D, factors: [triu(D), order] };
  const columns = matrixTranspose(x);
  return matrixTranspose(
    transposed ? solveFrom("ldlt", blocks, columns) : solveTransposedFrom("ldlt", blocks, columns),
  );
}

function unpack(packed: MatrixView, L: MatrixView, D: MatrixView): void {
  const n = packed.rows;
  const width = packed.type.kind === "complex" ? 2 : 1;
  copyMatrix(packed, L);
  keepTriangle(L, "lower");
  D.data.fill(0, width * D.offset, width * (D.offset + n * n)); // a fresh output is contiguous
  const [p, l, d] = [packed.data, L.data, D.data];
  for (let i = 0; i < n; i++) {
    const from = width * (packed.offset + i * (packed.rowStride + packed.colStride));
    const at = i * (n + 1);
    d[width * (D.offset + at)] = p[from];
    for (let part = 0; part < width; part++) l[width * (L.offset + at) + part] = part === 0 ? 1 : 0;
    if (i + 1 === n) return;
    for (let part = 0; part < width; part++) {
      const value = p[from + width * packed.colStride + part];
      d[width * (D.offset + at + 1) + part] = value; // D[i, i+1]
      d[width * (D.offset + at + n) + part] = part === 0 ? value : 0 - value; // its conjugate
    }
  }
}
