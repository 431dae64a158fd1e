export { adjugate, cofactorMatrix, minors } from "./geometry/cofactors.js";
export { alignPoints } from "./geometry/align-points.js";
export type { AlignOptions, PointAlignment } from "./geometry/align-points.js";
export { angularDistance, rotationBetween } from "./geometry/rotation-between.js";
export { basis } from "./geometry/basis.js";
export { BatchRankError, DependenceError } from "./geometry/subspace-errors.js";
export type { BetweenSquares } from "./functions/sylvester-shape.js";
export { Bidiagonal, bidiagonal } from "./svd/bidiagonal.js";
export {
  cartesianToCylindrical,
  cartesianToCylindricalJacobian,
  cartesianToPolar,
  cartesianToPolarJacobian,
  cylindricalToCartesian,
  cylindricalToCartesianJacobian,
  polarToCartesian,
  polarToCartesianJacobian,
} from "./geometry/polar-coordinates.js";
export {
  cartesianToSpherical,
  cartesianToSphericalJacobian,
  sphericalToCartesian,
  sphericalToCartesianJacobian,
} from "./geometry/spherical-coordinates.js";
export { changeOfBasis, coordinatesIn } from "./geometry/coordinates.js";
export { Cholesky, cholesky } from "./cholesky/cholesky.js";
export { PivotedCholesky, choleskyPivoted } from "./cholesky/cholesky-pivoted.js";
export { cofactorExpansion } from "./geometry/cofactor-expansion.js";
export { CompleteOrthogonal, completeOrthogonal } from "./qr/complete-orthogonal.js";
export { cond } from "./norms/cond.js";
export {
  ConvergenceError,
  DerivativeError,
  NotPositiveDefiniteError,
  OverflowError,
  ReorderError,
  SingularMatrixError,
  SpectrumError,
} from "./errors.js";
export type { ComplexNumber } from "./errors.js";
export { coshm, sinhm } from "./functions/coshm-sinhm.js";
export { cosm, sinm } from "./functions/cosm-sinm.js";
export { det } from "./lu/det.js";
export { distanceToSpan, project } from "./geometry/project.js";
export type { ProjectOptions } from "./geometry/project.js";
export { GeneralEigen, eig, eigvals } from "./eigen/eig.js";
export type { EigOptions, EigvalsOptions } from "./eigen/eig.js";
export { eigGeneralized } from "./eigen/eig-generalized.js";
export { SymmetricEigen, eigh, eigvalsh } from "./eigen/eigh.js";
export type { EighOptions, EighRangeOptions } from "./eigen/eigh.js";
export { eighGeneralized } from "./eigen/eigh-generalized.js";
export type { GeneralizedEigen } from "./eigen/eigh-generalized.js";
export type { ElementwiseFunction } from "./eigen/divided-differences.js";
export type { EqualityConstraints } from "./least-squares/constrained-lstsq.js";
export { expm } from "./functions/expm.js";
export { expmFrechet } from "./functions/expm-frechet.js";
export type { Factorization } from "./solve/factorization.js";
export { StructuredFactorization, factorize } from "./solve/factorize.js";
export { funmh } from "./eigen/funmh.js";
export type { FunmhOptions } from "./eigen/funmh.js";
export { Givens, givens } from "./geometry/givens-rotation.js";
export { gramSchmidt } from "./geometry/gram-schmidt.js";
export type { GramSchmidtOptions } from "./geometry/gram-schmidt.js";
export { Hessenberg, hessenberg } from "./eigen/hessenberg.js";
export { homogeneous, rigidInverse, scaling, transformPoints, translation } from "./geometry/rigid-transform.js";
export { Householder, householder } from "./geometry/householder-reflector.js";
export type { IllConditioned } from "./operand/working-precision.js";
export { inv } from "./lu/inv.js";
export { isIndependent } from "./geometry/is-independent.js";
export { LDLT, ldlt } from "./ldlt/ldlt.js";
export type { Inertia } from "./ldlt/ldlt.js";
export { leftNullSpace, nullSpace } from "./geometry/null-space.js";
export { logm } from "./functions/logm.js";
export { LowRankUpdate, lowRankUpdate } from "./solve/low-rank-update.js";
export { LQ, lq } from "./qr/lq.js";
export type { LqOptions } from "./qr/lq.js";
export { LeastSquares, lstsq } from "./least-squares/lstsq.js";
export type { LstsqOptions } from "./least-squares/lstsq.js";
export { LU, lu } from "./lu/lu.js";
export type { LuOptions } from "./lu/lu.js";
export type { Matrix, MinDim, Solved, SolvedSquare, Square } from "./operand/typed-shape.js";
export type { MatrixKind } from "./solve/structured-factor.js";
export { matrixNorm } from "./norms/matrix-norm.js";
export type { MatrixOrd } from "./norms/matrix-norm.js";
export { matrixPower } from "./products/matrix-power.js";
export { matrixRank } from "./norms/matrix-rank.js";
export { multiDot } from "./products/multi-dot.js";
export type { MultiDotRule } from "./products/multi-dot.js";
export { nearestRotation } from "./geometry/nearest-rotation.js";
export { orth, rowSpace } from "./geometry/orth.js";
export { pinv } from "./least-squares/pinv.js";
export { PivotedQR } from "./qr/pivoted-qr.js";
export { Polar, polar } from "./svd/polar.js";
export type { PolarOptions } from "./svd/polar.js";
export { projection } from "./geometry/projection.js";
export type { ProjectionOptions } from "./geometry/projection.js";
export { qr } from "./qr/qr.js";
export type { PivotedQrOptions, QrOptions } from "./qr/qr.js";
export { QR } from "./qr/qr-object.js";
export {
  quaternionConjugate,
  quaternionInverse,
  quaternionMultiply,
  quaternionRotate,
} from "./geometry/quaternion-product.js";
export { quaternionExp, quaternionLog, slerp } from "./geometry/quaternion-exponential.js";
export {
  quaternionFromAxisAngle,
  quaternionToAxisAngle,
  rotationFromAxisAngle,
  rotationToAxisAngle,
} from "./geometry/axis-angle.js";
export type { AxisAngle } from "./geometry/axis-angle.js";
export type { RankOptions } from "./norms/rank-tolerance.js";
export type { Refined } from "./solve/factored-solve.js";
export { ridge } from "./least-squares/ridge.js";
export { rigidExp, rigidLog } from "./geometry/rigid-exponential.js";
export { rotationFromAngle, rotationToAngle } from "./geometry/plane-rotation.js";
export { rotationFromEuler, rotationToEuler } from "./geometry/euler-angles.js";
export type { EulerAngles, EulerOrder } from "./geometry/euler-angles.js";
export { rotationFromQuaternion, rotationToQuaternion } from "./geometry/rotation-quaternion.js";
export { rotationFromVector, rotationToVector } from "./geometry/rotation-vector.js";
export { RowEchelon, rref } from "./geometry/rref.js";
export { Schur, schur } from "./eigen/schur.js";
export type { SchurOptions } from "./eigen/schur.js";
export { slogdet } from "./lu/slogdet.js";
export type { SignedLogDet } from "./lu/slogdet.js";
export { solve } from "./solve/solve.js";
export type { SolveOptions } from "./solve/solve.js";
export { solveBanded } from "./solve/solve-banded.js";
export type { BandedOptions } from "./solve/solve-banded.js";
export { solveContinuousLyapunov, solveDiscreteLyapunov } from "./functions/solve-lyapunov.js";
export { solveSylvester } from "./functions/solve-sylvester.js";
export { solveToeplitz } from "./solve/solve-toeplitz.js";
export { solveTriangular } from "./solve/solve-triangular.js";
export type { Triangle, TriangularOptions } from "./solve/solve-triangular.js";
export type { SpectrumRange } from "./eigen/spectrum-range.js";
export { sqrtm } from "./functions/sqrtm.js";
export { subspaceAngles } from "./geometry/subspace-angles.js";
export { SVD, svd, svdvals } from "./svd/svd.js";
export type { SvdOptions, SvdvalsOptions } from "./svd/svd.js";
export { svdRandomized } from "./svd/svd-randomized.js";
export type { RandomizedOptions } from "./svd/svd-randomized.js";
export { Tridiagonal, tridiagonal } from "./eigen/tridiagonal.js";
export { vectorNorm } from "./norms/vector-norm.js";
export type { VectorNormOptions } from "./norms/vector-norm.js";
