import { type NDArray, scope, square, sub, sum } from "@linnet/core";
import { PCA } from "@linnet/stats";
import type { DigitSet } from "./dataset.js";

/** How well k components reconstruct the training digits, measured and predicted. */
export interface Reconstruction {
  readonly k: number;
  /** ‖X − Xₖ‖²: from the reconstructed images. */
  readonly error: number;
  /** Σ σᵢ² over the discarded singular values: what the error must be (Eckart & Young 1936). */
  readonly discarded: number;
  /** |error − discarded| / ‖X‖². */
  readonly difference: number;
}

/** Principal components of the standardized training digits. */
export function decompose(digits: DigitSet): PCA {
  return PCA.fit(digits.train.x);
}

/** Squares of the singular values: the energy that each component holds. */
export function energiesOf(pca: PCA): number[] {
  return Array.from(pca.singularValues.toTypedArray(), (s) => s * s);
}

/** Reconstruction errors for several numbers of components, beside the discarded singular values. */
export function reconstructions(digits: DigitSet, pca: PCA, ks: readonly number[]): Reconstruction[] {
  const { x } = digits.train;
  const energies = energiesOf(pca);
  const total = energies.reduce((a, b) => a + b, 0);
  return ks.map((k) => {
    const error: number = scope(() => sum(square(sub(x, pca.reconstruct(x, k) as NDArray)) as NDArray)).item();
    const discarded = energies.slice(k).reduce((a, b) => a + b, 0);
    return { k, error, discarded, difference: Math.abs(error - discarded) / total };
  });
}
