import type { NDArray } from "../array/ndarray.js";

/** Memory of an array that stands for the members of a batch, and has no elements of its own. */
export interface StandsFor {
  /** All members, with the batch as first axis. */
  readonly standsFor: NDArray;
}

/**
 * The array itself or, where it stands for the members of a batch (`vmap`), all members, with the batch in front: for an
 * operation that looks at elements to choose what to do. Its choice is then one for the whole batch.
 */
export function withElements(x: NDArray): NDArray {
  const { standsFor } = x.storage as object as Partial<StandsFor>; // storages of arrays with elements have no such field
  return standsFor === undefined ? x : withElements(standsFor);
}
