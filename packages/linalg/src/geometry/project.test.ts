import { type NDArray, array, eye, matmul, matrixTranspose, mul, ones, stack, sub, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lstsq } from "../least-squares/lstsq.js";
import { adjoint } from "../operand/adjoint.js";
import { epsilonOf } from "../operand/epsilon.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, norm1 } from "../testing.js";
import { orth } from "./orth.js";
import { distanceToSpan, project } from "./project.js";
import { projection } from "./projection.js";
import { DependenceError } from "./subspace-errors.js";

const random = gallery[0].build;

describe.each(inexactTypes)("projections in %s", (dtype) => {
  it("P² = P = Pᴴ (exactly), P·A = A and trace P = rank, to 30·m·ε over the gallery", () => {
    for (const { build } of gallery) {
      for (const [m, n] of [
        [5, 5],
        [7, 3],
        [3, 7],
      ] as const) {
        const a: NDArray = inDtype(build(m, n), dtype);
        const P: NDArray = projection(a);
        const unit = THRESHOLD * m * epsilonOf(a.type);
        expect([P.shape, P.dtype]).toEqual([[m, m], dtype]);
        expect(norm1(sub(P, adjoint(P)))).toBe(0);
        expect(norm1(sub(matmul(P, P), P))).toBeLessThanOrEqual(unit);
        expect(norm1(sub(matmul(P, a), a))).toBeLessThanOrEqual(unit * Math.max(1, n / m) * norm1(a));
        const trace = norm1(mul(eye(m), P).sum({ axis: -2 }).reshape([m, 1]) as NDArray);
        expect(Math.abs(trace - orth(a).shape[1])).toBeLessThanOrEqual(unit);
      }
    }
  });

  it("what is left is orthogonal to the span, and no longer: ‖Aᴴ(b − P·b)‖ ≤ 30·m·ε·‖A‖·‖b‖", () => {
    const a: NDArray = inDtype(random(8, 3), dtype);
    const b: NDArray = inDtype(random(8, 2), dtype);
    const rest = sub(b, project(a, b));
    const unit = THRESHOLD * 8 * epsilonOf(a.type) * norm1(b);
    expect(norm1(matmul(adjoint(a), rest) as NDArray)).toBeLessThanOrEqual(unit * norm1(adjoint(a)));
    const gaps: NDArray = distanceToSpan(a, b);
    expect(gaps.dtype).toBe(dtype === "float32" || dtype === "complex64" ? "float32" : "float64");
    const squares = lstsq(a, b).residuals.toTypedArray() as Float64Array;
    gaps
      .toTypedArray()
      .forEach((gap: number, i: number) => expect(Math.abs(gap - Math.sqrt(squares[i]))).toBeLessThanOrEqual(unit));
  });
});

describe("project", () => {
  it("is nearest: no other point of the span is nearer (property)", () => {
    const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(numbers, (x) => {
        const a = array(x.slice(0, 6), { shape: [3, 2] }) as NDArray;
        const [b, c] = [array(x.slice(6, 9)), array(x.slice(9, 11), { shape: [2, 1] })];
        const other = matmul(a, c).reshape([3]);
        const distance = (y: NDArray): number => Math.hypot(...(sub(b, y) as NDArray).toTypedArray());
        expect(distance(project(a, b))).toBeLessThanOrEqual(distance(other) * (1 + 64 * Number.EPSILON) + 1e-12);
        expect(Math.abs(distance(project(a, b)) - distanceToSpan(a, b).item())).toBeLessThanOrEqual(
          256 * Number.EPSILON,
        );
      }),
      { numRuns: 50 },
    );
  });

  it("does not depend on how ill-conditioned the basis of the span is", () => {
    const a = array([
      [1, 1],
      [1, 1 + 2 ** -30],
      [0, 0],
    ]);
    const y = project(a, array([1, 2, 3])).toArray();
    // κ = 2³¹: the span itself is known to κ·ε = 2⁻²¹, but what is projected stays in it
    expect(Math.abs(y[2])).toBeLessThanOrEqual(8 * Number.EPSILON);
    expect(Math.abs(y[0] - 1)).toBeLessThanOrEqual(2 ** -19);
    expect(Math.abs(y[1] - 2)).toBeLessThanOrEqual(2 ** -19);
  });

  it("on lines and planes through a point", () => {
    const line = array([[1], [1]]);
    const origin = array([0, 2]);
    const close = (x: NDArray, expected: readonly number[]): void =>
      expected.forEach((value, i) =>
        expect(Math.abs(x.toTypedArray()[i] - value)).toBeLessThanOrEqual(8 * Number.EPSILON),
      );
    close(project(line, array([3, 1]), { origin }), [1, 3]);
    close(distanceToSpan(line, array([3, 1]), { origin }), [Math.sqrt(8)]);
    const both = array([
      [3, 0],
      [1, 2],
    ]);
    close(project(line, both, { origin }), [1, 0, 3, 2]);
    close(distanceToSpan(line, both, { origin }), [Math.sqrt(8), 0]);
    expect(() => project(line, both, { origin: ones([3]) })).toThrow(
      "project: origin must be a vector of as many entries as a has rows; got origin [3] and a [2, 1].",
    );
    expect(() => project(line, both, { origin: ones([2, 1]) })).toThrow("project: origin must be a vector");
  });

  it("takes batches on either side, integers, views and empty spans", () => {
    const axes = stack([array([[1], [0]]), array([[0], [1]])]);
    expect(project(axes, array([3, 4])).toArray()).toEqual([
      [3, 0],
      [0, 4],
    ]);
    expect(distanceToSpan(axes, array([3, 4])).toArray()).toEqual([4, 3]);
    expect(project(array([[1], [0]]), ones([4, 2, 3])).shape).toEqual([4, 2, 3]);
    expect(project(array([[2], [0]], { dtype: "int8" }), array([5, 7], { dtype: "uint8" })).toArray()).toEqual([5, 0]);
    expect(project(matrixTranspose(array([[0, 3]])), array([1, 2])).toArray()).toEqual([0, 2]);
    expect(project(zeros([2, 0]), array([3, 4])).toArray()).toEqual([0, 0]);
    expect(distanceToSpan(zeros([2, 2]), array([3, 4])).item()).toBe(5);
    expect(projection(zeros([2, 2])).toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(projection(ones([4, 3, 2])).shape).toEqual([4, 3, 3]);
  });

  it("refuses other rows, NaN and a cut-off that is none", () => {
    const untyped: NDArray = ones([4]);
    expect(() => project(ones([3, 2]), untyped)).toThrow(
      "project: rows 3 of a and 4 of b differ; got a [3, 2] and b [4].",
    );
    expect(() => distanceToSpan(ones([3, 2]), untyped)).toThrow("distanceToSpan: rows 3 of a and 4 of b differ");
    expect(() => project(array([[NaN]]), array([1]))).toThrow("project: a must be finite; got NaN at index [0, 0].");
    expect(() => project(array([[1]]), array([NaN]))).toThrow("project: b must be finite; got NaN at index [0, 0].");
    expect(() => project(eye(2), ones([2]), { rtol: 7 })).toThrow("project: rtol must lie in [0, 1]; got 7.");
  });

  it("vjp and jvp agree with differences, real and complex, of vectors, batches and projections", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const a: NDArray = inDtype(random(4, 2), dtype);
      const b: NDArray = inDtype(random(4, 3), dtype);
      const batch = stack([b, mul(b, 0.5)]) as NDArray;
      for (const check of [checkVjp, checkJvp]) {
        check((x, y) => project(x, y), [a, b]);
        check((x, y) => project(x, y), [a, batch]);
        check((x, y) => project(stack([x, mul(x, 3)]) as NDArray, y), [a, b]);
        check((x, y, origin) => project(x, y.slice(":", 0), { origin }), [a, b, b.slice(":", 1) as NDArray]);
        check((x, y) => distanceToSpan(x, y), [a, b]);
        check((x) => projection(x), a);
        check((x, along) => projection(x, { along }), [a, b.slice(":", "0:2") as NDArray]);
      }
    }
  });
});

describe("projection along another span", () => {
  it("P² = P, P·A = A and P·B = 0 within 30·m·ε·‖P‖²", () => {
    for (const dtype of inexactTypes) {
      const a: NDArray = inDtype(random(6, 2), dtype);
      const along: NDArray = inDtype(gallery[0].build(6, 7).slice(":", "3:") as NDArray<"float64">, dtype);
      const P: NDArray = projection(a, { along });
      const unit = THRESHOLD * 6 * epsilonOf(a.type) * norm1(P) ** 2;
      expect(norm1(sub(matmul(P, P), P))).toBeLessThanOrEqual(unit);
      expect(norm1(sub(matmul(P, a), a))).toBeLessThanOrEqual(unit * norm1(a));
      expect(norm1(matmul(P, along))).toBeLessThanOrEqual(unit * norm1(along));
    }
  });

  it("refuses spans that are not complements", () => {
    const x = array([[1], [0]]);
    expect(() => projection(x, { along: ones([2, 2]) })).toThrow(
      "projection: a and along must have as many columns together as rows; got a [2, 1] and along [2, 2].",
    );
    expect(() => projection(x, { along: ones([3, 1]) })).toThrow("projection: rows 2 of a and 3 of b differ");
    expect(() => projection(x, { along: x })).toThrow(DependenceError);
    expect(() => projection(x, { along: x })).toThrow(
      "projection: the columns of a and along together must be independent; got column 1, which depends on the others. " +
        "Their spans must meet in 0 only.",
    );
    expect(() => projection(x, { along: zeros([2, 1]) })).toThrow(
      "projection: the columns of along must be independent; got column 0, which is zero. " +
        "Take basis(along) for the columns that are independent.",
    );
  });
});
