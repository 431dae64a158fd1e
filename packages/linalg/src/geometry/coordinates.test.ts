import { type NDArray, array, eye, matmul, matrixTranspose, mul, ones, stack, sub, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cond } from "../norms/cond.js";
import { epsilonOf } from "../operand/epsilon.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, norm1, residualRatio } from "../testing.js";
import { changeOfBasis, coordinatesIn } from "./coordinates.js";
import { DependenceError } from "./subspace-errors.js";

const random = gallery[0].build;

describe.each(inexactTypes)("coordinates in %s", (dtype) => {
  it("A·c = b to 30·n·ε·‖A‖·‖c‖, in bases of the whole space and of subspaces", () => {
    for (const [m, n] of [
      [4, 4],
      [7, 3],
    ] as const) {
      const a: NDArray = inDtype(random(m, n), dtype);
      const b = matmul(a, inDtype(random(n, 2), dtype)) as NDArray;
      const c: NDArray = coordinatesIn(a, b);
      expect([c.shape, c.dtype]).toEqual([[n, 2], dtype]);
      expect(residualRatio(a, c, b)).toBeLessThan(THRESHOLD);
    }
  });

  it("coordinates go from basis to basis and back: C(a→b)·c = coordinates in b, C(b→a)·C(a→b) = I", () => {
    const a: NDArray = inDtype(random(6, 3), dtype);
    const b = matmul(a, inDtype(random(3, 3).add(eye(3).mul(3)), dtype)) as NDArray; // another basis of the same space
    const C: NDArray = changeOfBasis(a, b);
    const c: NDArray = inDtype(random(3, 2), dtype);
    const unit = THRESHOLD * 6 * epsilonOf(a.type) * cond(a).item() * cond(b).item();
    const moved = matmul(C, c) as NDArray;
    expect(norm1(sub(moved, coordinatesIn(b, matmul(a, c) as NDArray)))).toBeLessThanOrEqual(unit * norm1(moved));
    expect(norm1(sub(matmul(changeOfBasis(b, a) as NDArray, C), eye(3)))).toBeLessThanOrEqual(unit);
    expect(norm1(sub(matmul(b, C), a))).toBeLessThanOrEqual(THRESHOLD * 6 * epsilonOf(a.type) * norm1(b) * norm1(C));
  });
});

describe("coordinatesIn", () => {
  it("finds the integers by which vectors of integers were combined (property)", () => {
    const integers = (n: number) => fc.array(fc.integer({ min: -5, max: 5 }), { minLength: n, maxLength: n });
    fc.assert(
      fc.property(integers(9), integers(3), (x, y) => {
        const a = array(x, { shape: [3, 3] });
        const kappa = cond(a).item();
        fc.pre(kappa < 1e6);
        const c = array(y);
        const error = sub(coordinatesIn(a, matmul(a, c) as NDArray) as NDArray, c) as NDArray;
        const bound = THRESHOLD * 3 * Number.EPSILON * kappa * Math.hypot(...y);
        expect(Math.hypot(...error.toTypedArray())).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 50 },
    );
  });

  it("takes vectors, batches, views, integers and bases of nothing", () => {
    expect(
      coordinatesIn(
        array(
          [
            [2, 0],
            [0, 4],
          ],
          { dtype: "int8" },
        ),
        array([2, 2], { dtype: "int8" }),
      ).toArray(),
    ).toEqual([1, 0.5]);
    expect(coordinatesIn(stack([eye(2), mul(eye(2), 2)]), array([2, 4])).toArray()).toEqual([
      [2, 4],
      [1, 2],
    ]);
    expect(coordinatesIn(matrixTranspose(array([[1, 0]])), array([3, 0])).toArray()).toEqual([3]);
    expect(coordinatesIn(zeros([2, 0]), zeros([2])).shape).toEqual([0]);
    expect(coordinatesIn(eye(3), ones([5, 3, 2])).shape).toEqual([5, 3, 2]);
  });

  it("refuses vectors outside of the span, and says how far", () => {
    const plane = array([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    expect(() => coordinatesIn(plane, array([1, 2, 3]))).toThrow(
      "coordinatesIn: the columns of b must lie in the span of a; got a vector at a distance of 3.00 from it. " +
        "Project it first: project(a, b).",
    );
    expect(() => coordinatesIn(plane, array([1, 2, 1e-9]))).toThrow("a distance of 1.00e-9 from it");
    expect(() => changeOfBasis(array([[1], [0], [1]]), array([[1], [0], [0]]))).toThrow(
      "changeOfBasis: the columns of a must lie in the span of b; got a vector at a distance of 1.00 from it. " +
        "Project it first: project(b, a).",
    );
  });

  it("refuses dependent bases and names the vector", () => {
    const line = array([
      [1, 2, 0],
      [1, 2, 1],
      [1, 2, 0],
    ]);
    expect(() => coordinatesIn(line, ones([3]))).toThrow(DependenceError);
    expect(() => coordinatesIn(line, ones([3]))).toThrow(
      "coordinatesIn: the columns of a must be independent; got column 1, which depends on the others. " +
        "Take basis(a) for the columns that are independent.",
    );
    expect(() => coordinatesIn(stack([eye(2), zeros([2, 2])]), ones([2]))).toThrow(
      "got column 0 of matrix [1], which is zero.",
    );
    expect(() => coordinatesIn(ones([2, 3]), ones([2]))).toThrow("got column 1, which depends on the others.");
    expect(() => coordinatesIn(mul(eye(2), array([1, 1e-20])), ones([2]))).toThrow(
      "got column 1, which depends on the others.",
    );
    expect(() => changeOfBasis(ones([2, 2]), eye(2))).toThrow(
      "changeOfBasis: the columns of a must be independent; got column 1, which depends on the others.",
    );
    expect(() => changeOfBasis(eye(2), ones([2, 2]))).toThrow(
      "changeOfBasis: the columns of b must be independent; got column 1, which depends on the others. " +
        "Take basis(b) for the columns that are independent.",
    );
  });

  it("refuses shapes that do not fit, NaN and a cut-off that is none", () => {
    const untyped: NDArray = ones([3, 1]);
    const vector: NDArray = ones([3]);
    expect(() => coordinatesIn(eye(2), untyped)).toThrow(
      "coordinatesIn: rows 2 of a and 3 of b differ; got a [2, 2] and b [3, 1].",
    );
    expect(() => changeOfBasis(eye(2), untyped)).toThrow("changeOfBasis: rows 2 of a and 3 of b differ");
    expect(() => changeOfBasis(eye(3), untyped)).toThrow(
      "changeOfBasis: columns 3 of a and 1 of b differ; got a [3, 3] and b [3, 1].",
    );
    expect(() => changeOfBasis(eye(3), vector)).toThrow("changeOfBasis: b must have at least two axes; got b [3].");
    expect(() => coordinatesIn(array([[NaN]]), ones([1]))).toThrow(
      "coordinatesIn: a must be finite; got NaN at index [0, 0].",
    );
    expect(() => coordinatesIn(eye(1), array([NaN]))).toThrow("coordinatesIn: b must be finite; got NaN");
    expect(() => coordinatesIn(eye(2), ones([2]), { rtol: 2 })).toThrow(
      "coordinatesIn: rtol must lie in [0, 1]; got 2.",
    );
  });

  it("vjp and jvp agree with differences, real and complex", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const a: NDArray = inDtype(random(3, 3), dtype);
      const b: NDArray = inDtype(gallery[0].build(3, 4).slice(":", "1:") as NDArray<"float64">, dtype);
      for (const check of [checkVjp, checkJvp]) {
        check((x, y) => coordinatesIn(x, y), [a, b]);
        check((x, y) => changeOfBasis(x, y), [a, b]);
        check((x, y) => coordinatesIn(x, matmul(x, y) as NDArray), [inDtype(random(5, 3), dtype), b]);
      }
    }
  });
});
