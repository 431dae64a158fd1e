import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { array, relu, sigmoid, softplus, tanh } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { pullback } from "../testing/record.js";

const values = fc.double({ min: -700, max: 700, noNaN: true });

describe("activations", () => {
  it("sigmoid(−x) = 1 − sigmoid(x), within 4·ε", () => {
    fc.assert(
      fc.property(values, (x) => {
        const both = sigmoid(array([x, -x]))
          .sum()
          .item();
        expect(Math.abs(both - 1)).toBeLessThanOrEqual(4 * Number.EPSILON);
      }),
    );
  });

  it("tanh is odd, softplus(x) − softplus(−x) = x within 6·ε·max(1, |x|)", () => {
    fc.assert(
      fc.property(values, (x) => {
        const [a, b] = tanh(array([x, -x])).toTypedArray();
        expect(b).toBe(-a);
        const [p, q] = softplus(array([x, -x])).toTypedArray();
        expect(Math.abs(p - q - x)).toBeLessThanOrEqual(6 * Number.EPSILON * Math.max(1, Math.abs(x)));
      }),
    );
  });

  it("saturate without overflow, and let NaN through", () => {
    const x = array([-Infinity, -1e4, 1e4, Infinity, Number.NaN]);
    expect(sigmoid(x).toArray()).toEqual([0, 0, 1, 1, Number.NaN]);
    expect(tanh(x).toArray()).toEqual([-1, -1, 1, 1, Number.NaN]);
    expect(softplus(x).toArray()).toEqual([0, 0, 1e4, Infinity, Number.NaN]);
    expect(relu(x).toArray()).toEqual([0, 0, 1e4, Infinity, Number.NaN]);
  });

  it("differentiate on views", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxAxes: 3, maxLength: 3, low: 0.1, high: 4 }), (x) => {
        for (const f of [tanh, sigmoid, softplus, relu]) {
          checkVjp(f, x);
          checkJvp((y) => f(y.neg()), x);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("relu has slope 0 at its kink", () => {
    const [g] = pullback(([x]) => [relu(x)], [array([-1, -0, 0, 1])], [array([1, 1, 1, 1])]);
    expect(g.toArray()).toEqual([0, 0, 0, 1]);
  });

  it("relu keeps integers, the others make floats of them", () => {
    const x = array([-2, 3], { dtype: "int8" });
    expect([relu(x).dtype, relu(x).toArray()]).toEqual(["int8", [0, 3]]);
    expect(sigmoid(x).dtype).toBe("float64");
  });
});
