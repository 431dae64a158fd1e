// What decompositions ask for beyond the kernels that other implementations may replace.
export { axpy, scal } from "./lapack/axpy.js";
export { dot } from "./lapack/dot.js";
export { ger } from "./lapack/ger.js";
export { getf2 } from "./lapack/getf2.js";
export { iamax } from "./lapack/iamax.js";
export { laswp } from "./lapack/laswp.js";
export { FEW_ROWS, choleskyMany, invMany, luMany, luSolveMany } from "./lapack/many.js";
export type { Many } from "./lapack/many.js";
export { nrm2 } from "./lapack/nrm2.js";
export { potf2 } from "./lapack/potf2.js";
export { reflectColumns, reflectRows } from "./lapack/reflect.js";
export { rot } from "./lapack/rot.js";
export { rotateChains } from "./lapack/rotate-chains.js";
export { loewner, secularSums, secularVectors, shift } from "./lapack/secular.js";
export { singularLoewner, singularVectors, squareDifferences } from "./lapack/singular.js";
export { swapRows } from "./lapack/swap-rows.js";
export { symv } from "./lapack/symv.js";
export { formTridiagonalBasis, tridiagonalizePanel, tridiagonalizeRows } from "./lapack/tridiagonalize-rows.js";
