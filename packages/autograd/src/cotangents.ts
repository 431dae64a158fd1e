import { type NDArray, add } from "@linnet/core";

/** Cotangents by the identity of what they belong to. */
export type Cotangents = Map<NDArray, NDArray>;

/** Adds one more part of a cotangent. */
export function accumulate(cotangents: Cotangents, x: NDArray, part: NDArray): void {
  const sum = cotangents.get(x);
  cotangents.set(x, sum === undefined ? part : add(sum, part));
}
