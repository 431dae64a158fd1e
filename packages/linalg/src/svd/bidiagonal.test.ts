import { describe, expect, it } from "vitest";
import { type NDArray, array, ones, stack, zeros } from "@linnet/core";
import { checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { bidiagonal } from "./bidiagonal.js";
import { svdvals } from "./svd.js";
import {
  THRESHOLD,
  gallery,
  generalTypes,
  inDtype,
  inexactTypes,
  orthogonalityRatio,
  reconstructionRatio,
} from "../testing.js";

const shapes: readonly (readonly [number, number])[] = [
  [1, 1],
  [2, 2],
  [3, 3],
  [5, 5],
  [10, 10],
  [50, 50],
  [1, 5],
  [5, 1],
  [10, 3],
  [3, 10],
  [40, 30],
];

describe.each(inexactTypes)("bidiagonal in %s", (dtype) => {
  it.each(gallery.map(({ name, build }) => [name, build] as const))(
    "takes %s matrices to U·B·Vh, U and Vh orthonormal, both to 30·max(m, n)·ε, B on two diagonals",
    (_, build) => {
      for (const [m, n] of shapes) check(inDtype(build(m, n), dtype));
    },
  );

  it("holds the same over LAPACK's matrix types", () => {
    for (const { build } of generalTypes) {
      for (const [m, n] of [
        [3, 3],
        [20, 20],
        [20, 12],
        [12, 20],
      ]) {
        check(build(m, n, dtype));
      }
    }
  });
});

function check(a: NDArray): void {
  const [m, n] = a.shape;
  const k = Math.min(m, n);
  const f = bidiagonal(a);
  const { U, B, Vh }: { U: NDArray; B: NDArray; Vh: NDArray } = f;
  expect([U.shape, B.shape, Vh.shape]).toEqual([
    [m, k],
    [k, k],
    [k, n],
  ]);
  expect(reconstructionRatio(a, f.reconstruct())).toBeLessThan(THRESHOLD);
  expect(orthogonalityRatio(U)).toBeLessThan(THRESHOLD);
  expect(orthogonalityRatio(adjoint(Vh))).toBeLessThan(THRESHOLD);
  const b = B.toTypedArray();
  const beside = m >= n ? 1 : -1;
  expect(b.findIndex((x, at) => x !== 0 && ![0, beside].includes((at % k) - Math.floor(at / k)))).toBe(-1);
}

describe("bidiagonal", () => {
  it("keeps the singular values to 30·n·ε·s₁, in a real B also of complex matrices", () => {
    const a = inDtype(gallery[0].build(20, 15), "complex128");
    const { B }: { B: NDArray } = bidiagonal(a);
    expect(B.dtype).toBe("float64");
    const [s, expected] = [svdvals(B).toTypedArray(), svdvals(a).toTypedArray()];
    s.forEach((x, i) => expect(Math.abs(x - expected[i])).toBeLessThanOrEqual(30 * 20 * 2 ** -52 * expected[0]));
  });

  it("is batched over leading axes as a loop is", () => {
    const parts = [gallery[0].build(4, 6), gallery[10].build(4, 6)];
    const { B }: { B: NDArray } = bidiagonal(stack(parts) as NDArray);
    parts.forEach((part, i) => expect(B.at(i).toArray()).toEqual(bidiagonal(part as NDArray).B.toArray()));
  });

  it("answers for empty matrices and integers", () => {
    expect(bidiagonal(zeros([0, 0])).U.shape).toEqual([0, 0]);
    expect(bidiagonal(zeros([3, 0])).U.shape).toEqual([3, 0]);
    expect(bidiagonal(zeros([0, 3, 2])).B.shape).toEqual([0, 2, 2]);
    expect(bidiagonal(array([[7]], { dtype: "int32" })).B.dtype).toBe("float64");
  });

  it("refuses NaN and bools, and has no derivative", () => {
    expect(() => bidiagonal(array([[NaN]]))).toThrow(
      "bidiagonal: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => bidiagonal(ones([2, 2], { dtype: "bool" }))).toThrow(
      'bidiagonal: a must be real or complex numbers; got a bool. Convert it first: x.astype("float64").',
    );
    expect(() => checkVjp((x) => bidiagonal(x).B, ones([2, 2]))).toThrow(
      "bidiagonal: a must not be differentiated through here; got a derivative that is asked for. " +
        "Use svd or svdvals, which have one.",
    );
  });
});
