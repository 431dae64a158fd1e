import { type NDArray, astype } from "@linnet/core";
import {
  type PrimitiveMany,
  batchDims,
  bindMany,
  matrices,
  matrixDims,
  primitiveMany,
  rowMajor,
} from "@linnet/core/extend";
import { MatrixView, complex128, float64, release, unsetWorkspace, workspace } from "@linnet/kernels";
import { eighMany, schurMany } from "@linnet/kernels/lapack";
import { type Structure, look } from "../blocked/matrix/structure.js";
import { copyMatrix, float64Data, maxAbs, setIdentity } from "../blocked/matrix/copy.js";
import { schurForm } from "../blocked/schur/schur.js";
import { symmetricEigen } from "../blocked/symmetric/eigh.js";
import { ConvergenceError } from "../errors.js";
import { batchIndex } from "../operand/batch.js";
import { epsilonOf } from "../operand/epsilon.js";
import { inFewCalls } from "../operand/few-rows.js";
import { requireFiniteMatrices } from "../operand/operands.js";
import { asymmetryOf } from "../operand/symmetry.js";

/** A matrix in Schur form, A = Z·T·Zᴴ. */
export type SchurFactors = readonly [T: NDArray, Z: NDArray];

/**
 * T and Z of A = Z·T·Zᴴ in double precision, as constants to differentiation, for functions of A that know their own derivative. A
 * matrix that is Hermitian up to rounding, as `eigh` checks it, has a diagonal T, its real eigenvalues; an upper triangular one is its
 * own T, so that its eigenvalues are exact.
 *
 * @param name the argument, for messages in the name of `op`
 */
export function schurFactors(op: string, name: string, a: NDArray): SchurFactors {
  const [T, Z] = bindMany(schurFactorsP, [inDouble(a)], { op, name, epsilon: epsilonOf(a.type) });
  return [T, Z];
}

/** float32 as float64, complex64 as complex128. */
export function inDouble(a: NDArray): NDArray {
  const name = a.type.kind === "complex" ? "complex128" : "float64";
  return a.type.name === name ? a : astype(a, name);
}

interface Argument {
  readonly op: string;
  readonly name: string;
  /** The rounding of its own dtype. */
  readonly epsilon: number;
}

const schurFactorsP: PrimitiveMany<Argument> = /* @__PURE__ */ primitiveMany<Argument>("schurFactors", {
  batch: [2],
  abstract: ([{ type, layout }]) => {
    const factor = { type, layout: rowMajor(layout.shape) };
    return [factor, factor];
  },

  evaluate([a], [T, Z], { op, name, epsilon }) {
    requireFiniteMatrices(op, name, a);
    const [n] = matrixDims(a);
    const kinds = Array.from(matrices([a]), ([matrix]) => kindOf(matrix, n * epsilon));
    if (kinds.every((kind) => kind === "general") && schurFew(a, T, Z)) return;
    if (kinds.every((kind) => kind === "Hermitian") && eighFew(a, T, Z)) return;
    const values = new Float64Array(2 * n);
    let count = 0;
    for (const [matrix, t, z] of matrices([a, T, Z])) {
      const remaining = decompose(matrix, kinds[count], t, z, values);
      if (remaining > 0) throw new ConvergenceError(op, remaining, n - 1, batchIndex(count, batchDims(a)));
      count++;
    }
  },

  derivative: false,
});

type Kind = "triangular" | "Hermitian" | "general";

/** Hermitian where |aᵢⱼ − āⱼᵢ| ≤ tolerance·max|a|. */
function kindOf(a: MatrixView, tolerance: number): Kind {
  const seen: Structure = { lower: 0, upper: 0, hermitian: true, positive: true };
  look(a, seen);
  if (seen.lower === 0) return "triangular";
  return seen.hermitian || asymmetryOf(a) <= tolerance * maxAbs(a) ? "Hermitian" : "general";
}

/** Small real matrices in one call for all of them; answers whether that was done. */
function schurFew(a: NDArray, T: NDArray, Z: NDArray): boolean {
  if (a.type.kind === "complex") return false;
  const [n] = matrixDims(a);
  return inFewCalls([a, T, Z], (count, [first, t, z], [step]) => {
    const values = unsetWorkspace(complex128, 1, count * n);
    const rows = new MatrixView(complex128, values.storage, 0, count, n, n, 1);
    const done = schurMany(count, { first, step }, t, z, rows);
    release(values.storage);
    return done;
  });
}

/** Small Hermitian matrices, likewise. */
function eighFew(a: NDArray, T: NDArray, Z: NDArray): boolean {
  const [n] = matrixDims(a);
  const values: Float64Array[] = [];
  const done = inFewCalls([a, Z], (count, [first, z], [step]) => {
    const rows = unsetWorkspace(float64, count, n);
    const packed = new MatrixView(float64, rows.storage, 0, count, n, n, 1);
    const found = eighMany(count, { first, step }, 0, packed, z);
    values.push(float64Data(packed).slice(0, count * n));
    release(rows.storage);
    return found;
  });
  if (!done) return false;
  const all = values.flatMap((part) =>
    Array.from({ length: part.length / n }, (_, k) => part.subarray(k * n, k * n + n)),
  );
  let count = 0;
  for (const [t] of matrices([T])) setDiagonal(t, all[count++]);
  return true;
}

/** Writes T and Z; answers how many off-diagonal entries did not converge. */
function decompose(a: MatrixView, kind: Kind, t: MatrixView, z: MatrixView, values: Float64Array): number {
  if (kind === "triangular") {
    copyMatrix(a, t);
    setIdentity(z);
    return 0;
  }
  if (kind === "general") return schurForm(a, t, z, values);
  const n = a.rows;
  const remaining = symmetricEigen(a, values.subarray(0, n), z);
  setDiagonal(t, values);
  return remaining;
}

/** T ← diag(x), complex with zero imaginary parts where T is. */
function setDiagonal(t: MatrixView, x: Float64Array): void {
  const zero = workspace(t.type, t.rows, t.cols);
  copyMatrix(zero, t);
  release(zero.storage);
  const width = t.type.kind === "complex" ? 2 : 1;
  const { data, offset, rows, rowStride, colStride } = t;
  for (let i = 0; i < rows; i++) data[width * (offset + i * (rowStride + colStride))] = x[i];
}
