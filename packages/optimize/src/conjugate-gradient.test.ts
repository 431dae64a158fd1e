import { type NDArray, array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { conjugateGradient } from "./conjugate-gradient.js";
import { ConvergenceError } from "./errors.js";
import { beale, classics, objectiveOf } from "./fixtures/classic-functions.js";
import { Quadratic } from "./fixtures/quadratic.js";

describe("conjugateGradient", () => {
  it.each(classics)("finds the minimum of $name: a gradient of at most 1e-9", (classic) => {
    const found = conjugateGradient(objectiveOf(classic), array([...classic.start]), { gradientTolerance: 1e-9 });
    expect(found.reason).toBe("gradient");
    const x = found.x.toArray() as number[];
    expect(Math.max(...classic.gradient(x).map(Math.abs))).toBeLessThanOrEqual(1e-9);
    // Powell's Hessian is singular there: a gradient of 1e-9 leaves a distance of its cube root.
    const most = classic.name.startsWith("Powell") ? 2e-3 : 1e-8;
    expect(Math.hypot(...x.map((v, i) => v - classic.minimum[i]))).toBeLessThanOrEqual(most);
  });

  it("is the linear method for a quadratic when its steps are exact: n iterations at most", () => {
    const quadratic = new Quadratic(8, 100);
    const options = { gradientTolerance: 1e-6, lineSearch: { curvature: 1e-3 } };
    const { iterations, x } = conjugateGradient(quadratic.objective, quadratic.start, options);
    // exact up to 1e-3: twice as many
    expect(iterations).toBeLessThanOrEqual(16);
    (x.toArray() as number[]).forEach((v, i) => expect(Math.abs(v - quadratic.minimum[i])).toBeLessThanOrEqual(1e-6));
  });

  it("never raises the value", () => {
    const { history } = conjugateGradient(objectiveOf(beale), array([1, 1]));
    history.slice(1).forEach(({ value }, i) => expect(value).toBeLessThanOrEqual(history[i].value));
  });

  it("takes trees", () => {
    const f = ({ a, b }: { a: NDArray; b: NDArray }) => ({
      value: (a.item() - 1) ** 2 + (b.item() + 2) ** 2,
      gradient: { a: array(2 * (a.item() - 1)), b: array(2 * (b.item() + 2)) },
    });
    const { x } = conjugateGradient(f, { a: array(0) as NDArray, b: array(0) as NDArray });
    expect(Math.hypot(x.a.item() - 1, x.b.item() + 2)).toBeLessThanOrEqual(1e-6);
  });
});

describe("bad input", () => {
  it("fails with the best point when iterations run out", () => {
    const run = (): unknown => conjugateGradient(objectiveOf(beale), array([1, 1]), { maxIterations: 2 });
    expect(run).toThrow(ConvergenceError);
    expect(run).toThrow(
      /^conjugateGradient: the minimization must meet a tolerance; got a gradient of \S+ after 2 iterations\. Raise maxIterations or a tolerance, or go on from error\.best\.x\.$/,
    );
  });
});
