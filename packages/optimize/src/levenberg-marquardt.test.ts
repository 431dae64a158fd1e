import { type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConvergenceError } from "./errors.js";
import { levenbergMarquardt } from "./levenberg-marquardt.js";
import type { Residuals } from "./residuals.js";

const rosenbrock = (x: NDArray): Residuals => {
  const [a, b] = x.toArray() as number[];
  return {
    residuals: array([10 * (b - a * a), 1 - a]),
    jacobian: array([
      [-20 * a, 10],
      [-1, 0],
    ]),
  };
};

/** y ≈ b₀·exp(b₁·t) at t = 0, 0.1, …, 1. */
const times = Array.from({ length: 11 }, (_, i) => i / 10);
const exponential =
  (y: readonly number[]) =>
  (b: NDArray): Residuals => {
    const [scale, rate] = b.toArray() as number[];
    return {
      residuals: array(times.map((t, i) => scale * Math.exp(rate * t) - y[i])),
      jacobian: array(times.map((t) => [Math.exp(rate * t), scale * t * Math.exp(rate * t)])),
    };
  };

describe("levenbergMarquardt", () => {
  it("finds Rosenbrock's minimum from far away", () => {
    for (const start of [
      [-1.2, 1],
      [100, -100],
      [-30, 5],
    ]) {
      const found = levenbergMarquardt(rosenbrock, array(start), { gradientTolerance: 1e-10 });
      expect(found.reason).toBe("gradient");
      const [a, b] = found.x.toArray() as number[];
      expect(Math.hypot(a - 1, b - 1)).toBeLessThanOrEqual(1e-8);
    }
  });

  it("recovers the parameters of an exponential without noise", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 5, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (s, r) => {
        const y = times.map((t) => s * Math.exp(r * t));
        const [scale, rate] = levenbergMarquardt(exponential(y), array([1, 0])).x.toArray() as number[];
        // A gradient of 1e-6 over the least eigenvalue of JᵀJ, which is above 0.01 here.
        expect(Math.abs(scale - s)).toBeLessThanOrEqual(1e-4);
        expect(Math.abs(rate - r)).toBeLessThanOrEqual(1e-4);
      }),
    );
  });

  it("meets the normal equations where residuals remain: Jᵀr = 0", () => {
    const noisy = times.map((t, i) => 2 * Math.exp(-t) + 0.1 * Math.sin(9 * i));
    const found = levenbergMarquardt(exponential(noisy), array([1, 0]), { gradientTolerance: 1e-9 });
    found.gradient.toTypedArray().forEach((g) => expect(Math.abs(g)).toBeLessThanOrEqual(1e-9));
    expect(found.value).toBeGreaterThan(0.01);
  });

  it("solves a linear problem in one step, which is Gauss and Newton's", () => {
    const line = (b: NDArray): Residuals => {
      const [intercept, slope] = b.toArray() as number[];
      return {
        residuals: array(times.map((t) => intercept + slope * t - (3 - 2 * t))),
        jacobian: array(times.map((t) => [1, t])),
      };
    };
    const { x, iterations } = levenbergMarquardt(line, array([0, 0]), { gradientTolerance: 1e-12 });
    const [intercept, slope] = x.toArray() as number[];
    expect(Math.hypot(intercept - 3, slope + 2)).toBeLessThanOrEqual(1e-10);
    expect(iterations).toBeLessThanOrEqual(2); // the second takes away what rounding left
  });

  it("takes a Jacobian of its own, asked for once an iteration, and residuals alone in between", () => {
    const [residuals, jacobian] = [(x: NDArray) => rosenbrock(x).residuals, (x: NDArray) => rosenbrock(x).jacobian];
    let calls = 0;
    const counted = (x: NDArray): NDArray => (calls++, residuals(x));
    const found = levenbergMarquardt(counted, array([-1.2, 1]), { jacobian });
    const together = levenbergMarquardt(rosenbrock, array([-1.2, 1]));
    expect(found.x.toArray()).toEqual(together.x.toArray());
    expect(found.evaluations).toBe(calls);
    expect(found.derivativeEvaluations).toBe(found.iterations + 1);
    expect(together.derivativeEvaluations).toBe(together.iterations + 1);
  });

  it("finds the same minimum by differences: their Jacobian is good to 10 digits", () => {
    const noisy = times.map((t, i) => 2 * Math.exp(-t) + 0.1 * Math.sin(9 * i));
    const given = levenbergMarquardt(exponential(noisy), array([1, 0])).x.toArray() as number[];
    const residuals = (b: NDArray): NDArray => exponential(noisy)(b).residuals;
    const found = levenbergMarquardt(residuals, array([1, 0]));
    // δx = (JᵀJ)⁻¹·δJᵀ·r with δJ ≤ 1e-10·‖J‖, ‖r‖ < 1 and a least eigenvalue of JᵀJ above 0.1
    (found.x.toArray() as number[]).forEach((b, i) => expect(Math.abs(b - given[i])).toBeLessThanOrEqual(1e-8));
  });

  it("takes the same steps in any scale of the variables, bit by bit for powers of two", () => {
    const scaled = (x: NDArray): NDArray => {
      const [a, b] = x.toArray() as number[];
      return rosenbrock(array([a * 2 ** -20, b * 2 ** 17])).residuals;
    };
    const one = levenbergMarquardt((x: NDArray) => rosenbrock(x).residuals, array([-1.2, 1]));
    const other = levenbergMarquardt(scaled, array([-1.2 * 2 ** 20, 2 ** -17]));
    expect(other.iterations).toBe(one.iterations);
    const [a, b] = other.x.toArray() as number[];
    expect([a * 2 ** -20, b * 2 ** 17]).toEqual(one.x.toArray());
  });

  it("ends by the tolerance that was met, in the scale of x and f", () => {
    const noisy = times.map((t, i) => 2 * Math.exp(-t) + 0.1 * Math.sin(9 * i));
    const f = exponential(noisy);
    expect(levenbergMarquardt(f, array([1, 0]), { stepTolerance: 1e-3 }).reason).toBe("step");
    expect(levenbergMarquardt(f, array([1, 0]), { valueTolerance: 1e-3 }).reason).toBe("value");
    expect(levenbergMarquardt(f, array([1, 0]), { gradientTolerance: 1e-3 }).reason).toBe("gradient");
    expect(["step", "precision"]).toContain(levenbergMarquardt(f, array([1, 0])).reason);
  });

  it("minimizes in float32 as far as that can hold x", () => {
    const start = array([-1.2, 1], { dtype: "float32" }) as NDArray;
    const found = levenbergMarquardt((x) => rosenbrock(x.astype("float64")), start);
    expect(found.x.dtype).toBe("float32");
    // ∂r = diag(20, 1)·ε at most
    found.x.toTypedArray().forEach((x: number) => expect(Math.abs(x - 1)).toBeLessThanOrEqual(1e-5));
  });

  it("leaves a variable alone that no residual depends on", () => {
    const f = (x: NDArray): Residuals => ({
      residuals: array([(x.toArray() as number[])[0] - 2]),
      jacobian: array([[1, 0]]),
    });
    const [moved, still] = levenbergMarquardt(f, array([0, 7])).x.toArray() as number[];
    expect(Math.abs(moved - 2)).toBeLessThanOrEqual(1e-6);
    expect(still).toBe(7);
  });

  it("steps back from where residuals are not finite", () => {
    const f = (x: NDArray): Residuals => {
      const a = x.item();
      return { residuals: array([Math.log(a)]), jacobian: array([[1 / a]]) };
    };
    expect(Math.abs(levenbergMarquardt(f, array([20])).x.item() - 1)).toBeLessThanOrEqual(2e-6);
  });
});

describe("bad input", () => {
  const untyped = levenbergMarquardt as unknown as (...args: readonly unknown[]) => unknown;
  const x = array([1, 2]);
  const fine = (b: NDArray): NDArray => b;

  it("refuses arguments of other shapes", () => {
    const both = (b: NDArray): Residuals => ({ residuals: b, jacobian: b });
    expect(() => levenbergMarquardt(both, x)).toThrow(ShapeError);
    expect(() => levenbergMarquardt(both, x)).toThrow(
      "levenbergMarquardt: the jacobian must be [m, n] for m residuals of n variables; got residuals [2] and jacobian [2] and x [2].",
    );
    expect(() => levenbergMarquardt(fine, x, { jacobian: () => array([[1, 2]]) })).toThrow(
      "levenbergMarquardt: the jacobian must be [m, n] for m residuals of n variables; got residuals [2] and jacobian [1, 2] and x [2].",
    );
    expect(() => levenbergMarquardt(() => array([[1]]), x)).toThrow(
      "levenbergMarquardt: residuals must be a vector; got residuals [1, 1].",
    );
    expect(() => levenbergMarquardt(fine, array([[1]]))).toThrow(
      "levenbergMarquardt: x0 must be a vector; got x0 [1, 1].",
    );
  });

  it("refuses what is no function, no array, or no option", () => {
    expect(() => untyped(3, x)).toThrow(ValueError);
    expect(() => untyped(3, x)).toThrow("levenbergMarquardt: residuals must be a function; got 3.");
    expect(() => untyped(() => 3, x)).toThrow(
      "levenbergMarquardt: residuals must be an NDArray; got 3. Make one with array(…).",
    );
    expect(() => untyped(() => ({ residuals: x }), x)).toThrow(
      "levenbergMarquardt: jacobian must be an NDArray; got undefined. Make one with array(…).",
    );
    expect(() => untyped(fine, { x })).toThrow(
      "levenbergMarquardt: x0 must be an NDArray; got an object. Make one with array(…).",
    );
    expect(() => untyped(fine, x, { jacobian: 3 })).toThrow("levenbergMarquardt: jacobian must be a function; got 3.");
    expect(() => untyped(fine, x, { radius: 0 })).toThrow(
      "levenbergMarquardt: radius must be a finite number above 0; got 0.",
    );
  });

  it("refuses a start where nothing is finite", () => {
    const f = (_x: NDArray): Residuals => ({ residuals: array([Number.POSITIVE_INFINITY]), jacobian: array([[1]]) });
    expect(() => levenbergMarquardt(f, array([1]))).toThrow(ValueError);
    expect(() => levenbergMarquardt(f, array([1]))).toThrow(
      "levenbergMarquardt: residuals must be finite at the start; got Infinity. Start from another point.",
    );
    expect(() =>
      levenbergMarquardt(fine, x, {
        jacobian: () =>
          array([
            [1, 2],
            [3, Number.NaN],
          ]),
      }),
    ).toThrow(
      "levenbergMarquardt: value and gradient must be finite at the start; got a gradient that is not. Start from another point.",
    );
  });

  it("fails with the best point when the Jacobian is wrong", () => {
    const f = (x: NDArray): Residuals => ({ residuals: x, jacobian: array([[-1]]) });
    expect(() => levenbergMarquardt(f, array([3]))).toThrow(ConvergenceError);
    expect(() => levenbergMarquardt(f, array([3]))).toThrow(
      "levenbergMarquardt: a step along the direction of descent must lower the value; got none that does, at a gradient of " +
        "3.00e+0. Check the gradient against differences, or shorten a fixed step; the best point is error.best.x.",
    );
  });
});
