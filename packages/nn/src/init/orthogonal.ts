import { type Float, type NDArray, type Random, astype, matrixTranspose, mul, reshape } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { qr } from "@linnet/linalg";
import { requirePositiveNumber } from "../require.js";
import { fansOf } from "./fans.js";
import type { Initializer } from "./initializer.js";

/** Options of `orthogonal`. */
export interface OrthogonalOptions {
  /** What the weights are multiplied with. Default 1. */
  readonly gain?: number;
}

/**
 * Weights `[out, in·|window|]` with orthonormal rows or, where there are more rows than columns, columns: uniformly
 * distributed among all such, by Haar's measure.
 *
 *     Q of G = Q·R for normal G, with a positive diagonal of R
 *
 * @throws {ValueError} unless the gain is positive
 * @remarks Without the signs that the positive diagonal settles, Q would depend on how QR is computed, and not be uniform. In
 *   float64 whatever the dtype.
 * @see Saxe, McClelland & Ganguli, *Exact solutions to the nonlinear dynamics of learning in deep linear neural networks*, 2014;
 *   Mezzadri, *How to generate random matrices from the classical compact groups*, 2007
 */
export function orthogonal(options?: OrthogonalOptions): Initializer {
  const { gain = 1 } = requireOptions("orthogonal", options);
  requirePositiveNumber("orthogonal", "gain", gain);
  return <D extends Float>(rng: Random, shape: readonly number[], dtype: D): NDArray<D> => {
    const rows = shape[0];
    const columns = fansOf("orthogonal", shape).in;
    const { Q }: { Q: NDArray } = qr(rng.normal([Math.max(rows, columns), Math.min(rows, columns)]) as NDArray); // R's diagonal is positive
    const weight: NDArray = rows < columns ? matrixTranspose(Q) : Q;
    return astype(reshape(mul(weight, gain), shape), dtype);
  };
}
