import { type NDArray, abs, array, complex, eye, matmul, mul, real, stack, sub, zeros } from "@linnet/core";
import { checkJvp, checkVjp, floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vectorNorm } from "../norms/vector-norm.js";
import { adjoint } from "../operand/adjoint.js";
import { givens } from "./givens-rotation.js";
import { householder } from "./householder-reflector.js";

expect.extend({ toBeCloseToArray });

const EPSILON = Number.EPSILON;
const runs = { numRuns: 25 };
const largest = (x: NDArray): number => Math.max(0, ...(abs(x).toTypedArray() as Float64Array));
const vectors = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.constantFrom(1, 2 ** 900, 2 ** -900, 2 ** -1060))
  .chain(([n, size]) => floatArrays({ shape: [n], low: -1, high: 1 }).map((x): NDArray => mul(x, size) as NDArray));
const complexVectors = fc
  .integer({ min: 1, max: 5 })
  .chain((n) => fc.tuple(floatArrays({ shape: [n], low: -1, high: 1 }), floatArrays({ shape: [n], low: -1, high: 1 })))
  .map(([x, y]): NDArray => complex(x, y));

/** How far a square matrix is from unitary, in its largest entry. */
function defect(H: NDArray): number {
  return largest(sub(matmul(H, adjoint(H)), eye(H.shape[H.ndim - 1])) as NDArray);
}

describe("householder", () => {
  it("maps x to β·e₁ with |β| = ‖x‖, unitarily and Hermitian, at any size, to (8 + n)·ε", () => {
    fc.assert(
      fc.property(fc.oneof(vectors, complexVectors), (x) => {
        const n = x.size;
        const h = householder(x);
        const H: NDArray = h.matrix();
        const size = largest(x);
        expect(defect(H)).toBeLessThanOrEqual((8 + n) * EPSILON);
        expect(largest(sub(H, adjoint(H)) as NDArray)).toBeLessThanOrEqual(2 * EPSILON);
        const image: NDArray = h.apply(x);
        const atol = (8 + 4 * n) * EPSILON * size + 8 * Number.MIN_VALUE;
        expect(largest(sub(image.at(0), h.beta) as NDArray)).toBeLessThanOrEqual(atol);
        if (n > 1) expect(largest(image.slice("1:") as NDArray)).toBeLessThanOrEqual(atol);
        expect(abs(h.beta)).toBeCloseToArray(vectorNorm(x), { rtol: 8 * EPSILON, atol: 8 * Number.MIN_VALUE });
        expect(real(h.v.at(0)).item()).toBe(1);
      }),
      runs,
    );
  });

  it("has β against the sign of x₀, τ in [1, 2], and is LAPACK's larfg for real x", () => {
    const h = householder(array([3, 4]));
    expect(h.beta).toBeCloseToArray(-5, { atol: 8 * EPSILON });
    expect(h.tau).toBeCloseToArray(1.6, { atol: 4 * EPSILON }); // (β − α)/β
    expect(h.v).toBeCloseToArray([1, 0.5], { atol: 4 * EPSILON }); // x₁/(α − β)
    expect(householder(array([-2, 0, 0])).beta.item()).toBe(2);
    expect(householder(array([0, 3])).beta.item()).toBe(-3);
  });

  it("is I for 0", () => {
    const h = householder(zeros([2, 3]));
    expect(h.tau.toArray()).toEqual([0, 0]);
    expect(h.matrix()).toBeCloseToArray(zeros([2, 3, 3]).add(eye(3)));
    expect(h.beta).toBeCloseToArray([0, 0]);
  });

  it("applies to vectors, matrices and batches without its matrix", () => {
    const x = array([
      [1, 2, 2],
      [-1, 0, 1],
    ]);
    const h = householder(x);
    const b = array([
      [1, 0],
      [2, 1],
      [-1, 3],
    ]);
    expect(h.apply(b)).toBeCloseToArray(matmul(h.matrix(), b), { atol: 16 * EPSILON });
    expect(h.apply(array([1, 2, 3])).shape).toEqual([2, 3]);
    const four: NDArray = zeros([4]);
    expect(() => householder(array([1, 2, 3])).apply(four)).toThrow(
      "apply: rows 3 of a and 4 of b differ; got a [3, 1] and b [4].",
    );
  });

  it("has derivatives, where the rest of x is 0 too", () => {
    const parts = (x: NDArray): NDArray[] => {
      const h = householder(x);
      return [h.v, h.tau, h.beta, h.matrix()];
    };
    for (const x of [
      array([3, 4, -1]),
      array([
        [2, 0, 0],
        [-1, 0, 2],
      ]),
      complex(array([1, 2]), array([-1, 0.5])),
    ] as NDArray[]) {
      checkVjp(parts, x);
      checkJvp(parts, x);
    }
  });

  it("keeps float32 and complex64, and refuses what is no vector", () => {
    expect(householder(array([1, 2], { dtype: "float32" })).matrix().dtype).toBe("float32");
    const z = householder(zeros([2], { dtype: "complex64" }));
    expect([z.v.dtype, z.tau.dtype, z.beta.dtype]).toEqual(["complex64", "float32", "complex64"]);
    expect(() => householder(zeros([2, 0]))).toThrow("householder: x must not be empty; got x [2, 0].");
    expect(() => householder(array(1) as NDArray)).toThrow("householder: x must have at least one axis; got x [].");
    expect(() => householder(array([1, Infinity]))).toThrow(
      "householder: x must be finite; got Infinity at index [1].",
    );
    expect(() => householder(array([true]) as NDArray)).toThrow(
      "householder: x must be real or complex numbers; got x bool.",
    );
  });
});

describe("givens", () => {
  const numbers = fc.tuple(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.constantFrom(0, 1, 1e160, 1e-160, 1e300, 1e-300, 1e-320),
  );
  const pairs = fc.tuple(numbers, numbers).map((both) => both.map(([x, size]) => x * size));

  it("makes b zero and a of length √(a² + b²), at any size, orthogonally to 4·ε", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const g = givens(array([a]), array([b]));
        const [c, s, r] = [g.c, g.s, g.r].map((x) => x.at(0).item());
        const size = Math.max(Math.abs(a), Math.abs(b));
        expect(Math.abs(c * c + s * s - 1)).toBeLessThanOrEqual(8 * EPSILON);
        expect(c).toBeGreaterThanOrEqual(0);
        // halves, so that sums of huge numbers do not overflow
        const slack = 4 * EPSILON * size + 2 * Number.MIN_VALUE;
        expect(Math.abs(c * (a / 2) + s * (b / 2) - r / 2)).toBeLessThanOrEqual(slack);
        expect(Math.abs(c * (b / 2) - s * (a / 2))).toBeLessThanOrEqual(slack);
        if (a !== 0) expect(Math.sign(r)).toBe(Math.sign(a));
      }),
      { numRuns: 60 },
    );
  });

  it("is LAPACK's lartg at the corners", () => {
    const of = (a: number, b: number): number[] => {
      const { c, s, r } = givens(array(a), array(b));
      return [c.item(), s.item(), r.item()];
    };
    expect(of(0, 0)).toEqual([1, 0, 0]);
    expect(of(2, 0)).toEqual([1, 0, 2]);
    expect(of(-2, 0)).toEqual([1, -0, -2]);
    expect(of(0, 3)).toEqual([0, 1, 3]);
    expect(of(0, -3)).toEqual([0, -1, 3]);
    expect(of(-3, 4)).toEqual([0.6, -0.8, -5].map((x) => expect.closeTo(x, 14)));
  });

  it("has a real c for complex numbers, and a unitary matrix, however small one of them is", () => {
    const part = fc.tuple(numbers, numbers).map(([[x, size], [y]]) => [x * size, y * size]);
    fc.assert(
      fc.property(part, part, ([a, b], [d, e]) => {
        const [f, g] = [complex(array([a]), array([b])), complex(array([d]), array([e]))] as NDArray[];
        const rotation = givens(f, g);
        const G: NDArray = rotation.matrix();
        expect([rotation.c.dtype, rotation.s.dtype]).toEqual(["float64", "complex128"]);
        expect(defect(G)).toBeLessThanOrEqual(8 * EPSILON);
        const halves = mul(stack([f, g], { axis: -1 }).reshape([1, 2, 1]), 0.5) as NDArray;
        const image = matmul(G, halves) as NDArray;
        const slack = 16 * EPSILON * Math.max(largest(f), largest(g)) + 8 * Number.MIN_VALUE;
        expect(largest(image.at(0, 1) as NDArray)).toBeLessThanOrEqual(slack);
        expect(largest(sub(image.at(0, 0), mul(rotation.r, 0.5)) as NDArray)).toBeLessThanOrEqual(slack);
      }),
      { numRuns: 60 },
    );
  });

  it("has derivatives, where b is 0 too, and broadcasts", () => {
    const parts = (a: NDArray, b: NDArray): NDArray[] => {
      const { c, s, r } = givens(a, b);
      return [c, s, r];
    };
    const [a, b] = [
      array([3, -2, 1]),
      array([
        [4, 0, -1],
        [1, 2, 3],
      ]),
    ] as NDArray[];
    checkVjp(parts, [a, b]);
    checkJvp(parts, [a, b]);
    const z = complex(a, a) as NDArray;
    checkVjp(parts, [z, complex(b.at(1), b.at(0)) as NDArray]);
    expect(givens(a, b).matrix().shape).toEqual([2, 3, 2, 2]);
    expect(givens(zeros([0]), zeros([0])).matrix().shape).toEqual([0, 2, 2]);
  });

  it("refuses NaN, bools and shapes that do not broadcast", () => {
    expect(() => givens(array([1, NaN]), array([1]))).toThrow("givens: a must be finite; got NaN at index [1].");
    expect(() => givens(array(1), array([Infinity]))).toThrow("givens: b must be finite; got Infinity at index [0].");
    expect(() => givens(array(1), array(true) as NDArray)).toThrow(
      "givens: b must be real or complex numbers; got b bool.",
    );
    const [a, b]: NDArray[] = [zeros([2]), zeros([3])];
    expect(() => givens(a, b)).toThrow("givens: dimensions 2 and 3 do not broadcast");
  });
});
