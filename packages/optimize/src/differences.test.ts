import { describe, expect, it } from "vitest";
import { extrapolated } from "./differences.js";

/** Of functions of one number, all at once. */
const central =
  (fs: readonly ((x: number) => number)[], x: number) =>
  (h: number): Float64Array =>
    Float64Array.from(fs, (f) => (f(x + h) - f(x - h)) / (x + h - (x - h)));

describe("extrapolated differences", () => {
  it("give ten digits of smooth functions: rounding costs ε/h, extrapolation takes the error of h² away", () => {
    const x = 0.7;
    const derivatives = extrapolated(central([Math.exp, Math.sin, Math.log, (t) => t ** 5], x), x / 256);
    const exact = [Math.exp(x), Math.cos(x), 1 / x, 5 * x ** 4];
    derivatives.forEach((value, i) => expect(Math.abs(value - exact[i])).toBeLessThanOrEqual(1e-10 * exact[i]));
  });

  it("are exact for parabolas, but for rounding", () => {
    expect([...extrapolated(central([(t) => t * t], 1), 0.25)]).toEqual([2]);
  });

  it("find elements whose first steps lead out of the domain", () => {
    const [slope] = extrapolated(central([Math.log], 0.01), 0.02);
    expect(Math.abs(slope - 100)).toBeLessThanOrEqual(1e-6);
  });

  it("say NaN where nothing is finite", () => {
    expect([...extrapolated(central([() => Number.NaN], 1), 0.25)]).toEqual([Number.NaN]);
  });
});
