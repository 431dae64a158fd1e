import { DTypeError, type NDArray, ShapeError, add, array, exp, matmul, mul, sin, square, sum } from "@linnet/core";
import { floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hessian } from "./hessian.js";
import { hvp } from "./hvp.js";

expect.extend({ toBeCloseToArray });

const x = array([1, 2, 3]);
const v = array([1, -1, 2]);
const f = (a: NDArray): NDArray => sum(mul(sin(a), sum(square(a))));

describe("hvp", () => {
  it("is the Hessian times the direction", () => {
    fc.assert(
      fc.property(
        floatArrays({ shape: [3], low: -2, high: 2 }),
        floatArrays({ shape: [3], low: -1, high: 1 }),
        (a, u) => {
          const product = matmul(hessian(f)(a) as NDArray, u);
          // Each entry is a sum of three terms, of fewer than ten parts of at most 12·3 each.
          expect(hvp(f, [a], [u])[0]).toBeCloseToArray(product, { atol: 3 * 16 * Number.EPSILON * 36 });
        },
      ),
    );
  });

  it("is one matrix over several arguments: H·[u, w] has the mixed derivatives", () => {
    // f = Σ a²·b: H = [[2b, 2a], [2a, 0]] at each place
    const g = (a: NDArray, b: NDArray): NDArray => sum(mul(square(a), b));
    const [da, db] = hvp(g, [x, v], [array([1, 0, 0]), array([0, 1, 0])]);
    expect(da.toArray()).toEqual([2, 4, 0]);
    expect(db.toArray()).toEqual([2, 0, 0]);
  });

  it("goes through trees, keeps what is static, and can be differentiated", () => {
    const g = (p: { w: NDArray; n: number }, k: number): NDArray => mul(sum(exp(p.w)), p.n * k);
    const [dp, k] = hvp(g, [{ w: x, n: 2 }, 3], [{ w: v, n: 2 }, 3]);
    expect(dp.w).toBeCloseToArray(mul(mul(exp(x), v), 6), { rtol: 8 * Number.EPSILON });
    expect([dp.n, k]).toEqual([2, 3]);
    const cubes = (a: NDArray): NDArray => sum(mul(square(a), a));
    const third = hvp((a: NDArray) => sum(hvp(cubes, [a], [v])[0]), [x], [v])[0];
    expect(third.toArray()).toEqual([0, 0, 0]); // Σ 6·a·v is linear
    expect(add(hvp(cubes, [x], [v])[0], 0).toArray()).toEqual([6, -12, 36]);
  });

  it("refuses what jvp and grad refuse, under its own name", () => {
    const square3 = (a: NDArray): NDArray => square(a);
    expect(() => hvp(square3, [x], [v])).toThrow(ShapeError);
    expect(() => hvp(square3, [x], [v])).toThrow(
      "hvp: f must return a scalar, a 0-d array; got output [3]. Reduce it with sum or mean, or take its jacobian or vjp.",
    );
    expect(() => hvp(f, [x], [array([1]) as NDArray])).toThrow(
      "hvp: a tangent must have the shape and dtype of what it belongs to; got tangent [1] and primal [3].",
    );
    expect(() => hvp((n: number) => array(n), [1], [1])).toThrow(DTypeError);
    expect(() => hvp((n: number) => array(n), [1], [1])).toThrow(
      "hvp: one of the arguments must hold a float array to differentiate by; got x a list. Pass an array: array(x).",
    );
  });
});
