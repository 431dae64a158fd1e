import { array, matmul, sub } from "@linnet/core";
import * as explain from "@linnet/explain";
import { solve, solveTriangular, vectorNorm } from "@linnet/linalg";

export interface Inputs {
  /** A square matrix. */
  readonly A: readonly (readonly number[])[];
  /** A right-hand side. */
  readonly b: readonly number[];
  readonly by: "lu" | "luWithoutPivoting" | "classical" | "modified";
  /** What the factors are computed in; `digits` are three decimal ones. */
  readonly numbers: "exact" | "digits" | "float64";
}

/** Takes A apart into factors, and solves A·x = b with them. */
export function compute({ A, b, by, numbers }: Inputs) {
  let story: explain.Explanation | null = null;
  try {
    // [factor] Take A apart, told step by step.
    story = factor(A, by, numbers === "digits" ? { digits: 3 } : numbers);

    // [forward] The first factor is undone …
    const isLu = "p" in story.results;
    const y = isLu
      ? solveTriangular(story.result("L"), array(story.results["p"].map(([row]) => b[row.value])), "lower")
      : matmul(story.result("Q").T, array(b));

    // [back] … and then the triangular one, from the last unknown back to the first.
    const x = solveTriangular(story.result(isLu ? "U" : "R"), y, "upper");

    // [check] How far is that from the solution?
    const truth = solve(array(A), array(b));
    const distance = vectorNorm(sub(x, truth)).item();
    const error = distance === 0 ? 0 : distance / vectorNorm(truth).item();
    return { story, solved: { y: y.toArray(), x: x.toArray(), truth: truth.toArray(), error }, refused: null };
  } catch (error) {
    return { story, solved: null, refused: (error as Error).message }; // A is singular, or a pivot is 0
  }
}

function factor(A: Inputs["A"], by: Inputs["by"], arithmetic: explain.ArithmeticChoice): explain.Explanation {
  if (by === "lu") return explain.lu(A, { arithmetic });
  if (by === "luWithoutPivoting") return explain.lu(A, { arithmetic, pivoting: "none" });
  return explain.gramSchmidt(A, { arithmetic, variant: by });
}
