import {
  type NDArray,
  add,
  array,
  concat,
  div,
  exp,
  hypot,
  logaddexp,
  matmul,
  mul,
  ones,
  pow,
  scope,
  sub,
  sum,
  where,
} from "@linnet/core";
import { type Interpreter, type Primitive, bind, bindMany, interpretWith, primitive } from "@linnet/core/extend";
import { toBeCloseToArray } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { hvp } from "./hvp.js";
import { jvp } from "./jvp.js";
import { isZero, zeroOf } from "./zeros.js";

expect.extend({ toBeCloseToArray });

const x = array([1, 2, 3]);
const dx = array([0.5, -1, 2]);
const c = array([4, 5, 6]);

/** Names of the operations that compute something while `body` runs: views are left out. */
function computed(body: () => unknown): string[] {
  const names: string[] = [];
  const outside: Interpreter = {
    process(p, inputs, params) {
      if (p.view === undefined) names.push(p.name);
      return interpretWith(null, () => bind(p, inputs, params));
    },
    processMany: (p, inputs, params) => interpretWith(null, () => bindMany(p, inputs, params)),
  };
  interpretWith(outside, body);
  return names;
}

/** The operations of which the tangent is made, beyond those of the function itself. */
function ofTangent(f: (a: NDArray) => NDArray): string[] {
  const names = computed(() => jvp(f, [x], [dx]));
  for (const name of computed(() => f(x))) names.splice(names.indexOf(name), 1);
  return names;
}

describe("constants in forward mode", () => {
  it("add nothing to what is computed", () => {
    expect(ofTangent((a) => mul(a, c))).toEqual(["mul"]);
    expect(ofTangent((a) => add(a, c))).toEqual([]);
    expect(ofTangent((a) => sub(c, a))).toEqual(["neg"]);
    expect(ofTangent((a) => div(a, c))).toEqual(["div"]);
    expect(ofTangent((a) => matmul(ones([3, 3]), a))).toEqual(["matmul"]);
    expect(ofTangent((a) => sum(mul(exp(c), sub(a, 1))))).toEqual(["mul", "sum"]);
    expect(ofTangent((a) => pow(a, 3))).not.toContain("timesLog"); // the derivative by the exponent
    expect(ofTangent((a) => logaddexp(c, a))).toEqual(["sub", "exp", "mul"]);
    expect(ofTangent((a) => hypot(a, c)).length).toBeLessThan(ofTangent((a) => hypot(a, a)).length);
  });

  it("leave the second derivative its own products: one with the matrix forward, one back, beside those of the gradient", () => {
    const rows = ones([4, 3]);
    const f = (w: NDArray): NDArray => sum(exp(matmul(rows, w)));
    const products = computed(() => hvp(f, [x], [dx])).filter((name) => name === "matmul");
    expect(products.length).toBe(4);
  });

  it("broadcast their partner's tangent to the shape of the result", () => {
    const rows = ones([2, 3]);
    for (const f of [(a: NDArray) => add(a, rows), (a: NDArray) => sub(rows, a), (a: NDArray) => sub(a, rows)]) {
      const [y, dy] = jvp(f, [x], [dx]);
      expect(dy.shape).toEqual(y.shape);
      expect(dy.at(1).toArray()).toEqual(
        sub(f(add(x, dx)), y)
          .at(1)
          .toArray(),
      );
    }
  });

  it("do not turn into NaN where they are infinite", () => {
    const far = array([Infinity, 1, Number.NaN]);
    expect(jvp((a: NDArray) => add(a, exp(far)), [x], [dx])[1].toArray()).toEqual(dx.toArray());
    expect(jvp((a: NDArray) => add(mul(a, 2), mul(far, far)), [x], [dx])[1].toArray()).toEqual([1, -2, 4]);
  });

  it("are arrays for operations that know nothing of them", () => {
    const halves = array([1.5, 2.5, 3.5]);
    const f = (a: NDArray): NDArray => concat([where(a.greater(1), a, c), halves]) as NDArray;
    expect(jvp(f, [x], [dx])[1].toArray()).toEqual([0, -1, 2, 0, 0, 0]);
  });
});

describe("tangents that are handed on as they are", () => {
  it("leave the caller's to the caller, and give each result its own", () => {
    const [, { p, q }] = jvp((a: NDArray) => ({ p: add(a, c), q: sub(a, 1) }), [x], [dx]);
    expect(p).not.toBe(dx);
    expect(p).not.toBe(q);
    expect([p.toArray(), q.toArray()]).toEqual([dx.toArray(), dx.toArray()]);
    expect(jvp((a: NDArray) => a, [x], [dx])[1]).not.toBe(dx);
  });
});

describe("zeroOf", () => {
  it("is zeros of a shape and dtype, known as such with its views, in and after any scope", () => {
    for (const dtype of ["float32", "float64", "complex64", "complex128"] as const) {
      const like = ones([2, 3], { dtype });
      const zero = scope(() => zeroOf(like));
      expect([zero.dtype, zero.shape]).toEqual([dtype, [2, 3]]);
      expect(zero.toTypedArray()).toEqual(like.mul(0).toTypedArray());
      expect([zero, zero.T, zero.reshape([3, 2])].every(isZero)).toBe(true);
      expect([like, like.mul(0), like.mul(zero)].some(isZero)).toBe(false);
    }
  });

  it("is simplified in operations of core, not in others of their name", () => {
    const dearP: Primitive = primitive("mul", {
      abstract: ([a]) => a,
      evaluate: ([a, b], out) => out.storage.as(out.type).set(a.toTypedArray().map((v, i) => v + b.toTypedArray()[i])),
      derivative: {
        vjp: (ct) => [() => ct, () => ct],
        jvp: ([da, db]) => bind(dearP, [da, db], undefined),
      },
    });
    expect(jvp((a: NDArray) => bind(dearP, [a, c], undefined), [x], [dx])[1].toArray()).toEqual(dx.toArray());
  });
});
