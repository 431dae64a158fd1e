import { type NDArray, array, mul, square, sub, sum } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { ConvergenceError } from "./errors.js";
import { beale, objectiveOf } from "./fixtures/classic-functions.js";
import { gradientDescent } from "./gradient-descent.js";

const bowl = (x: NDArray) => ({ value: sum(square(sub(x, 3))), gradient: mul(sub(x, 3), 2) });

describe("gradientDescent", () => {
  it("with a fixed step shrinks the distance to a quadratic's minimum by |1 − 2α| each time", () => {
    const options = { step: 0.25, gradientTolerance: 2 ** -20 };
    const { x, iterations, history } = gradientDescent(bowl, array([4, 3]), options);
    expect(iterations).toBe(21); // |∇f| = 2·2⁻ᵏ
    expect(x.toArray()).toEqual([3 + 2 ** -21, 3]);
    expect(history[5].value).toBe(2 ** -10);
  });

  it("with backtracking finds Beale's minimum, and values never rise", () => {
    const found = gradientDescent(objectiveOf(beale), array([1, 1]), { gradientTolerance: 1e-6 });
    expect(found.reason).toBe("gradient");
    const [a, b] = found.x.toArray() as number[];
    expect(Math.hypot(a - 3, b - 0.5)).toBeLessThanOrEqual(1e-4);
    found.history.slice(1).forEach(({ value }, i) => expect(value).toBeLessThanOrEqual(found.history[i].value));
  });

  it("fails where a fixed step is too long", () => {
    expect(() => gradientDescent(bowl, array([4]), { step: 1.5 })).toThrow(ConvergenceError);
    expect(() => gradientDescent(bowl, array([4]), { step: 1.5 })).toThrow(
      "gradientDescent: a step along the direction of descent must lower the value; got none that does, at a gradient of 2.00e+0. " +
        "Check the gradient against differences, or shorten a fixed step; the best point is error.best.x.",
    );
  });
});
