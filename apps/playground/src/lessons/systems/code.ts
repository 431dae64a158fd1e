import { array, matmul } from "@linnet/core";
import * as explain from "@linnet/explain";
import { cond, det, solve } from "@linnet/linalg";

export interface Inputs {
  /** Coefficients: an equation a row. */
  readonly A: readonly (readonly number[])[];
  /** Right-hand sides. */
  readonly b: readonly number[];
}

/** Which mixture x of the columns of A is b? */
export function compute({ A, b }: Inputs) {
  // [eliminate] Elimination, told step by step in fractions.
  const story = explain.solve(A, b, { arithmetic: "exact" });

  // [look] How near is A to a matrix with which there is no answer?
  const determinant: number = det(array(A)).item();
  const condition: number = cond(array(A)).item();

  // [solve] The same in floats, as a program would do it.
  const x = determinant === 0 ? null : (solve(array(A), array(b)).toArray() as number[]);

  // [check] A·x is b.
  const product = x === null ? null : (matmul(array(A), array(x)).toArray() as number[]);
  return { story, determinant, condition, x, product };
}
