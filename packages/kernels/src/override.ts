import type { Kernels } from "./signatures.js";

/** Kernels that replace the ones of this package; what is not there is this package's. */
export const override: { -readonly [K in keyof Kernels]?: Kernels[K] | undefined } = {};

/**
 * Installs other implementations of some kernels, until the function it answers is called.
 *
 * Each must pass the conformance suite: the same meaning for any strides, offsets and sizes.
 *
 * @example
 * const undo = useKernels({ gemm: openblas.gemm });
 */
export function useKernels(kernels: Partial<Kernels>): () => void {
  const names = Object.keys(kernels) as (keyof Kernels)[]; // the type says so
  const before = Object.fromEntries(names.map((name) => [name, override[name]]));
  Object.assign(override, kernels);
  return () => {
    Object.assign(override, before);
  };
}
