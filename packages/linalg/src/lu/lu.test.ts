import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  array,
  abs,
  eye,
  matmul,
  max,
  ones,
  stack,
  take,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { DerivativeError, SingularMatrixError } from "../errors.js";
import { lu } from "./lu.js";
import { THRESHOLD, gallery, gallerySizes, inDtype, reconstructionRatio, residualRatio } from "../testing.js";

const dtypes = ["float64", "float32", "complex128", "complex64"] as const;

describe.each(dtypes)("lu in %s", (dtype) => {
  it.each(gallery.map(({ name, build }) => [name, build] as const))(
    "reconstructs %s matrices to 30·max(m, n)·ε, with |L| ≤ 1, or √2 where it is complex",
    (_, build) => {
      for (const [m, n] of gallerySizes) {
        const a = inDtype(build(m, n), dtype);
        const f = lu(a);
        const { L, U }: { L: NDArray; U: NDArray } = f;
        expect(reconstructionRatio(a, f.reconstruct())).toBeLessThan(THRESHOLD);
        expect(max(abs(L)).item()).toBeLessThanOrEqual(L.type.kind === "complex" ? Math.SQRT2 * (1 + 2 ** -22) : 1);
        expect(reconstructionRatio(rowsInOrder(a, f.p), matmul(L, U))).toBeLessThan(THRESHOLD);
      }
    },
  );
});

describe("lu", () => {
  it("has triangular factors of the shapes [m, k] and [k, n] with exact zeros", () => {
    const { L, U } = lu(
      array([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    );
    expect(L.toArray()).toEqual([
      [1, 0],
      [0.25, 1],
    ]);
    expect(U.toArray()).toEqual([
      [4, 5, 6],
      [0, 0.75, 1.5],
    ]);
  });

  it.each(dtypes)("solves with a residual below 30·n·ε·‖A‖·‖x‖ in %s", (dtype) => {
    for (const n of [1, 2, 3, 5, 10, 50, 100, 300]) {
      const a = inDtype(gallery[0].build(n, n), dtype);
      const b = inDtype(gallery[0].build(n, 3), dtype);
      const x: NDArray = lu(a).solve(b);
      expect(x.dtype).toBe(dtype);
      expect(residualRatio(a, x, b)).toBeLessThan(THRESHOLD);
    }
  });

  it("gives determinant, its logarithm and the inverse", () => {
    const f = lu(
      array([
        [0, 2],
        [3, 4],
      ]),
    );
    expect(f.det().item()).toBe(-6);
    expect(f.logAbsDet().item()).toBeCloseTo(Math.log(6), 15);
    expect(
      matmul(
        f.inverse(),
        array([
          [0, 2],
          [3, 4],
        ]),
      ).toArray(),
    ).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it("is batched over leading axes as a loop is", () => {
    const parts = [1, 2, 3].map((k) => gallery[0].build(4, 4).mul(k).add(eye(4)));
    const whole = lu(stack(parts) as NDArray);
    parts.forEach((part, i) => {
      expect(whole.U.at(i).toArray()).toEqual(lu(part as NDArray).U.toArray());
      expect(whole.p.at(i).toArray()).toEqual(lu(part as NDArray).p.toArray());
    });
  });

  it("factors a transposed view as its copy", () => {
    const a: NDArray = gallery[0].build(7, 5);
    expect(lu(a.T).U.toArray()).toEqual(lu(array(a.T.toArray()) as NDArray).U.toArray());
  });

  it("factors a singular matrix, whose solve throws with the index of the pivot", () => {
    const f = lu(
      array([
        [1, 2],
        [2, 4],
      ]),
    );
    expect(f.det().item()).toBe(0);
    expect(f.logAbsDet().item()).toBe(-Infinity);
    expect(() => f.solve(array([1, 1]))).toThrow(SingularMatrixError);
    expect(() => f.solve(array([1, 1]))).toThrow(
      "solve: a must be nonsingular; got pivot 0 at index 1. Use lstsq or pinv for the solution of least norm.",
    );
  });

  it("meets right-hand sides of other dtypes where they promote", () => {
    const z = inDtype(gallery[0].build(3, 3), "complex64");
    const b = inDtype(gallery[0].build(3, 2), "float64");
    const x = lu(z).solve(b);
    expect(x.dtype).toBe("complex128");
    expect(residualRatio(z, x, b)).toBeLessThan(THRESHOLD);
    expect(lu(b.slice("0:2")).solve(z.slice("0:2", "0:1")).dtype).toBe("complex128");
  });

  it("says which matrix of a batch is singular", () => {
    const f = lu(stack([eye(2), zeros([2, 2])]) as NDArray);
    expect(() => f.solve(ones([2, 1]))).toThrow(
      "solve: a must be nonsingular; got pivot 0 at index 0 of matrix [1]. Use lstsq or pinv for the solution of least norm.",
    );
  });

  it("answers for empty matrices", () => {
    expect(
      lu(zeros([0, 0]))
        .det()
        .item(),
    ).toBe(1);
    expect(lu(zeros([0, 3])).U.shape).toEqual([0, 3]);
    expect(lu(zeros([3, 0])).p.toArray()).toEqual([0, 1, 2]);
    expect(lu(zeros([0, 2, 2])).L.shape).toEqual([0, 2, 2]);
  });

  it("promotes integers and refuses bools, vectors, NaN and infinities", () => {
    expect(
      lu(
        array(
          [
            [1, 2],
            [3, 4],
          ],
          { dtype: "int32" },
        ),
      ).U.dtype,
    ).toBe("float64");
    const bools: NDArray = array([
      [true, false],
      [false, true],
    ]);
    expect(() => lu(bools)).toThrow(DTypeError);
    expect(() => lu(bools)).toThrow(
      'lu: a must be real or complex numbers; got a bool. Convert it first: x.astype("float64").',
    );
    expect(() => lu(array([1, 2]) as NDArray)).toThrow(ShapeError);
    expect(() => lu(array([1, 2]) as NDArray)).toThrow("lu: a must have at least two axes; got a [2].");
    expect(() =>
      lu(
        array([
          [1, 2],
          [NaN, 4],
        ]),
      ),
    ).toThrow(ValueError);
    expect(() =>
      lu(
        array([
          [1, 2],
          [NaN, 4],
        ]),
      ),
    ).toThrow("lu: a must be finite; got NaN at index [1, 0]. Remove or impute such entries.");
    expect(() =>
      lu(
        array([
          [-Infinity, 2],
          [3, 4],
        ]),
      ),
    ).toThrow("lu: a must be finite; got -Infinity at index [0, 0]. Remove or impute such entries.");
  });

  it.each([
    [4, 4],
    [3, 5],
    [5, 3],
  ])("vjp and jvp of L and U agree with differences at [%i, %i]", (m, n) => {
    const a: NDArray = gallery[0].build(m, n);
    const z = inDtype(gallery[0].build(m, n), "complex128");
    const factors = (x: NDArray): NDArray[] => {
      const { L, U }: { L: NDArray; U: NDArray } = lu(x);
      return [L, U];
    };
    checkVjp(factors, a);
    checkJvp(factors, a);
    checkVjp(factors, z);
    checkJvp(factors, z);
  });

  it.each(["float64", "complex128"] as const)("vjp and jvp of solve, determinant and inverse in %s", (dtype) => {
    const a = inDtype(gallery[0].build(4, 4), dtype);
    const b = inDtype(gallery[0].build(4, 2), dtype);
    checkVjp((x, y) => lu(x).solve(y), [a, b]);
    checkJvp((x, y) => lu(x).solve(y), [a, b]);
    checkVjp((x) => [lu(x).det(), lu(x).logAbsDet(), lu(x).inverse()], a);
    checkJvp((x) => [lu(x).det(), lu(x).logAbsDet(), lu(x).inverse()], a);
  });

  it("has derivatives where the last pivot of a square or wide matrix is 0, and refuses those where another is", () => {
    const factors = (x: NDArray): NDArray[] => [lu(x).L, lu(x).U];
    for (const a of [
      array([
        [1, 2],
        [2, 4],
      ]),
      array([
        [2, 4, 1],
        [1, 2, 3],
      ]),
      zeros([1, 1]),
    ] as NDArray[]) {
      // prettier-ignore
      checkVjp(factors, a);
      checkJvp(factors, a);
    }
    for (const a of [ones([3, 3]), ones([3, 2]), stack([eye(3), ones([3, 3])])] as NDArray[]) {
      expect(() => checkVjp(factors, a)).toThrow(DerivativeError);
      expect(() => checkJvp(factors, a)).toThrow(
        "lu: the derivative divides by the pivots, of a square or wide matrix by all but the last; got pivot 0 at index 1",
      );
      checkVjp((x) => lu(x).reconstruct(), a);
      checkJvp((x) => lu(x, { pivoting: "full" }).reconstruct(), a);
    }
  });
});

function rowsInOrder(a: NDArray, p: NDArray): NDArray {
  return take(a, p, { axis: 0 }) as NDArray;
}
