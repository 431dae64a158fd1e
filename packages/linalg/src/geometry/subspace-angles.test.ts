import { type NDArray, array, complex, concat, cos, eye, matmul, ones, sin, stack, sum, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DerivativeError } from "../errors.js";
import { epsilonOf } from "../operand/epsilon.js";
import { qr } from "../qr/qr.js";
import { gallery, inDtype, inexactTypes } from "../testing.js";
import { subspaceAngles } from "./subspace-angles.js";
import { DependenceError } from "./subspace-errors.js";

const random = gallery[0].build;

/** Two spans of k columns in 2k + 1 dimensions at the angles, turned by an orthogonal matrix and mixed inside. */
function pairAt(angles: readonly number[], dtype: (typeof inexactTypes)[number]): readonly [NDArray, NDArray] {
  const k = angles.length;
  const theta = array([...angles]) as NDArray;
  const diagonal = (x: NDArray): NDArray => eye(k).mul(x) as NDArray;
  const first = concat([eye(k), zeros([k + 1, k])]) as NDArray;
  const second = concat([diagonal(cos(theta)), diagonal(sin(theta)), zeros([1, k])]) as NDArray;
  const turn = qr(inDtype(random(2 * k + 1, 2 * k + 1), dtype)).Q as NDArray;
  const mix = inDtype(random(k, k).add(eye(k).mul(2)), dtype);
  const span = (x: NDArray): NDArray => matmul(matmul(turn, x.astype(dtype)), mix) as NDArray;
  return [span(first), span(second)];
}

describe.each(inexactTypes)("subspaceAngles in %s", (dtype) => {
  it("finds small, middle and right angles to 100·m·ε, whichever span comes first", () => {
    const small = dtype === "float64" || dtype === "complex128" ? 1e-9 : 1e-4;
    for (const angles of [
      [Math.PI / 2, 1.2, 0.3, small],
      [Math.PI / 4, small],
      [small],
      [1, 0.99999, small, small / 10],
    ]) {
      const [a, b] = pairAt(angles, dtype);
      const bound = 100 * (2 * angles.length + 1) * epsilonOf(a.type);
      for (const found of [subspaceAngles(a, b), subspaceAngles(b, a)]) {
        expect(found.shape).toEqual([angles.length]);
        found
          .toTypedArray()
          .forEach((angle: number, i: number) => expect(Math.abs(angle - angles[i])).toBeLessThanOrEqual(bound));
      }
    }
  });
});

describe("subspaceAngles", () => {
  it("of a span with itself are 0 to rounding, and with its complement π/2 (property)", () => {
    const entries = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(entries, (x) => {
        const a = concat([array(x, { shape: [5, 2] }), eye(5).slice(":", "0:0")], { axis: 1 }) as NDArray;
        const sizes = sum(a.mul(a), { axis: 0 }).toTypedArray();
        const inner = sum(a.slice(":", 0).mul(a.slice(":", 1))).item() as number;
        fc.pre(sizes[0] * sizes[1] - inner ** 2 > 0); // independent
        const bound = 1000 * Number.EPSILON * Math.sqrt((sizes[0] * sizes[1]) / (sizes[0] * sizes[1] - inner ** 2));
        const own: NDArray = subspaceAngles(
          a,
          matmul(
            a,
            array([
              [1, 2],
              [0, 1],
            ]),
          ) as NDArray,
        );
        own.toTypedArray().forEach((angle: number) => expect(angle).toBeLessThanOrEqual(bound));
        const { Q }: { Q: NDArray } = qr(a, { full: true });
        const across: NDArray = subspaceAngles(a, Q.slice(":", "2:") as NDArray);
        across
          .toTypedArray()
          .forEach((angle: number) => expect(Math.abs(angle - Math.PI / 2)).toBeLessThanOrEqual(bound));
      }),
      { numRuns: 30 },
    );
  });

  it("of spans that must intersect has exact zeros: two planes of space have one angle", () => {
    const floor = array([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    const wall = array([
      [1, 0],
      [0, 0],
      [0, 1],
    ]);
    const [first, second] = subspaceAngles(floor, wall).toArray();
    expect(Math.abs(first - Math.PI / 2)).toBeLessThanOrEqual(4 * Number.EPSILON);
    expect(second).toBe(0);
    expect(subspaceAngles(eye(3), floor).toArray()).toEqual([0, 0]);
  });

  it("of complex lines is that of their spans, whatever their phases", () => {
    const line = complex(array([[1], [0]]), array([[0], [1]])) as NDArray; // (1, i)
    const turned = line.mul(complex(array(0), array(1))) as NDArray;
    expect(subspaceAngles(line, turned).item()).toBeLessThanOrEqual(8 * Number.EPSILON);
    expect(Math.abs(subspaceAngles(line, eye(2).slice(":", "0:1")).item() - Math.PI / 4)).toBeLessThanOrEqual(
      8 * Number.EPSILON,
    );
  });

  it("takes batches and spans of nothing", () => {
    const lines = stack([array([[1], [0]]), array([[0], [1]])]);
    const angles: NDArray = subspaceAngles(lines, array([[1], [0]]));
    expect(angles.toArray()[0]).toEqual([0]);
    expect(Math.abs(angles.toTypedArray()[1] - Math.PI / 2)).toBeLessThanOrEqual(4 * Number.EPSILON);
    expect(subspaceAngles(zeros([3, 0]), ones([3, 1])).shape).toEqual([0]);
  });

  it("refuses dependent columns, other rows, vectors and NaN", () => {
    expect(() => subspaceAngles(ones([3, 2]), ones([3, 1]))).toThrow(DependenceError);
    expect(() => subspaceAngles(ones([3, 2]), ones([3, 1]))).toThrow(
      "subspaceAngles: the columns of a must be independent; got column 1, which depends on the others. " +
        "Take basis(a) for the columns that are independent.",
    );
    expect(() => subspaceAngles(ones([3, 1]), zeros([3, 1]))).toThrow(
      "subspaceAngles: the columns of b must be independent; got column 0, which is zero. " +
        "Take basis(b) for the columns that are independent.",
    );
    const untyped: NDArray = ones([2, 1]);
    const vector: NDArray = ones([3]);
    expect(() => subspaceAngles(ones([3, 1]), untyped)).toThrow("subspaceAngles: rows 3 of a and 2 of b differ");
    expect(() => subspaceAngles(ones([3, 1]), vector)).toThrow(
      "subspaceAngles: b must have at least two axes; got b [3].",
    );
    expect(() => subspaceAngles(array([[NaN]]), ones([1, 1]))).toThrow("subspaceAngles: a must be finite; got NaN");
  });

  it("vjp and jvp agree with differences where angles are distinct, in the planes that must intersect too", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const a: NDArray = inDtype(random(5, 3), dtype);
      const b: NDArray = inDtype(gallery[0].build(5, 5).slice(":", "3:") as NDArray<"float64">, dtype);
      const wide: NDArray = inDtype(gallery[0].build(5, 7).slice(":", "4:") as NDArray<"float64">, dtype);
      for (const check of [checkVjp, checkJvp]) {
        check((x, y) => subspaceAngles(x, y), [a, b]);
        check((x, y) => subspaceAngles(x, y), [a, wide]);
      }
    }
  });

  it("has no derivative at 0, π/2 and repeated angles, and says so, but one of their sum", () => {
    const [x, y] = [array([[1], [0]]), array([[0], [1]])] as [NDArray, NDArray];
    for (const check of [checkVjp, checkJvp]) {
      expect(() => check((t) => subspaceAngles(t, x), x)).toThrow(DerivativeError);
      expect(() => check((t) => subspaceAngles(t, x), x)).toThrow(
        "subspaceAngles: the derivative needs distinct angles in (0, π/2); got 0. " +
          "There the sine of the angle, or the projections, have one.",
      );
      expect(() => check((t) => subspaceAngles(t, y), x)).toThrow("got π/2. There the cosine of the angle has one.");
      const [a, b] = pairAt([0.5, 0.5], "float64");
      expect(() => check((t) => subspaceAngles(t, b), a)).toThrow(
        "twice. There functions that treat equal angles alike have one.",
      );
    }
    const [a, b] = pairAt([0.5, 0.5], "float64");
    checkVjp((t) => sum(subspaceAngles(t, b)), a);
  });
});
