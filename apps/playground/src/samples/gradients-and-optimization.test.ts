import { describe, expect, it } from "vitest";
import { checkGroup } from "./check/check-group.js";
import { arrayBeside, said } from "./check/printed.js";

describe("gradients and optimization", () => {
  checkGroup("Gradients and optimization");

  it("tangent-numbers: 1, 2, 16, 272", async () => {
    expect(await said("tangent-numbers", "tan:")).toEqual([0, 1, 0, 2, 0, 16, 0, 272]);
    expect(await said("tangent-numbers", "sin:")).toEqual([0, 1, 0, -1, 0, 1, 0, -1]);
  });

  it("curve-fit: NIST’s digits", async () => {
    // a step tolerance of 1e-10, and certified values of eleven digits
    expect(Math.max(...(await arrayBeside("curve-fit", "relative")).map(Math.abs))).toBeLessThan(1e-9);
    expect(await said("curve-fit", "sum of squares")).toEqual([0.1245513889]);
  });

  it("throw: Newton’s method is quadratic, down to rounding", async () => {
    const miss = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (i) => (await said("throw", `${i}. misses the basket by`))[0]),
    );
    for (const i of [3, 4]) expect(miss[i]).toBeLessThan(miss[i - 1] ** 2); // of half the curvature over the slope, below 1 here
    expect(miss[5]).toBeLessThan(1e-12); // 60 steps of rounding at 12 m
  });

  it("soap-film: Euler’s area, to the error of cones, and less than the cylinder’s", async () => {
    const [cylinder, film, euler] = await said("soap-film", "a cylinder");
    expect(film).toBeGreaterThanOrEqual(euler); // a pile of cones is one film of all
    expect(film - euler).toBeLessThan(2 * Math.PI * (1 / 80) ** 2); // π∫r·h²·r″²/…: of order h²
    expect(film).toBeLessThan(cylinder);
    const [waist, a] = await said("soap-film", "at the waist");
    expect(Math.abs(waist - a)).toBeLessThan((1 / 80) ** 2);
  });
});
