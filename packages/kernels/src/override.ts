import type { Kernels } from "./signatures.js";

/** Kernels that replace the ones of this package; null means: use this package's. */
export const override: { -readonly [K in keyof Kernels]: Kernels[K] | null } = {
  copy: null,
  gather: null,
  gemm: null,
  gemv: null,
  map: null,
  philox: null,
  reduce: null,
  scatter: null,
  scatterAdd: null,
  select: null,
  sort: null,
  trsm: null,
  zip: null,
};

/**
 * Installs other implementations of some kernels, until the function it answers is called.
 *
 * Each must pass the conformance suite: the same meaning for any strides, offsets and sizes.
 *
 * @example
 * const undo = useKernels({ gemm: openblas.gemm });
 */
export function useKernels(kernels: Partial<Kernels>): () => void {
  const before = { ...override };
  Object.assign(override, kernels);
  return () => {
    Object.assign(override, before);
  };
}
