import { LinnetError, copy, map, square as squareKernel } from "@linnet/kernels";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { array } from "../array/from-data.js";
import type { NDArray } from "../array/ndarray.js";
import { add, div, mul } from "../ops/arithmetic.js";
import { exp } from "../ops/exp-log.js";
import { matmul } from "../ops/matmul.js";
import { sum } from "../ops/sum-broadcast.js";
import { matrixTranspose } from "../ops/transpose.js";
import { bind, bindMany } from "../primitive/bind.js";
import { type Derivative, primitive, primitiveMany } from "../primitive/primitive.js";
import { floatArrays } from "./arbitraries.js";
import { checkJvp, checkVjp } from "./check-derivatives.js";

/** x², with rules that a test may get wrong. */
function squareWith(rules: Partial<Derivative<undefined>>): (x: NDArray) => NDArray {
  const p = primitive("square", {
    abstract: ([x]) => x,
    evaluate: ([x], out) => map(squareKernel, x, out),
    derivative: {
      vjp: (ct, [x]) => [() => mul(ct, mul(x, 2))],
      jvp: ([dx], [x]) => mul(dx, mul(x, 2)),
      ...rules,
    },
  });
  return (x) => bind(p, [x], undefined);
}

const x = array([0.3, -1.2, 2.5]);

describe("checkVjp and checkJvp", () => {
  it("accept right rules at any point, float32 too", () => {
    const f = (a: NDArray, b: NDArray): NDArray => exp(div(mul(a, b), 10));
    fc.assert(
      fc.property(
        floatArrays({ shape: [3, 1], low: -3, high: 3 }),
        floatArrays({ shape: [2], low: -3, high: 3, dtype: "float32" }),
        fc.nat(100),
        (a, b, seed) => {
          checkVjp(f, [a, b], { seed });
          checkJvp(f, [a, b], { seed });
        },
      ),
    );
  });

  it("find a rule that is wrong by one part in a million", () => {
    const wrongVjp = squareWith({ vjp: (ct, [y]) => [() => mul(ct, mul(y, 2.000002))] });
    const wrongJvp = squareWith({ jvp: ([dx], [y]) => mul(dx, mul(y, 2.000002)) });
    expect(() => checkVjp(wrongVjp, x)).toThrow(LinnetError);
    expect(() => checkVjp(wrongVjp, x)).toThrow(
      /^checkVjp: ⟨vjp\(u\), v⟩ must be the derivative of ⟨u, f⟩ along v, \S+ ± \S+; got \S+\. Compare the rule with the formula\.$/,
    );
    expect(() => checkJvp(wrongJvp, x)).toThrow(LinnetError);
    expect(() => checkJvp(wrongJvp, x)).toThrow(
      /^checkJvp: element 0 of the tangent of output 0 must be the derivative along v, \S+ ± \S+; got \S+\. Compare the rule with the formula\.$/,
    );
  });

  it("find NaN", () => {
    const f = squareWith({ vjp: (ct) => [() => div(mul(ct, 0), 0)] });
    expect(() => checkVjp(f, x)).toThrow("got NaN");
  });

  it("find a cotangent of the wrong shape or dtype", () => {
    const summed = squareWith({ vjp: (ct) => [() => sum(ct)] });
    expect(() => checkVjp(summed, x)).toThrow(
      "checkVjp: the cotangent of input 0 must be float64 [3]; got float64 []. Undo the broadcast or the cast.",
    );
    const cast = squareWith({ vjp: (ct, [y]) => [() => mul(ct, y).astype("float32")] });
    expect(() => checkVjp(cast, x)).toThrow(
      "checkVjp: the cotangent of input 0 must be float64 [3]; got float32 [3]. Undo the broadcast or the cast.",
    );
  });

  it("tell apart two inputs that are one array", () => {
    checkVjp((a, b) => mul(a, exp(b)), [x, x]);
    checkJvp((a, b) => mul(a, exp(b)), [x, x]);
  });

  it("keep to the directions that they are given", () => {
    // Reads only the lower triangle, as cholesky does: right along symmetric directions, wrong along others.
    const a = array([
      [2, 1],
      [1, 3],
    ]);
    const lower = array([
      [1, 0],
      [1, 1],
    ]);
    const symmetrized = (y: NDArray): NDArray => mul(add(y, matrixTranspose(y)), 0.5);
    const p = primitive("lower", {
      abstract: ([y]) => y,
      evaluate: ([y], out) => copy(mul(y, lower), out),
      derivative: { vjp: (ct) => [() => symmetrized(mul(ct, lower))], jvp: ([dx]) => mul(dx, lower) },
    });
    const f = (y: NDArray): NDArray => bind(p, [y], undefined);
    checkVjp(f, a, symmetrized);
    expect(() => checkVjp(f, a)).toThrow(LinnetError);
  });

  it("check primitives of several outputs, of which some are unused", () => {
    const p = primitiveMany("squareAndExp", {
      abstract: ([y]) => [y, y],
      evaluate: ([y], outputs) => {
        copy(mul(y, y), outputs[0]);
        copy(exp(y), outputs[1]);
      },
      derivative: {
        vjp: ([first, second], [y], outputs) => [
          () => {
            const parts = [first && mul(first, mul(y, 2)), second && mul(second, outputs[1])];
            return parts.filter((part) => part !== null).reduce((a, b) => add(a, b));
          },
        ],
        jvp: ([dy], [y], outputs) => [mul(dy, mul(y, 2)), mul(dy, outputs[1])],
      },
    });
    const both = (y: NDArray): NDArray[] => bindMany(p, [y], undefined);
    checkVjp(both, x);
    checkJvp(both, x);
    checkVjp((y) => both(y)[0], x);
    checkVjp((y) => both(y)[1], x);
  });

  it("leave integer inputs where they are", () => {
    checkVjp((a, n) => mul(matmul(a, matrixTranspose(a)), n), [array([[1, 2]]), array([3], { dtype: "int32" })]);
  });
});
