export { Bidiagonal, bidiagonal } from "./bidiagonal.js";
export { Cholesky, cholesky } from "./cholesky.js";
export { PivotedCholesky, choleskyPivoted } from "./cholesky-pivoted.js";
export { CompleteOrthogonal, completeOrthogonal } from "./complete-orthogonal.js";
export { cond } from "./cond.js";
export type { EqualityConstraints } from "./constrained-lstsq.js";
export { det } from "./det.js";
export { GeneralEigen, eig, eigvals } from "./eig.js";
export type { EigOptions, EigvalsOptions } from "./eig.js";
export { SymmetricEigen, eigh, eigvalsh } from "./eigh.js";
export type { EighOptions, EighRangeOptions } from "./eigh.js";
export { eighGeneralized } from "./eigh-generalized.js";
export type { GeneralizedEigen } from "./eigh-generalized.js";
export {
  ConvergenceError,
  DerivativeError,
  NotPositiveDefiniteError,
  ReorderError,
  SingularMatrixError,
} from "./errors.js";
export type { Refined } from "./factored-solve.js";
export type { Factorization } from "./factorization.js";
export { StructuredFactorization, factorize } from "./factorize.js";
export { Hessenberg, hessenberg } from "./hessenberg.js";
export { inv } from "./inv.js";
export { LDLT, ldlt } from "./ldlt.js";
export type { Inertia } from "./ldlt.js";
export { LQ, lq } from "./lq.js";
export type { LqOptions } from "./lq.js";
export { LeastSquares, lstsq } from "./lstsq.js";
export type { LstsqOptions } from "./lstsq.js";
export { LU, lu } from "./lu.js";
export type { LuOptions } from "./lu.js";
export { matrixNorm } from "./matrix-norm.js";
export type { MatrixOrd } from "./matrix-norm.js";
export { matrixPower } from "./matrix-power.js";
export { matrixRank } from "./matrix-rank.js";
export { multiDot } from "./multi-dot.js";
export type { MultiDotRule } from "./multi-dot.js";
export { pinv } from "./pinv.js";
export { PivotedQR } from "./pivoted-qr.js";
export { Polar, polar } from "./polar.js";
export type { PolarOptions } from "./polar.js";
export { qr } from "./qr.js";
export type { PivotedQrOptions, QrOptions } from "./qr.js";
export { QR } from "./qr-object.js";
export type { RankOptions } from "./rank-tolerance.js";
export { ridge } from "./ridge.js";
export { Schur, schur } from "./schur.js";
export type { SchurOptions } from "./schur.js";
export { slogdet } from "./slogdet.js";
export type { SignedLogDet } from "./slogdet.js";
export { solve } from "./solve.js";
export type { SolveOptions } from "./solve.js";
export { solveBanded } from "./solve-banded.js";
export type { BandedOptions } from "./solve-banded.js";
export { solveToeplitz } from "./solve-toeplitz.js";
export { solveTriangular } from "./solve-triangular.js";
export type { Triangle, TriangularOptions } from "./solve-triangular.js";
export type { SpectrumRange } from "./spectrum-range.js";
export type { MatrixKind } from "./structured-factor.js";
export { SVD, svd, svdvals } from "./svd.js";
export type { SvdOptions, SvdvalsOptions } from "./svd.js";
export type { Matrix, MinDim, Solved, SolvedSquare, Square } from "./typed-shape.js";
export { svdRandomized } from "./svd-randomized.js";
export type { RandomizedOptions } from "./svd-randomized.js";
export { vectorNorm } from "./vector-norm.js";
export type { VectorNormOptions } from "./vector-norm.js";
export type { IllConditioned } from "./working-precision.js";
