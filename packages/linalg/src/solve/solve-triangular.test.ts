import { describe, expect, it } from "vitest";
import { type NDArray, adjoint, array, diag, eye, matrixTranspose, ones, stack, tril, triu, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { SingularMatrixError } from "../errors.js";
import { solveTriangular } from "./solve-triangular.js";
import { THRESHOLD, gallery, inDtype, residualRatio } from "../testing.js";

const random = gallery[0];

/** Well inside the nonsingular matrices: a random one with its diagonal moved away from 0. */
function matrix(n: number): NDArray<"float64"> {
  return random.build(n, n).add(diag(array(Array.from({ length: n }, () => 2)) as NDArray));
}

describe("solveTriangular", () => {
  it.each(["float64", "float32", "complex128", "complex64"] as const)(
    "leaves a residual below 30·n·ε·‖A‖·‖X‖ in %s, reading one triangle",
    (dtype) => {
      for (const n of [1, 2, 3, 5, 10, 50, 100]) {
        const a = inDtype(matrix(n), dtype);
        const b = inDtype(random.build(n, 3), dtype);
        expect(residualRatio(tril(a), solveTriangular(a, b, "lower"), b)).toBeLessThan(THRESHOLD);
        expect(residualRatio(triu(a), solveTriangular(a, b, "upper"), b)).toBeLessThan(THRESHOLD);
        const at: NDArray = matrixTranspose(a);
        expect(residualRatio(triu(at), solveTriangular(at, b, "upper"), b)).toBeLessThan(THRESHOLD);
        const x = solveTriangular(a, b, "lower", { adjoint: true });
        expect(residualRatio(adjoint(tril(a)), x, b)).toBeLessThan(THRESHOLD);
        expect(x.toArray()).toEqual(solveTriangular(adjoint(a), b, "upper").toArray());
      }
    },
  );

  it("takes the diagonal as ones when asked, and does not look at the other triangle", () => {
    const a = array([
      [7, NaN],
      [1, 9],
    ]);
    expect(solveTriangular(a, array([2, 5]), "lower", { unitDiagonal: true }).toArray()).toEqual([2, 3]);
  });

  it("broadcasts leading axes", () => {
    const a = stack([
      eye(2),
      array([
        [2, 0],
        [0, 4],
      ]),
    ]);
    expect(solveTriangular(a as NDArray, array([2, 4]), "upper").toArray()).toEqual([
      [2, 4],
      [1, 1],
    ]);
  });

  it("answers for empty systems", () => {
    expect(solveTriangular(zeros([0, 0]), zeros([0, 2]), "lower").shape).toEqual([0, 2]);
  });

  it.each(["lower", "upper"] as const)("vjp and jvp agree with differences, %s", (triangle) => {
    const xs = [matrix(4), random.build(4, 2)];
    const zs = [inDtype(matrix(4), "complex128"), inDtype(random.build(4, 2), "complex128")];
    checkVjp((a, b) => solveTriangular(a, b, triangle, { adjoint: true }), zs);
    checkJvp((a, b) => solveTriangular(a, b, triangle), zs);
    for (const unitDiagonal of [false, true]) {
      checkVjp((a, b) => solveTriangular(a, b, triangle, { unitDiagonal }), xs);
      checkJvp((a, b) => solveTriangular(a, b, triangle, { unitDiagonal }), xs);
    }
  });

  it("refuses a zero on the diagonal, and NaN in the triangle, with their places", () => {
    const bad = array([
      [1, 0],
      [1, 0],
    ]);
    expect(() => solveTriangular(bad, ones([2]), "lower")).toThrow(SingularMatrixError);
    expect(() => solveTriangular(bad, ones([2]), "lower")).toThrow(
      "solveTriangular: a must be nonsingular; got pivot 0 at index 1. Use lstsq or pinv for the solution of least norm.",
    );
    expect(() =>
      solveTriangular(
        array([
          [1, 0],
          [NaN, 1],
        ]),
        ones([2]),
        "lower",
      ),
    ).toThrow("solveTriangular: a must be finite; got NaN at index [1, 0]. Remove or impute such entries.");
    expect(() =>
      solveTriangular(
        stack([
          eye(2),
          array([
            [1, Infinity],
            [0, 1],
          ]),
        ]) as NDArray,
        ones([2]),
        "upper",
      ),
    ).toThrow("solveTriangular: a must be finite; got Infinity at index [1, 0, 1]. Remove or impute such entries.");
  });

  it("refuses shapes that do not fit", () => {
    const wide: NDArray = ones([2, 3]);
    expect(() => solveTriangular(wide, ones([2]), "lower")).toThrow(
      "solveTriangular: the last two axes must be equal; got a [2, 3].",
    );
    const long: NDArray = ones([3, 1]);
    expect(() => solveTriangular(eye(2), long, "lower")).toThrow(
      "solveTriangular: rows 2 of a and 3 of b differ; got a [2, 2] and b [3, 1].",
    );
  });
});
