import { describe, expect, it } from "vitest";
import { checkGroup } from "./check/check-group.js";
import { arrayBeside, printed, said } from "./check/printed.js";

describe("statistics", () => {
  checkGroup("Statistics");

  it("regression: R’s lm of the petals", async () => {
    const { lines } = await printed("regression");
    expect(lines[0]).toContain("0.41576"); // lm(Petal.Width ~ Petal.Length, iris)
    expect(lines[0]).toContain("-0.36308");
    expect(lines[0]).toContain("R² 0.92711");
  });

  it("tumours: right in more than 95 of 100, where always “benign” would be right in 63", async () => {
    const [share] = await said("tumours", "on average");
    expect(share).toBeGreaterThan(95);
  });

  it("voices: each true sound has one found that is like it, and no other", async () => {
    const match = await arrayBeside("voices", "true sounds");
    const rows = [0, 3, 6].map((i) => match.slice(i, i + 3).toSorted((a, b) => b - a));
    for (const [best, next] of rows) {
      expect(best).toBeGreaterThan(0.99); // noise of 0.05 alone takes (0.05/0.29)²/2 = 1.5 % from the saw, of deviation 0.29
      expect(next).toBeLessThan(0.15);
    }
  });

  it("bootstrap: the interval has the median in it, of 5.9 cm, and shuffling finds no such difference", async () => {
    const [median, error, , low, high] = await said("bootstrap", "median of versicolor:");
    expect(median).toBe(5.9); // of R’s iris
    expect(low).toBeLessThan(median);
    expect(high).toBeGreaterThan(median);
    expect(high - low).toBeLessThan(6 * error);
    const [difference, p] = await said("bootstrap", "longer by");
    expect(Math.abs(difference - 0.6)).toBeLessThanOrEqual(Number.EPSILON * 6.5); // 6.5 − 5.9, each rounded
    expect(p).toBeLessThanOrEqual(0.002); // two-sided, the least of 999 is 2/1000
  });
});
