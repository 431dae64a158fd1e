import { DTypeError, type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { conjugateGradient } from "./conjugate-gradient.js";
import { beale, bealeTerms, objectiveOf } from "./fixtures/classic-functions.js";
import { gradientDescent } from "./gradient-descent.js";
import { lbfgs } from "./lbfgs.js";
import { levenbergMarquardt } from "./levenberg-marquardt.js";
import type { Minimum } from "./minimize.js";
import { newton } from "./newton.js";
import { trustRegion } from "./trust-region.js";

type Untyped = (...args: readonly unknown[]) => Minimum<NDArray>;
const hessian = (x: NDArray): NDArray => array(beale.hessian(x.toArray() as number[]));
const objective = objectiveOf(beale);
const residuals = (x: NDArray): NDArray => array(bealeTerms(x.toArray() as number[]));
const start = array([1, 1]) as NDArray;

/** Each minimizer, with what it needs beside the options. */
const minimizers = [gradientDescent, conjugateGradient, lbfgs, newton, trustRegion, levenbergMarquardt].map(
  (method) => {
    const second = method === newton || method === trustRegion ? { hessian } : {};
    const f = method === levenbergMarquardt ? residuals : objective;
    const run = (options: object): Minimum<NDArray> =>
      (method as unknown as Untyped)(f, start, { ...second, ...options });
    return [method.name, run] as const;
  },
);

describe.each(minimizers)("options of %s", (name, run) => {
  it.each([
    [{ gradientTolerance: -1 }, "gradientTolerance must be a number of at least 0; got -1."],
    [{ gradientTolerance: "1e-6" }, 'gradientTolerance must be a number of at least 0; got "1e-6".'],
    [{ valueTolerance: Number.NaN }, "valueTolerance must be a number of at least 0; got NaN."],
    [{ stepTolerance: null }, "stepTolerance must be a number of at least 0; got null."],
    [{ maxIterations: 1.5 }, "maxIterations must be an integer of at least 0; got 1.5."],
    [{ maxIterations: -1 }, "maxIterations must be an integer of at least 0; got -1."],
    [{ signal: 3 }, "signal must be an AbortSignal; got 3. Pass controller.signal."],
    [{ signal: new AbortController() }, "signal must be an AbortSignal; got an object. Pass controller.signal."],
    [{ onIteration: "log" }, 'onIteration must be a function; got "log".'],
  ])("refuses %j", (options, message) => {
    expect(() => run(options)).toThrow(ValueError);
    expect(() => run(options)).toThrow(`${name}: ${message}`);
  });

  it("ends at once when the signal was aborted before, and says what it has", () => {
    const found = run({ signal: AbortSignal.abort() });
    expect([found.reason, found.iterations]).toEqual(["aborted", 0]);
    expect(found.x.toArray()).toEqual([1, 1]);
  });

  it("ends after the iteration in which onIteration aborts", () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const onIteration = ({ iteration }: { iteration: number }): void => {
      seen.push(iteration);
      if (iteration === 2) controller.abort();
    };
    const found = run({ signal: controller.signal, onIteration });
    expect([found.reason, found.iterations, seen]).toEqual(["aborted", 2, [0, 1, 2]]);
  });

  it("lets errors of the callback through", () => {
    const onIteration = (): void => {
      throw new RangeError("mine");
    };
    expect(() => run({ onIteration })).toThrow(new RangeError("mine"));
  });

  it("answers one record: x, value and gradient of one point, counts, and a history that never rises", () => {
    const found = run({});
    const x = found.x.toArray() as number[];
    const half = name === "levenbergMarquardt" ? 2 : 1;
    expect(Math.abs(half * found.value - beale.value(x))).toBeLessThanOrEqual(1e-15 + 1e-12 * found.value);
    beale.gradient(x).forEach((g, i) => {
      expect(Math.abs(half * (found.gradient.toArray() as number[])[i] - g)).toBeLessThanOrEqual(1e-9);
    });
    expect(found.history).toHaveLength(found.iterations + 1);
    expect(found.history.at(-1)?.evaluations).toBeLessThanOrEqual(found.evaluations);
    expect(found.history[0].step).toBe(0);
    found.history.slice(1).forEach(({ value, evaluations, step }, i) => {
      expect(value).toBeLessThanOrEqual(found.history[i].value);
      expect(evaluations).toBeGreaterThan(found.history[i].evaluations);
      expect(step).toBeGreaterThan(0);
    });
  });

  it("ends by a step tolerance", () => {
    expect(run({ stepTolerance: 0.5, gradientTolerance: 0 }).reason).toBe("step");
  });
});

describe.each(minimizers.slice(0, 5).map(([name]) => name))("what %s is given", (name) => {
  const method = { gradientDescent, conjugateGradient, lbfgs, newton, trustRegion }[name] as unknown as Untyped;

  it("refuses objectives and answers that are none", () => {
    expect(() => method(3, start, { hessian })).toThrow(`${name}: the objective must be a function; got 3.`);
    const answered = `${name}: the objective must answer { value, gradient } or [value, gradient]; got `;
    expect(() => method(() => 1, start, { hessian })).toThrow(`${answered}1.`);
    expect(() => method(() => undefined, start, { hessian })).toThrow(`${answered}undefined.`);
    expect(() => method(async () => objective(start), start, { hessian })).toThrow(`${answered}an object.`);
    expect(() => method(() => ({ value: 1, gradient: array([1]) }), start, { hessian })).toThrow(
      `${name}: the gradient must be a tree like x; got gradient [1] and x [2].`,
    );
    expect(() => method(() => ({ value: array([1, 2]), gradient: start }), start, { hessian })).toThrow(/item/);
  });

  it("refuses starts that hold no real floats, or where nothing is finite", () => {
    expect(() => method(objective, array([1, 2], { dtype: "int32" }), { hessian })).toThrow(DTypeError);
    expect(() => method(objective, 3, { hessian })).toThrow(
      `${name}: x must hold a float array; got x 3. Pass an array, or a tree of arrays.`,
    );
    expect(() => method(objective, array([1, 2], { dtype: "complex128" }), { hessian })).toThrow(
      `${name}: variables must be real; got x complex128.`,
    );
    const lost = { value: 1, gradient: array([1, Number.NaN]) };
    expect(() => method(() => lost, start, { hessian })).toThrow(
      `${name}: value and gradient must be finite at the start; got a gradient that is not. Start from another point.`,
    );
  });
});

describe("options of one minimizer", () => {
  it("refuses a memory of no pairs, a fixed step that is none, and a radius of 0", () => {
    expect(() => lbfgs(objective, start, { memory: 0 })).toThrow(
      "lbfgs: memory must be an integer of at least 1; got 0.",
    );
    expect(() => gradientDescent(objective, start, { step: -1 })).toThrow(
      "gradientDescent: step must be a finite number above 0; got -1.",
    );
    expect(() => trustRegion(objective, start, { hessian, radius: 0 })).toThrow(
      "trustRegion: radius must be a finite number above 0; got 0.",
    );
    expect(() => trustRegion(objective, start, { hessian, maxRadius: Number.NaN })).toThrow(
      "trustRegion: maxRadius must be a finite number above 0; got NaN.",
    );
    expect(() => lbfgs(objective, array([[1, 2]]) as NDArray, { bounds: { lower: start } })).toThrow(ShapeError);
  });
});
