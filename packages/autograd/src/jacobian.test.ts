import {
  DTypeError,
  MemoryError,
  type NDArray,
  ShapeError,
  ValueError,
  arange,
  array,
  exp,
  matmul,
  mul,
  sin,
  square,
  sum,
  zeros,
} from "@linnet/core";
import { type Primitive, bind, primitive } from "@linnet/core/extend";
import { floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JacobianSizeError } from "./errors.js";
import { grad } from "./grad.js";
import { hessian } from "./hessian.js";
import { jacobian } from "./jacobian.js";

expect.extend({ toBeCloseToArray });

const x = array([1, 2]);
const a = array([
  [1, 2],
  [3, 4],
  [5, 6],
]);

describe("jacobian", () => {
  it("of a linear map is its matrix, by rows or by columns", () => {
    const tall = (v: NDArray): NDArray => matmul(a, v.reshape([2, 1])).reshape([3]);
    const wide = (v: NDArray): NDArray => matmul(v.reshape([1, 3]), a).reshape([2]);
    for (const mode of ["reverse", "forward", undefined] as const) {
      expect(jacobian(tall, { mode })(x).toArray()).toEqual(a.toArray());
      expect(jacobian(wide, { mode })(array([1, 1, 1])).toArray()).toEqual(a.T.toArray());
    }
  });

  it("has the output's axes, then the input's", () => {
    const j = jacobian((m: NDArray) => sum(square(m), { axis: 0 }))(a);
    expect(j.shape).toEqual([2, 3, 2]);
    expect(j.at(1, 2, 1).item()).toBe(12);
    expect(j.at(1, 2, 0).item()).toBe(0);
    expect(jacobian((m: NDArray) => sum(m))(a).shape).toEqual([3, 2]);
  });

  it("is the same by rows and by columns", () => {
    const f = (v: NDArray): NDArray => mul(sin(v), sum(exp(v)));
    fc.assert(
      fc.property(floatArrays({ shape: [3], low: -1, high: 1 }), (v) => {
        const rows = jacobian(f, { mode: "reverse" })(v);
        const columns = jacobian(f, { mode: "forward" })(v);
        // Sums of four products of at most 3e, rounded in another order.
        expect(rows).toBeCloseToArray(columns, { atol: 8 * Number.EPSILON * 9 });
      }),
    );
  });

  it("does many rows or columns at once, and one by one where an operation has no batching rule: the same", () => {
    const long = arange(1, 300, { dtype: "float64" }); // more than are done at once
    const f = (v: NDArray): NDArray => mul(square(v), v.at(0));
    for (const mode of ["reverse", "forward"] as const) {
      const j = jacobian(f, { mode })(long);
      expect(j.shape).toEqual([299, 299]);
      expect([j.at(0, 0).item(), j.at(7, 7).item(), j.at(298, 0).item(), j.at(298, 5).item()]).toEqual([
        3, 16, 89401, 0,
      ]);
    }
    const twiceP: Primitive = primitive("twice", {
      abstract: ([v]) => v,
      evaluate: ([v], out) => out.storage.as(out.type).set(mul(v, 2).toTypedArray(), out.offset),
      derivative: {
        vjp: (ct) => [() => bind(twiceP, [ct], undefined)],
        jvp: ([dv]) => bind(twiceP, [dv], undefined),
      },
    });
    for (const mode of ["reverse", "forward"] as const) {
      const j = jacobian((v: NDArray) => bind(twiceP, [v], undefined), { mode })(x);
      expect(j.toArray()).toEqual([
        [2, 0],
        [0, 2],
      ]);
    }
  });

  it("takes another argument, and is empty where there is nothing to differentiate", () => {
    expect(jacobian((s: NDArray, v: NDArray) => mul(s, v), { argnums: 1 })(array(3), x).toArray()).toEqual([
      [3, 0],
      [0, 3],
    ]);
    expect(jacobian((v: NDArray) => v)(zeros([0])).shape).toEqual([0, 0]);
    expect(jacobian((v: NDArray) => v, { mode: "forward" })(zeros([0])).shape).toEqual([0, 0]);
  });

  it("can be differentiated again", () => {
    const second = jacobian(jacobian((v: NDArray) => mul(square(v), v)))(x);
    expect(second.shape).toEqual([2, 2, 2]);
    expect(second.at(1, 1, 1).item()).toBe(12);
    expect(sum(second).item()).toBe(18);
  });

  it("refuses a tree, and an argument without floats", () => {
    expect(() => jacobian((t: { w: NDArray }) => t.w)({ w: x })).toThrow(ValueError);
    expect(() => jacobian((t: { w: NDArray }) => t.w)({ w: x })).toThrow(
      "jacobian: argument 0 must be an array; got a tree. Take one of its arrays as an argument of its own.",
    );
    expect(() => jacobian((n: NDArray) => n)(array([1], { dtype: "int32" }))).toThrow(DTypeError);
    expect(() => jacobian((n: NDArray) => n, { mode: "sideways" as never })(x)).toThrow(
      'jacobian: mode must be "forward" or "reverse"; got "sideways".',
    );
  });
});

describe("a matrix of derivatives that no array can hold", () => {
  const long = zeros([100_000]);
  const refused =
    "the matrix of derivatives must fit in 4294901760 bytes; got 100000 × 100000 elements in 80000000000 bytes. " +
    "Take products with it: jvp gives J·v, vjp gives Jᵀ·u, and hvp gives H·v.";

  it("is refused after one pass, by rows, by columns, and of second derivatives", () => {
    for (const mode of ["reverse", "forward", undefined] as const) {
      const run = (): unknown => jacobian((v: NDArray) => square(v), { mode })(long);
      expect(run).toThrow(JacobianSizeError);
      expect(run).toThrow(MemoryError);
      expect(run).toThrow(expect.objectContaining({ message: `jacobian: ${refused}`, rows: 1e5, bytes: 8e10 }));
    }
    const second = (): unknown => hessian((v: NDArray) => sum(square(v)))(long);
    expect(second).toThrow(expect.objectContaining({ message: `hessian: ${refused}` }));
  });
});

describe("hessian", () => {
  it("of ½·xᵀAx is the symmetric part of A", () => {
    const m = array([
      [2, 1],
      [5, 4],
    ]);
    const f = (v: NDArray): NDArray => mul(sum(mul(v, matmul(m, v.reshape([2, 1])).reshape([2]))), 0.5);
    expect(hessian(f)(x).toArray()).toEqual([
      [2, 3],
      [3, 4],
    ]);
  });

  it("is symmetric, and its trace the sum of second derivatives", () => {
    const f = (v: NDArray): NDArray => sum(mul(sin(v), sum(square(v))));
    fc.assert(
      fc.property(floatArrays({ shape: [3], low: -2, high: 2 }), (v) => {
        const h = hessian(f)(v);
        // Entries are sums of fewer than ten terms of at most 12·3.
        expect(h).toBeCloseToArray(h.T, { atol: 16 * Number.EPSILON * 36 });
      }),
    );
  });

  it("has four axes for a matrix, and names itself where f is no scalar", () => {
    expect(hessian((m: NDArray) => sum(square(m)))(a).shape).toEqual([3, 2, 3, 2]);
    expect(() => hessian((m: NDArray) => square(m))(a)).toThrow(ShapeError);
    expect(() => hessian((m: NDArray) => square(m))(a)).toThrow(
      "hessian: f must return a scalar, a 0-d array; got output [3, 2]. Reduce it with sum or mean, or take its jacobian or vjp.",
    );
  });

  it("agrees with the Jacobian of the gradient in reverse", () => {
    const f = (v: NDArray): NDArray => sum(exp(mul(v, sum(v))));
    const reverse = jacobian(grad(f), { mode: "reverse" })(x);
    expect(hessian(f)(x)).toBeCloseToArray(reverse, { rtol: 64 * Number.EPSILON });
  });
});
