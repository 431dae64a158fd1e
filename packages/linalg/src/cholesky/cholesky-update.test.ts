import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  ValueError,
  add,
  adjoint,
  array,
  complex,
  diagonal,
  eye,
  matmul,
  mul,
  ones,
  real,
  stack,
  sub,
  tril,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { type Cholesky, cholesky } from "./cholesky.js";
import { NotPositiveDefiniteError } from "../errors.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, norm1, reconstructionRatio, residualRatio } from "../testing.js";

const random = gallery[0];
const hermitian = (x: NDArray): NDArray => add(x, adjoint(x));

/** G·Gᴴ + I. */
function definite(n: number, dtype: (typeof inexactTypes)[number]): NDArray {
  const g = inDtype(random.build(n, n), dtype);
  return add(matmul(g, adjoint(g)), eye(n, { dtype }));
}

describe.each(inexactTypes)("updates of Cholesky in %s", (dtype) => {
  it("reconstruct A + V·Vᴴ, and A again after the downdate, with ratios < 30", () => {
    for (const n of [1, 2, 3, 5, 10, 50, 100]) {
      const a = definite(n, dtype);
      const v = inDtype(gallery[3].build(n, 2), dtype);
      const sum = add(a, matmul(v, adjoint(v)));
      const f: Cholesky = cholesky(a).update(v);
      expect(f.L.dtype).toBe(dtype);
      expect(reconstructionRatio(sum, f.reconstruct()), `${n}`).toBeLessThan(THRESHOLD);
      expect(
        reconstructionRatio(
          sum,
          f
            .downdate(v)
            .reconstruct()
            .add(matmul(v, adjoint(v))),
        ),
        `${n}`,
      ).toBeLessThan(THRESHOLD);
      expect(f.downdate(v).L.toArray()).not.toEqual(f.L.toArray());
      const b = inDtype(random.build(n, 1), dtype);
      expect(residualRatio(sum, f.solve(b) as NDArray, b)).toBeLessThan(THRESHOLD);
    }
  });

  it("leave a lower triangle with a positive diagonal", () => {
    const f = cholesky(definite(6, dtype)).update(inDtype(random.build(6, 1), dtype));
    for (const { L } of [f, f.downdate(inDtype(random.build(6, 1), dtype))] as { L: NDArray }[]) {
      expect(L.toArray()).toEqual(tril(L).toArray());
      expect(
        real(diagonal(L))
          .toTypedArray()
          .every((x) => Number(x) > 0),
      ).toBe(true);
    }
  });
});

describe("updates of Cholesky", () => {
  const a = array([
    [4, 2],
    [2, 5],
  ]) as NDArray;

  it("take a vector, and columns one after the other", () => {
    const f = cholesky(a).update(array([1, 2]));
    expect(f.reconstruct().toArray()).toEqual([
      [5, 4].map((x) => expect.closeTo(x, 14)),
      [4, 9].map((x) => expect.closeTo(x, 14)),
    ]);
    const both = cholesky(a).update(eye(2) as NDArray);
    expect(norm1(sub(both.reconstruct(), add(a, eye(2))))).toBeLessThan(1e-14);
    expect(Number(f.cond().item())).toBeGreaterThanOrEqual(1);
  });

  it("are batched in L and in v", () => {
    const f = cholesky(stack([a, mul(a, 2)]) as NDArray).update(array([1, 2]));
    [a, mul(a, 2)].forEach((x, i) => {
      expect(f.L.at(i).toArray()).toEqual(
        cholesky(x as NDArray)
          .update(array([1, 2]))
          .L.toArray(),
      );
    });
    expect(cholesky(a).update(ones([3, 2, 1]) as NDArray).L.shape).toEqual([3, 2, 2]);
    expect(cholesky(zeros([0, 0]) as NDArray).update(zeros([0]) as NDArray).L.shape).toEqual([0, 0]);
    expect(cholesky(a).update(complex(array([1, 0]), array([0, 1])) as NDArray).L.dtype).toBe("complex128");
  });

  it("downdate to the edge of definiteness and no further", () => {
    const f = cholesky(eye(3) as NDArray);
    const almost = Math.sqrt(1 - 1e-12);
    expect(
      Number(
        f
          .downdate(array([0, almost, 0]))
          .L.at(1, 1)
          .item(),
      ),
    ).toBeCloseTo(1e-6, 10);
    expect(() => f.downdate(array([0, 1, 0]))).toThrow(NotPositiveDefiniteError);
    expect(() => f.downdate(array([0, 2, 0]))).toThrow(
      "downdate: a must be positive definite; got pivot -3.00 at index 1. Add a ridge (a + λI), or factor it with ldlt.",
    );
    expect(() => cholesky(stack([mul(eye(2), 9), eye(2)]) as NDArray).downdate(array([0, 2]))).toThrow(
      "downdate: a must be positive definite; got pivot -3.00 at index 1 of matrix [1]. " +
        "Add a ridge (a + λI), or factor it with ldlt.",
    );
  });

  it("vjp and jvp agree with differences, by A and by v", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const matrix = definite(4, dtype);
      const v = mul(inDtype(random.build(4, 2), dtype), 0.3);
      const updated = (x: NDArray, y: NDArray): NDArray => cholesky(x).update(y).L;
      const downdated = (x: NDArray, y: NDArray): NDArray => cholesky(x).downdate(y).L;
      const direction = (d: NDArray, i: number): NDArray => (i === 0 ? hermitian(d) : d);
      for (const f of [updated, downdated]) {
        checkVjp(f, [matrix, v], direction);
        checkJvp(f, [matrix, v], direction);
      }
    }
  });

  it.each([
    [
      () => cholesky(a).update(ones([3]) as NDArray),
      ShapeError,
      "update: rows 2 of L and 3 of v differ; got L [2, 2] and v [3].",
    ],
    [
      () => cholesky(a).downdate(array([1, NaN])),
      ValueError,
      "downdate: v must be finite; got NaN at index [1, 0]. Remove or impute such entries.",
    ],
    [() => cholesky(a).update(array(1) as NDArray), ShapeError, "update: v must have at least one axis; got v []."],
  ] as const)("refuse what they cannot take, in full sentences (%#)", (call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
