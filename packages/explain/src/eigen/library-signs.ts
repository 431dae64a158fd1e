import { type NDArray, array, real, scope } from "@linnet/core";
import { eig, eigh } from "@linnet/linalg";
import type { Arithmetic } from "../arithmetic/arithmetic.js";
import type { Grid } from "../arithmetic/grid.js";

/**
 * Eigenvectors with the signs that linalg's `eigh`, or `eig` of a matrix that is not symmetric, has chosen.
 *
 * @param columns real eigenvectors, each with its eigenvalue
 */
export function withLibrarySigns<T>(
  { value, sub, read }: Arithmetic<T>,
  A: Grid<T>,
  isSymmetric: boolean,
  columns: readonly { readonly re: T; readonly v: readonly T[] }[],
): T[][] {
  const { known, directions } = scope(() => {
    const a = array(A.map((row) => row.map(value)));
    const { values, vectors }: { values: NDArray; vectors: NDArray } = isSymmetric ? eigh(a) : eig(a);
    return { known: real(values).toArray() as number[], directions: real(vectors).T.toArray() as number[][] };
  });
  return columns.map(({ re, v }) => {
    const gaps = known.map((lambda) => Math.abs(lambda - value(re)));
    const direction = directions[gaps.indexOf(Math.min(...gaps))];
    const along = v.reduce((sum, entry, i) => sum + value(entry) * direction[i], 0);
    return along < 0 ? v.map((entry) => sub(read(0), entry)) : [...v];
  });
}
