// What decompositions ask for beyond the kernels that other implementations may replace.
export { allFinite } from "./lapack/all-finite.js";
export { axpy, scal } from "./lapack/axpy.js";
export { bidiagonalizePanel, bidiagonalizeWhole, diagonalizeWhole, reflectWhole } from "./lapack/bidiagonal.js";
export type { BidiagonalNumbers } from "./lapack/bidiagonal.js";
export { blockReflect } from "./lapack/block-reflect.js";
export { bulgeChain } from "./lapack/bulge-chain.js";
export { complexLu } from "./lapack/complex-lu.js";
export { complexNorm1 } from "./lapack/complex-norm.js";
export { applyChain, complexBulgeChain } from "./lapack/complex-bulge-chain.js";
export { reduceHessenbergColumns, reduceHessenbergPanel } from "./lapack/complex-hessenberg.js";
export type { HessenbergBlock } from "./lapack/complex-hessenberg.js";
export { complexProduct, complexSolve } from "./lapack/complex-product.js";
export { complexSchur, moveComplexUp } from "./lapack/complex-schur.js";
export { dot } from "./lapack/dot.js";
export { clearTriangle } from "./lapack/clear-triangle.js";
export { eigenMany, schurMany } from "./lapack/eigen-many.js";
export { formHessenbergBasis, hessenberg } from "./lapack/hessenberg.js";
export { francis } from "./lapack/francis.js";
export { eighMany } from "./lapack/eigh-many.js";
export { gatherRows } from "./lapack/gather-rows.js";
export { ger } from "./lapack/ger.js";
export { getf2 } from "./lapack/getf2.js";
export { iamax } from "./lapack/iamax.js";
export { laswp } from "./lapack/laswp.js";
export { leastSquaresMany } from "./lapack/least-squares.js";
export {
  FEW_REAL_ROWS,
  FEW_ROWS,
  choleskyMany,
  invMany,
  luConditionMany,
  luMany,
  luSolveMany,
  solveDefiniteMany,
  solveMany,
} from "./lapack/many.js";
export type { Many } from "./lapack/many.js";
export { nrm2 } from "./lapack/nrm2.js";
export { potrf } from "./lapack/potrf.js";
export { finishFactors, qrMany } from "./lapack/qr-factors.js";
export { reduceComplexRows, reduceRows, reflectorFactor } from "./lapack/reflectors.js";
export { moveBlockUp } from "./lapack/reorder.js";
export { rot } from "./lapack/rot.js";
export { rotateChains } from "./lapack/rotate-chains.js";
export { loewner, secularRoots, secularVectors } from "./lapack/secular.js";
export { singularLoewner, singularVectors } from "./lapack/singular.js";
export { complexSubstitute, substitute } from "./lapack/substitute.js";
export { svdMany } from "./lapack/svd-many.js";
export { swapRows } from "./lapack/swap-rows.js";
export { symv } from "./lapack/symv.js";
export { diagonalizeTridiagonal, tridiagonalEigenvalues } from "./lapack/tridiagonal-eigen.js";
export { formTridiagonalBasis, tridiagonalizePanel, tridiagonalizeRows } from "./lapack/tridiagonalize-rows.js";
