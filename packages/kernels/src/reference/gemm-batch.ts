import { eachProduct } from "../each-product.js";
import type { GemmBatch } from "../signatures.js";
import { gemm } from "./gemm.js";

/** Each product by itself. */
export const gemmBatch: GemmBatch = (...batch) => eachProduct(gemm, ...batch);
