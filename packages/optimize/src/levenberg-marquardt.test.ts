import { type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConvergenceError } from "./errors.js";
import { type Residuals, levenbergMarquardt } from "./levenberg-marquardt.js";

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

  it("solves a linear problem in few steps: damping of μ leaves about μ of the error, and falls threefold each time", () => {
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
    // 1e-3 · 3e-4 · 1e-4 · 4e-5 is 1e-15 of a gradient of 18; D and the eigenvalues of JᵀJ differ by up to a factor of 10.
    expect(iterations).toBeLessThanOrEqual(8);
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
  it("refuses a Jacobian of another shape", () => {
    const f = (x: NDArray): Residuals => ({ residuals: x, jacobian: x });
    expect(() => levenbergMarquardt(f, array([1, 2]))).toThrow(ShapeError);
    expect(() => levenbergMarquardt(f, array([1, 2]))).toThrow(
      "levenbergMarquardt: residuals must be [m] and the jacobian [m, n]; got residuals [2] and jacobian [2] and x [2].",
    );
  });

  it("refuses a start where nothing is finite", () => {
    const f = (_x: NDArray): Residuals => ({ residuals: array([Number.POSITIVE_INFINITY]), jacobian: array([[1]]) });
    expect(() => levenbergMarquardt(f, array([1]))).toThrow(ValueError);
    expect(() => levenbergMarquardt(f, array([1]))).toThrow(
      "levenbergMarquardt: value and gradient must be finite at the start; got Infinity. Start from another point.",
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
