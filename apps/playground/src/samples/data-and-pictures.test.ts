import { describe, expect, it } from "vitest";
import { checkGroup } from "./check/check-group.js";
import { printed, said } from "./check/printed.js";

describe("data and pictures", () => {
  checkGroup("Data and pictures");

  it("kepler: a power of 3/2, to what the planets pull at each other", async () => {
    const { lines } = await printed("kepler");
    const [, days, power] = /T = (\d+\.\d+) · a\^(\d+\.\d+)/.exec(lines.join("\n")) ?? [];
    expect(Math.abs(Number(power) - 1.5)).toBeLessThan(0.001); // Jupiter has a thousandth of the sun’s mass
    expect(Math.abs(Number(days) / 365.25 - 1)).toBeLessThan(0.001);
  });

  it("edges: a slope of 2 grays a pixel is 16 of 255", async () => {
    expect(await said("edges", "the slope is")).toEqual([0.062745, 16, 255, 0]);
    expect((await printed("edges")).lines[0]).toContain("64 × 64 uint8");
  });
});
