import { array } from "@linnet/core";
import * as explain from "@linnet/explain";
import { det, lu } from "@linnet/linalg";

export interface Inputs {
  /** 2 × 2 or 3 × 3. */
  readonly A: readonly (readonly number[])[];
}

/** By how much does the map x ↦ A·x stretch areas, or volumes? */
export function compute({ A }: Inputs) {
  const exact = { arithmetic: "exact" } as const;

  // [expand] By cofactors, in fractions.
  const expansion = explain.determinant(A, { ...exact, by: "cofactors" });

  // [eliminate] By elimination: a triangle of the same determinant.
  const elimination = explain.determinant(A, { ...exact, by: "elimination" });

  // [factor] In floats, as a program does it: the diagonal of U.
  const factors = lu(array(A));
  const U = factors.U.toArray() as number[][];
  const determinant: number = det(array(A)).item();
  return { expansion, elimination, U, determinant };
}
