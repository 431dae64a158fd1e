import { type NDArray, array, random, stack } from "@linnet/core";

/** Batches of four members, what does not differ between them, and what `vmap` is to be: for the tests of `vmap`. */

const rng = random(3);
export const batch: NDArray = rng.normal([4, 3]);
export const matrices: NDArray = rng.normal([4, 3, 3]);
export const w: NDArray = rng.normal([3, 3]);
export const index: NDArray = array(
  [
    [2, 0],
    [-1, 1],
    [0, 0],
    [1, 2],
  ],
  { dtype: "int32" },
);

/** A function of members. */
export type Each = (...xs: NDArray[]) => NDArray;

/** What vmap is to be: f of each member, stacked. */
export function loop(f: Each, ...xs: readonly (NDArray | null)[]): NDArray {
  const length = xs.find((x) => x !== null)?.shape[0] as number;
  return stack(Array.from({ length }, (_, i) => f(...xs.map((x) => x?.at(i) as NDArray))));
}

/** Sums over axes of three elements, added up in another order by another kernel. */
export const close: { readonly rtol: number; readonly atol: number } = {
  rtol: 64 * Number.EPSILON,
  atol: 64 * Number.EPSILON,
};
