// What decompositions ask for beyond the kernels that other implementations may replace.
export { axpy, scal } from "./lapack/axpy.js";
export { dot } from "./lapack/dot.js";
export { ger } from "./lapack/ger.js";
export { iamax } from "./lapack/iamax.js";
export { nrm2 } from "./lapack/nrm2.js";
export { rot } from "./lapack/rot.js";
export { swapRows } from "./lapack/swap-rows.js";
export { symv } from "./lapack/symv.js";
