import { DTypeError, type NDArray, ShapeError, ValueError, array, mul, square, sub, sum } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConvergenceError } from "./errors.js";
import { classics, objectiveOf, rosenbrock } from "./fixtures/classic-functions.js";
import { lbfgs } from "./lbfgs.js";
import type { Iteration, Minimum } from "./minimize.js";

const start = (x: readonly number[]): NDArray => array([...x]);
const distance = (a: readonly number[], b: readonly number[]): number => Math.hypot(...a.map((v, i) => v - b[i]));

describe("lbfgs", () => {
  it.each(classics)("finds the minimum of $name: a gradient of at most 1e-9", (classic) => {
    const found = lbfgs(objectiveOf(classic), start(classic.start), { gradientTolerance: 1e-9 });
    expect(found.reason).toBe("gradient");
    const x = found.x.toArray() as number[];
    expect(Math.max(...classic.gradient(x).map(Math.abs))).toBeLessThanOrEqual(1e-9);
    // Powell's Hessian is singular there: a gradient of 1e-9 leaves a distance of its cube root.
    expect(distance(x, classic.minimum)).toBeLessThanOrEqual(classic.name.startsWith("Powell") ? 2e-3 : 1e-8);
  });

  // scipy.optimize.minimize(method="L-BFGS-B", options={gtol: 1e-6, ftol: 0}) of SciPy 1.17
  it.each([
    ["Rosenbrock", 45],
    ["Beale", 16],
    ["Powell's singular function", 52],
    ["Wood", 114],
  ])("needs at most 1.3 times SciPy's evaluations for %s (%i)", (name, evaluations) => {
    const classic = classics.find((one) => one.name === name) ?? rosenbrock;
    const found = lbfgs(objectiveOf(classic), start(classic.start), { gradientTolerance: 1e-6 });
    expect(found.evaluations).toBeLessThanOrEqual(1.3 * evaluations);
  });

  it("solves a quadratic of 1,000 variables and condition 10⁴ in fewer evaluations than variables", () => {
    const n = 1000;
    const curvatures = Float64Array.from({ length: n }, (_, i) => 10 ** ((4 * i) / (n - 1)));
    const a = array(curvatures);
    const b = array(Float64Array.from({ length: n }, (_, i) => Math.sin(i)));
    const objective = (x: NDArray) => {
      const residual = sub(mul(a, x), b);
      return { value: sum(mul(x, sub(mul(residual, 0.5), mul(b, 0.5)))), gradient: residual };
    };
    const { x, evaluations } = lbfgs(objective, array(new Float64Array(n)), { gradientTolerance: 1e-6 });
    const values = x.toTypedArray();
    curvatures.forEach((c, i) => expect(Math.abs(values[i] - Math.sin(i) / c)).toBeLessThanOrEqual(1e-6 / c));
    expect(evaluations).toBeLessThan(n);
  });

  it("minimizes any convex quadratic from anywhere: |∇f| ≤ tolerance", () => {
    const vector = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 3, maxLength: 3 });
    const curvature = fc.array(fc.double({ min: 0.1, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(vector, vector, curvature, (x0, center, weights) => {
        const [c, w] = [array(center), array(weights)];
        const objective = (x: NDArray): readonly [NDArray, NDArray] => {
          const gradient = mul(w, sub(x, c));
          return [mul(sum(mul(gradient, sub(x, c))), 0.5), gradient];
        };
        const found = lbfgs(objective, array(x0), { gradientTolerance: 1e-6 });
        found.gradient.toTypedArray().forEach((g: number) => expect(Math.abs(g)).toBeLessThanOrEqual(1e-6));
      }),
    );
  });

  it("takes trees, float32 too, and answers trees of the same type", () => {
    const target = array([1, 2], { dtype: "float32" });
    const tree = { w: array([0, 0], { dtype: "float32" }), rest: [array([[5]])], name: "model" };
    const found = lbfgs((t: typeof tree) => {
      const residual = sub(t.w, target);
      return {
        value: sum(square(residual)).item() + sum(square(t.rest[0])).item(),
        gradient: { w: residual.mul(2), rest: [t.rest[0].mul(2)], name: t.name },
      };
    }, tree);
    expect(found.x.name).toBe("model");
    expect(found.x.w.dtype).toBe("float32");
    // A gradient of 1e-6 leaves half of it.
    (found.x.w.toArray() as number[]).forEach((w, i) => expect(Math.abs(w - i - 1)).toBeLessThanOrEqual(5e-7));
    expect(Math.abs(found.x.rest[0].item())).toBeLessThanOrEqual(5e-7);
  });

  it("keeps tied arrays one variable", () => {
    const shared = array([3]);
    const found = lbfgs(
      (t: { a: NDArray; b: NDArray }) => {
        const gradient = mul(sub(t.a, 1), 2);
        return { value: sum(square(sub(t.a, 1))), gradient: { a: gradient, b: gradient } };
      },
      { a: shared, b: shared },
    );
    expect(found.x.a).toBe(found.x.b);
    expect(found.x.a.item()).toBe(1);
  });

  it("reports every iteration: values never rise, evaluations are counted", () => {
    const seen: Iteration[] = [];
    let calls = 0;
    const objective = objectiveOf(rosenbrock);
    const found = lbfgs(
      (x: NDArray) => {
        calls++;
        return objective(x);
      },
      start(rosenbrock.start),
      { onIteration: (iteration) => seen.push(iteration) },
    );
    expect(found.evaluations).toBe(calls);
    expect(found.history).toEqual(seen);
    expect(seen.map(({ iteration }) => iteration)).toEqual(seen.map((_, i) => i));
    expect(found.iterations).toBe(seen.length - 1);
    for (let i = 1; i < seen.length; i++) expect(seen[i].value).toBeLessThanOrEqual(seen[i - 1].value);
  });

  it("ends when its signal is aborted, with the point reached", () => {
    const controller = new AbortController();
    const onIteration = ({ iteration }: Iteration): void => {
      if (iteration === 3) controller.abort();
    };
    const options = { signal: controller.signal, onIteration };
    const found = lbfgs(objectiveOf(rosenbrock), start(rosenbrock.start), options);
    expect(found.reason).toBe("aborted");
    expect(found.iterations).toBe(3);
    expect(found.value).toBeLessThan(24.2);
  });

  it("ends at the start when that is the minimum", () => {
    const found = lbfgs(objectiveOf(rosenbrock), array([1, 1]));
    expect([found.reason, found.iterations, found.evaluations]).toEqual(["gradient", 0, 1]);
  });

  it("ends for precision where rounding hides any decrease", () => {
    // Values of 1e16 have a spacing of 2: near the minimum no step changes them, though the gradient is not small.
    const objective = (x: NDArray) => ({ value: 1e16 + x.item() ** 2, gradient: mul(x, 2) });
    const found = lbfgs(objective, array(1000), { gradientTolerance: 0, valueTolerance: 0 });
    expect(["gradient", "value", "precision"]).toContain(found.reason);
    expect(Math.abs(found.x.item())).toBeLessThanOrEqual(1);
  });
});

describe("bad input", () => {
  it("fails with the best point when iterations run out", () => {
    const run = (): unknown => lbfgs(objectiveOf(rosenbrock), start(rosenbrock.start), { maxIterations: 5 });
    expect(run).toThrow(ConvergenceError);
    expect(run).toThrow(
      /^lbfgs: the minimization must meet a tolerance; got a gradient of \S+ after 5 iterations\. Raise maxIterations or a tolerance, or go on from error\.best\.x\.$/,
    );
    try {
      run();
    } catch (error) {
      const { best } = error as ConvergenceError<Minimum<NDArray>>;
      expect(best.iterations).toBe(5);
      expect(best.value).toBe(rosenbrock.value(best.x.toArray() as number[]));
    }
  });

  it("fails when the gradient leads up", () => {
    const objective = (x: NDArray) => ({ value: sum(square(x)), gradient: mul(x, -2) });
    expect(() => lbfgs(objective, array([1, 2]))).toThrow(ConvergenceError);
    expect(() => lbfgs(objective, array([1, 2]))).toThrow(
      "lbfgs: a step along the direction of descent must lower the value; got none that does, at a gradient of 4.00e+0. " +
        "Check the gradient against differences, or shorten a fixed step; the best point is error.best.x.",
    );
  });

  it("refuses a start where nothing is finite", () => {
    const objective = (x: NDArray) => ({ value: Number.NaN, gradient: x });
    expect(() => lbfgs(objective, array([1]))).toThrow(ValueError);
    expect(() => lbfgs(objective, array([1]))).toThrow(
      "lbfgs: value and gradient must be finite at the start; got NaN. Start from another point.",
    );
  });

  it("steps back from where the function is not finite", () => {
    // −log x + x has its minimum at 1 and is NaN below 0, where the first steps lead.
    const objective = (x: NDArray) => ({ value: x.item() - Math.log(x.item()), gradient: array(1 - 1 / x.item()) });
    expect(Math.abs(lbfgs(objective, array(20)).x.item() - 1)).toBeLessThanOrEqual(2e-6);
  });

  it("refuses what is no objective, and answers that are none", () => {
    const untyped = lbfgs as unknown as (...args: readonly unknown[]) => unknown;
    const x = array([1]);
    expect(() => untyped(3, x)).toThrow("lbfgs: the objective must be a function; got 3.");
    expect(() => untyped(() => 1, x)).toThrow(
      "lbfgs: the objective must answer { value, gradient } or [value, gradient]; got 1.",
    );
    expect(() => untyped(() => ({}), x, "fast")).toThrow(
      'lbfgs: options must be an object; got "fast". Give them by name: { name: value }.',
    );
  });

  it("refuses variables that are no floats, and gradients that are no trees like x", () => {
    const objective = (x: NDArray) => ({ value: 0, gradient: x });
    expect(() => lbfgs(objective, array([1], { dtype: "int32" }))).toThrow(DTypeError);
    expect(() => lbfgs(objective, array([1], { dtype: "int32" }))).toThrow(
      "lbfgs: x must hold a float array; got x an array [1]. Pass an array, or a tree of arrays.",
    );
    const wrong = (_x: NDArray) => ({ value: 0, gradient: array([[1]]) });
    expect(() => lbfgs(wrong, array([1]) as NDArray)).toThrow(ShapeError);
    expect(() => lbfgs(wrong, array([1]) as NDArray)).toThrow(
      "lbfgs: the gradient must be a tree like x; got gradient [1, 1] and x [1].",
    );
  });
});
