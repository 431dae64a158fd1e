import { LinnetError, array, cos, linspace, matmul, sin, stack } from "@linnet/core";
import * as explain from "@linnet/explain";
import { det, eig } from "@linnet/linalg";

export interface Inputs {
  /** 2 × 2. */
  readonly A: readonly (readonly number[])[];
  /** A vector; power iteration begins with it. */
  readonly x: readonly number[];
  readonly method: "characteristic" | "power" | "qr" | "jacobi";
}

/** Which directions does A only stretch, and by how much? */
export function compute({ A, x, method }: Inputs) {
  // [look] What A makes of the unit circle.
  const turn = linspace(0, 2 * Math.PI, 73);
  const circle = matmul(array(A), stack([cos(turn), sin(turn)])).toArray() as number[][];

  // [find] Eigenvalues and eigenvectors, told step by step.
  const { story, refused } = attempt(() => explain.eigen(A, { method, start: x, steps: 30 }));

  // [check] The library's: complex numbers [real, imaginary], and vectors in columns.
  const { values, vectors } = eig(array(A));
  const library = {
    values: values.toArray() as [number, number][],
    vectors: vectors.toArray() as [number, number][][],
  };

  // [polynomial] det(λ·I − A) is λ² − trace·λ + determinant.
  const polynomial = [1, -(A[0][0] + A[1][1]), det(array(A)).item()];
  return { story, refused, circle, ...library, polynomial };
}

/** A story, or the sentence that says why there is none. */
function attempt(tell: () => explain.Explanation) {
  try {
    return { story: tell(), refused: null };
  } catch (error) {
    if (!(error instanceof LinnetError)) throw error;
    return { story: null, refused: error.message };
  }
}
