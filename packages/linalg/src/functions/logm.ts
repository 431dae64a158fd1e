import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Result,
  type Shape,
  matrixTranspose,
} from "@linnet/core";
import {
  type Primitive,
  batchDims,
  bind,
  contiguousLike,
  matrices,
  primitive,
  requireSquare,
} from "@linnet/core/extend";
import { type MatrixView, release, unsetWorkspace } from "@linnet/kernels";
import { allFinite } from "@linnet/kernels/lapack";
import { outOfBases } from "../blocked/functions/basis.js";
import { logNearIdentity } from "../blocked/functions/log-near-identity.js";
import { logTriangular } from "../blocked/functions/triangular-log.js";
import { isRealDiagonal } from "../blocked/functions/triangular-sqrt.js";
import { maxAbs } from "../blocked/matrix/copy.js";
import { makeHermitian } from "../blocked/matrix/hermitian.js";
import { type Structure, look } from "../blocked/matrix/structure.js";
import { eigenvaluesOf } from "../blocked/schur/schur-eigenvalues.js";
import { OverflowError } from "../errors.js";
import { batchIndex } from "../operand/batch.js";
import { epsilonOf } from "../operand/epsilon.js";
import { requireInexactMatrix } from "../operand/operands.js";
import type { Square } from "../operand/typed-shape.js";
import { logFrechet } from "./log-frechet.js";
import { requirePrincipal } from "./principal-spectrum.js";
import { schurFactors } from "./schur-factors.js";

const OP = "logm";

/**
 * The principal logarithm of a square matrix: the X with eˣ = A whose eigenvalues have imaginary parts in (−π, π).
 *
 * It exists, and is unique, when A has no eigenvalue on the closed negative axis; of a real A it is real.
 *
 * @param a shape `[…, n, n]`
 * @returns shape of a; Hermitian where A is
 * @throws {SpectrumError} when an eigenvalue is on the negative axis, |Im λ| ≤ ε·|λ|, or 0: |λ| ≤ n·ε·‖A‖, as for `matrixRank`, unless A
 *   is upper triangular, whose eigenvalues are exact
 * @throws {OverflowError} when an entry of the result is beyond the largest number of the dtype
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {ConvergenceError} when the Schur form does not converge
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 25·n³ flops for the Schur form, n³/3 for each of some 3 to 8 roots and as many fractions; Hermitian matrices by their
 *   eigenvectors, 11·n³. The error is about that of A rounded to double precision, κ_log(A)·u; where A is within 0.2 of I it is small
 *   beside log A itself. The derivative takes the same roots, and exists wherever the logarithm does.
 * @see Al-Mohy & Higham 2012, *Improved inverse scaling and squaring algorithms for the matrix logarithm*; Al-Mohy, Higham & Relton
 *   2013 for real matrices and derivatives
 * @example
 * logm(array([[1, 3], [0, 1]])).toArray(); // [[0, 3], [0, 0]]
 */
export function logm<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "logm">,
): NDArray<Divided<D>, Result<Square<S>>> {
  const matrix = requireInexactMatrix(OP, requireSquare(OP, a as NDArray));
  return bind(logmP, [matrix, ...schurFactors(OP, "a", matrix)], undefined) as NDArray<any, any>; // the shape is that of a
}

/** Of A, and its Schur form as constants. */
const logmP: Primitive = /* @__PURE__ */ primitive("logm", {
  batch: [2],
  abstract: ([a]) => contiguousLike(a),

  evaluate([A, T, Z], X) {
    let count = 0;
    for (const [a, t, z, x] of matrices([A, T, Z, X])) {
      const batch = batchIndex(count++, batchDims(A));
      requireLogarithm(a, t, batch);
      if (!logOf(a, t, z, x)) throw new OverflowError(OP, "log A", A.type.name, batch);
    }
  },

  derivative: {
    vjp: (ct, [a, T, Z]) => [() => matrixTranspose(logFrechet(a, matrixTranspose(ct), [T, Z])), null, null],
    jvp: ([da], [a, T, Z]) => logFrechet(a, da, [T, Z]),
  },
});

function requireLogarithm(a: MatrixView, t: MatrixView, batch: readonly number[]): void {
  const seen: Structure = { lower: 0, upper: 0, hermitian: true, positive: true };
  look(a, seen);
  const epsilon = epsilonOf(a.type);
  const zero = seen.lower === 0 ? 0 : a.rows * epsilon * maxAbs(t);
  requirePrincipal({ op: OP, name: "logarithm", epsilon }, eigenvaluesOf(t), zero, batch);
}

/** Whether the logarithm is finite. */
function logOf(a: MatrixView, t: MatrixView, z: MatrixView, x: MatrixView): boolean {
  if (!logNearIdentity(a, x)) {
    const l = unsetWorkspace(t.type, t.rows, t.cols);
    const isFinite = logTriangular(t, l);
    if (isFinite) outOfBases(z, l, z, x);
    release(l.storage);
    if (!isFinite) return false;
  }
  if (isRealDiagonal(t)) makeHermitian(x);
  return allFinite(x);
}
