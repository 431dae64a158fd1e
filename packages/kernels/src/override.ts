import type { Kernels } from "./signatures.js";

/** Kernels that replace the ones of this package. A property that is missing means: use this package's. */
export const override: { -readonly [K in keyof Kernels]?: Kernels[K] } = {};

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
    for (const name of Object.keys(override) as (keyof Kernels)[]) delete override[name];
    Object.assign(override, before);
  };
}
