import { LinnetError, array, matmul, sub } from "@linnet/core";
import * as explain from "@linnet/explain";
import { solve, solveTriangular, vectorNorm } from "@linnet/linalg";

export interface Inputs {
  /** A square matrix. */
  readonly A: readonly (readonly number[])[];
  /** A right-hand side. */
  readonly b: readonly number[];
  readonly by: "lu" | "luWithoutPivoting" | "householder" | "modified" | "classical" | "cholesky";
  /** What the factors are computed in; `digits` are three. */
  readonly numbers: "exact" | "digits" | "float64";
}

/** Takes A apart into factors, and solves A·x = b with them. */
export function compute({ A, b, by, numbers }: Inputs) {
  let story: explain.Explanation | null = null;
  try {
    // [factor] Take A apart, told step by step.
    story = factor(A, by, numbers === "digits" ? { digits: 3 } : numbers);
    if ("xᵀ·A·x" in story.results) return { story, solved: null, refused: "A is not positive definite." };

    // [forward] The first factor is undone …
    const first = story.result("Q" in story.results ? "Q" : "L");
    const order = story.results["p"]?.map(([row]) => row.value) ?? b.map((_, i) => i);
    const ordered = array(order.map((i) => b[i]));
    const y = "Q" in story.results ? matmul(first.T, ordered) : solveTriangular(first, ordered, "lower");

    // [back] … and then the other, from the last unknown back to the first.
    const last = by === "cholesky" ? first.T : story.result("Q" in story.results ? "R" : "U");
    const x = solveTriangular(last, y, "upper");

    // [check] How far is that from the solution?
    const truth = solve(array(A), array(b));
    const distance = vectorNorm(sub(x, truth)).item();
    const error = distance === 0 ? 0 : distance / vectorNorm(truth).item();
    return { story, solved: { y: y.toArray(), x: x.toArray(), truth: truth.toArray(), error }, refused: null };
  } catch (error) {
    if (!(error instanceof LinnetError)) throw error;
    return { story, solved: null, refused: error.message }; // A is singular, or has no such factors
  }
}

function factor(A: Inputs["A"], by: Inputs["by"], arithmetic: explain.ArithmeticChoice): explain.Explanation {
  if (by === "lu") return explain.lu(A, { arithmetic });
  if (by === "luWithoutPivoting") return explain.lu(A, { arithmetic, pivoting: "none" });
  if (by === "cholesky") return explain.cholesky(A, { arithmetic });
  return explain.gramSchmidt(A, { arithmetic, variant: by });
}
