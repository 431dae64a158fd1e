import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Gemm, Gemv } from "../signatures.js";
import { address } from "./address.js";
import { complexGemm } from "./complex-gemm.js";
import { multiply, multiplyVector } from "./multiply.js";
import { spanOf } from "./span.js";

/**
 * C ← α·A·B + β·C by packed SIMD kernels, on threads where it is large. The bits of an element depend only on its row of A,
 * its column of B and k, whatever the strides, the size and the number of threads; except that products with a single
 * column (or row) which would have to be gathered are computed as dot products, in another order.
 */
export const gemm: Gemm = (alpha, a, b, beta, c) => {
  if (c.type.kind === "complex") {
    complexGemm(gemm, alpha, a, b, beta, c);
    return;
  }
  if (inHeap(a.storage, "gemm") && inHeap(b.storage, "gemm") && inHeap(c.storage, "gemm")) {
    multiply(alpha, a, address(a), b, address(b), beta, c, address(c));
    return;
  }
  withStaged([spanOf(a), spanOf(b), spanOf(c)], [spanOf(c)], (x, y, z) => multiply(alpha, a, x, b, y, beta, c, z));
};

/** y ← α·A·x + β·y: reads A once, along its contiguous direction. */
export const gemv: Gemv = (alpha, a, x, beta, y) => {
  if (y.type.kind === "complex") {
    complexGemm(gemm, alpha, a, x, beta, y);
    return;
  }
  if (inHeap(a.storage, "gemv") && inHeap(x.storage, "gemv") && inHeap(y.storage, "gemv")) {
    multiplyVector(alpha, a, address(a), address(x), x.rowStride, beta, address(y), y.rowStride);
    return;
  }
  withStaged([spanOf(a), spanOf(x), spanOf(y)], [spanOf(y)], (p, q, r) => {
    multiplyVector(alpha, a, p, q, x.rowStride, beta, r, y.rowStride);
  });
};
