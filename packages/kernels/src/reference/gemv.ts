import type { Gemv } from "../signatures.js";
import { gemm } from "./gemm.js";

/** y ← α·A·x + β·y: the product of matrices of which one has a single column. */
export const gemv: Gemv = gemm;
