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
  matrixDims,
  primitive,
  requireSquare,
  withElements,
} from "@linnet/core/extend";
import { type MatrixView, release } from "@linnet/kernels";
import { allFinite } from "@linnet/kernels/lapack";
import { outOfBases } from "../blocked/functions/basis.js";
import { isRealDiagonal, sqrtTriangular } from "../blocked/functions/triangular-sqrt.js";
import { copyMatrix, maxAbs, workingCopy } from "../blocked/matrix/copy.js";
import { makeHermitian } from "../blocked/matrix/hermitian.js";
import { powerOfTwoScale } from "../blocked/matrix/scaling.js";
import { DerivativeError, OverflowError } from "../errors.js";
import { batchIndex } from "../operand/batch.js";
import { epsilonOf } from "../operand/epsilon.js";
import { requireInexactMatrix } from "../operand/operands.js";
import type { Square } from "../operand/typed-shape.js";
import { eigenvaluesOf } from "../blocked/schur/schur-eigenvalues.js";
import { complexText } from "./complex-text.js";
import { requirePrincipal, smallestOf, spectralRadius } from "./principal-spectrum.js";
import { type SchurFactors, schurFactors } from "./schur-factors.js";
import { type SylvesterParams, solveSides } from "./sylvester-equation.js";

const OP = "sqrtm";

/**
 * The principal square root of a square matrix: the X with X·X = A whose eigenvalues lie in the open right half plane.
 *
 * It exists, and is unique, when A has no eigenvalue on the closed negative axis; of a real A it is real. A Hermitian matrix may be
 * semidefinite as well: negative eigenvalues count as 0 down to −n·ε·‖A‖. Hermitian is what is so up to rounding, as for `eigh`.
 *
 * @param a shape `[…, n, n]`
 * @returns shape of a; Hermitian where A is
 * @throws {SpectrumError} when an eigenvalue is 0 (unless A is Hermitian) or on the negative axis, |Im λ| ≤ ε·|λ|
 * @throws {OverflowError} when an entry of the result is beyond the largest number of the dtype
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {ConvergenceError} when the Schur form does not converge
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 28·n³ flops by the Schur form; Hermitian matrices by their eigenvectors, 11·n³. ‖X² − A‖ ≤ p(n)·u·‖X‖², which is p(n)·u·‖A‖
 *   unless A is far from normal or nearly singular. The derivative solves X·L + L·X = E: it exists where A is not singular.
 * @see Higham, *Functions of Matrices*, 2008, ch. 6; Deadman, Higham & Ralha 2013
 * @example
 * sqrtm(array([[1, 4], [0, 9]])).toArray(); // [[1, 1], [0, 3]]
 */
export function sqrtm<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "sqrtm">,
): NDArray<Divided<D>, Result<Square<S>>> {
  const matrix = requireInexactMatrix(OP, requireSquare(OP, a as NDArray));
  const [T, Z] = schurFactors(OP, "a", matrix);
  return rootFrom(matrix, [bind(triangularRootP, [T], epsilonOf(matrix.type)), Z]) as NDArray<any, any>; // the shape is that of a
}

/** X = Z·R·Zᴴ, where R, a constant to differentiation, is the root of T. */
function rootFrom(a: NDArray, [R, Z]: SchurFactors): NDArray {
  return bind(sqrtmP, [a, R, Z], undefined);
}

/** R with R² = T. Params: the rounding of A's dtype. */
const triangularRootP: Primitive<number> = /* @__PURE__ */ primitive<number>("triangularRoot", {
  batch: [2],
  abstract: ([t]) => contiguousLike(t),
  evaluate([T], R, epsilon) {
    let count = 0;
    for (const [t, r] of matrices([T, R])) rootOf(t, r, epsilon, batchIndex(count++, batchDims(T)));
  },
  derivative: false,
});

function rootOf(t: MatrixView, r: MatrixView, epsilon: number, batch: readonly number[]): void {
  const principal = { op: OP, name: "square root", epsilon };
  if (isRealDiagonal(t)) {
    rootOfDiagonal(t, r, principal, batch);
    return;
  }
  const values = eigenvaluesOf(t);
  requirePrincipal(principal, values, 0, batch);
  const half = powerOfTwoScale(Math.sqrt(maxAbs(t))); // 4ᵏ·T has the root 2ᵏ·R
  const work = workingCopy(t, half * half);
  if (!sqrtTriangular(work)) requirePrincipal(principal, values, smallestOf(values), batch); // its root underflows
  copyMatrix(work, r, 1 / half);
  release(work.storage);
}

/** Real eigenvalues, those of a Hermitian A: negative ones that are zero up to rounding have the root 0. */
function rootOfDiagonal(
  t: MatrixView,
  r: MatrixView,
  principal: Parameters<typeof requirePrincipal>[0],
  batch: readonly number[],
): void {
  const values = eigenvaluesOf(t);
  const least = -t.rows * principal.epsilon * spectralRadius(values);
  const negative = values.filter(([value]) => value < least);
  requirePrincipal(principal, negative, 0, batch);
  copyMatrix(t, r);
  const width = r.type.kind === "complex" ? 2 : 1;
  const { data, offset, rows, rowStride, colStride } = r;
  for (let i = 0; i < rows; i++) {
    const at = width * (offset + i * (rowStride + colStride));
    data[at] = Math.sqrt(Math.max(0, data[at]));
  }
}

const DERIVATIVE: SylvesterParams = {
  op: OP,
  kind: "sylvester",
  expected: "the derivative needs eigenvalues of the root whose sums are not 0",
  names: ["the root", "the root", "the direction"],
  hint: "Eigenvalues of a are too near to the negative axis.",
};

/** Of A, and R and Z as constants. */
const sqrtmP: Primitive = /* @__PURE__ */ primitive("sqrtm", {
  batch: [2],
  abstract: ([a]) => contiguousLike(a),

  evaluate([, R, Z], X) {
    let count = 0;
    for (const [r, z, x] of matrices([R, Z, X])) {
      outOfBases(z, r, z, x);
      if (isRealDiagonal(r)) makeHermitian(x);
      if (!allFinite(x)) throw new OverflowError(OP, "√A", X.type.name, batchIndex(count, batchDims(X)));
      count++;
    }
  },

  derivative: {
    // X·dX + dX·X = dA, whose transpose has the solution Ā = L(X̄ᵀ)ᵀ
    vjp: (ct, [a, R, Z], X) => [() => matrixTranspose(rootDerivative(a, R, Z, X, matrixTranspose(ct))), null, null],
    jvp: ([da], [a, R, Z], X) => rootDerivative(a, R, Z, X, da),
  },
});

/** L with X·L + L·X = E. */
function rootDerivative(a: NDArray, R: NDArray, Z: NDArray, X: NDArray, E: NDArray): NDArray {
  requireNonsingular(withElements(R), epsilonOf(a.type));
  const side = { matrix: X, factors: [R, Z] as const };
  return solveSides(DERIVATIVE, side, side, E);
}

/** @throws {DerivativeError} when A is singular to working precision */
function requireNonsingular(R: NDArray, epsilon: number): void {
  const [n] = matrixDims(R);
  for (const [r] of matrices([R])) {
    const values = eigenvaluesOf(r);
    const largest = spectralRadius(values);
    const [re, im] = values.find((root) => Math.hypot(...root) ** 2 <= n * epsilon * largest ** 2) ?? [Infinity, 0];
    if (re === Infinity) continue;
    throw new DerivativeError(
      OP,
      "the derivative needs a matrix that is nonsingular to working precision",
      `the root of an eigenvalue ${complexText([re * re - im * im, 2 * re * im])}`,
      "Add a small multiple of the identity.",
    );
  }
}
