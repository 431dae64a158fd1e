import type { Float, NDArray, Random } from "@linnet/core";

/**
 * Draws the first values of a parameter.
 *
 * @param shape `[out, in, …window]`: each output sees `in · |window|` inputs (fan-in), and each input `out · |window|` outputs
 *   (fan-out)
 */
export type Initializer = <D extends Float>(rng: Random, shape: readonly number[], dtype: D) => NDArray<D>;
