import { describe, expect, it } from "vitest";
import { checkGroup } from "./check/check-group.js";
import { apart, arrayBeside, said } from "./check/printed.js";

const EPSILON = 2 ** -52;

describe("decompositions", () => {
  checkGroup("Decompositions");

  it("resistor-cube: 7/12, 3/4 and 5/6 Ω, and Foster’s sum", async () => {
    for (const [words, exact] of [
      ["an edge", 7 / 12],
      ["a face", 3 / 4],
      ["the cube", 5 / 6],
    ] as const) {
      const [found] = await said("resistor-cube", words); // prettier-ignore
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-12); // as printed
    }
    expect(await said("resistor-cube", "twelve edges add up to")).toEqual([7]);
  });

  it("image-layers: the error is that of the layers left out (Eckart and Young)", async () => {
    for (const rank of [1, 4, 8, 16, 32]) {
      const [, , error, tail] = await said("image-layers", `${rank === 1 ? "1 layer" : `${rank} layers`}:`);
      expect(error).toBe(tail);
    }
  });

  it("page-rank: a distribution, in as many steps as 0.85ᵏ needs, and eigenvalues below it", async () => {
    const [sum, steps] = await said("page-rank", "They add up to");
    expect(sum).toBe(1);
    expect(steps).toBeLessThanOrEqual(Math.ceil(Math.log(1e-12 / 2) / Math.log(0.85)) + 1); // Haveliwala and Kamvar, 2003
    const [first, ...others] = await arrayBeside("page-rank", "sizes of the eigenvalues");
    expect(Math.abs(first - 1)).toBeLessThan(100 * EPSILON);
    expect(Math.max(...others)).toBeLessThanOrEqual(0.85);
  });

  it("string: 2·sin(kπ/122), within the error of a symmetric eigenproblem", async () => {
    for (const k of [1, 2, 3, 4, 5, 60]) {
      const [found] = await said("string", `note ${k}:`);
      const exact = 2 * Math.sin((k * Math.PI) / 122);
      // values to 60·ε·‖K‖ (Weyl), ‖K‖ ≤ 4; their roots to that over 2ω; then twelve digits printed
      expect(Math.abs(found - exact)).toBeLessThanOrEqual((240 * EPSILON) / (2 * exact) + 1e-12);
    }
  });

  it("decay: no atom is lost, and there is most where Bateman says", async () => {
    const [sum] = await said("decay", "Together there are");
    expect(Math.abs(sum - 1)).toBeLessThan(1e-14);
    const [best, hour] = await said("decay", "most technetium after");
    expect(Math.abs(best - hour)).toBeLessThanOrEqual(0.5); // the nearest whole hour, of a maximum that is nearly symmetric
    const [a, b] = [Math.LN2 / 65.94, Math.LN2 / 6.01];
    const bateman = ((0.875 * a) / (b - a)) * (Math.exp(-24 * a) - Math.exp(-24 * b));
    const [left, technetium] = await arrayBeside("decay", "after a day");
    expect(apart([left, technetium], [Math.exp(-24 * a), bateman])).toBeLessThan(1e-14);
  });
});
