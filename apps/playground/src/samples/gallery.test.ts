import { rearrange } from "@linnet/core";
import { loadDigits } from "@linnet/data";
import { describe, expect, it } from "vitest";
import { expectations } from "../lessons/deblurring/expected-error.js";
import { checkGroup } from "./check/check-group.js";
import { arrayBeside, printed, said } from "./check/printed.js";

describe("gallery", () => {
  checkGroup("Gallery");

  it("hueckel: α ± 2β, and α ± β twice", async () => {
    const of = (values: readonly number[]) =>
      values.map((x) => `α ${x < 0 ? "−" : "+"} ${Math.abs(x).toFixed(3)}β`).join(", ");
    const { lines } = await printed("hueckel");
    expect(lines).toContain(`benzene: ${of([2, 1, 1, -1, -1, -2])}`);
    const golden = (1 + Math.sqrt(5)) / 2;
    expect(lines).toContain(`butadiene: ${of([golden, golden - 1, 1 - golden, -golden])}`);
    expect(lines.find((line) => line.includes("6α + 8.000β, 2.000β of it by sharing"))).toBeDefined(); // two β of resonance
    expect(lines.at(-1)).toMatch(/bond orders: (0\.667(, )?){6}$/); // 2/3 each
  });

  it("populations: two numbers a person say where each comes from", async () => {
    expect(await said("populations", "agreement")).toEqual([1, 1]);
    const [first, second, third] = await arrayBeside("populations", "variance");
    expect(second / third).toBeGreaterThan(1.5); // two axes of structure for three populations, the others are noise
    expect(first / second).toBeLessThan(1.5);
  });

  it("words: king − man + woman = queen, and nearly all others", async () => {
    const { lines } = await printed("words");
    expect(lines).toContain("king − man + woman = queen");
    const [right, asked] = analogies(lines);
    expect(asked).toBe(56);
    expect(right).toBeGreaterThanOrEqual(50); // by chance one of 46 words
  });

  it("robot-arm: the hand is where it should be, by the law of cosines too", async () => {
    const [steps, away, shoulder, elbow] = await said("robot-arm", "After");
    expect(steps).toBeLessThan(15);
    expect(away).toBeLessThanOrEqual(1e-10);
    // |target|² = 1.2² + 0.8² + 2·1.2·0.8·cos(elbow)
    const cosine = (0.5 ** 2 + 1.4 ** 2 - 1.2 ** 2 - 0.8 ** 2) / (2 * 1.2 * 0.8);
    expect(Math.abs(elbow - (Math.acos(cosine) * 180) / Math.PI)).toBeLessThan(0.006); // printed to hundredths
    expect(shoulder).toBeGreaterThan(0);
  });

  it("deblurring: each error is what the filter’s bias and the noise come to, within five standard deviations", async () => {
    const [blurred, undone] = await said("deblurring", "blurred: error");
    const [strength, restored] = await said("deblurring", "λ =");
    expect(restored).toBeLessThan(blurred);
    const digits = loadDigits().images.slice("10:26").div(16);
    const sharp = rearrange(digits, "(down across) y x -> (down y) (across x)", { down: 4 }).toArray() as number[][];
    const size = Math.hypot(...sharp.flat());
    const { error } = expectations(sharp, 1, 0.01);
    const printed = 10 ** (Math.round(5 * Math.log10(strength)) / 5); // of the strengths that it tries
    for (const [measured, lambda, digit] of [
      [restored, printed, 0.001],
      [undone, 0, 0.1],
    ] as const) {
      const { mean, deviation } = error(lambda);
      const [low, high] = [mean - 5 * deviation, mean + 5 * deviation].map((square) => Math.sqrt(Math.max(square, 0)));
      expect(measured + digit / 2).toBeGreaterThanOrEqual(low / size);
      expect(measured - digit / 2).toBeLessThanOrEqual(high / size);
    }
  });

  it("quantum-well: n²π²/2 less what the grid takes, and n + ½ on the spring", async () => {
    for (const n of [1, 2, 3, 4]) {
      const [energy] = await said("quantum-well", `E${n} =`);
      const exact = (n * Math.PI) ** 2 / 2;
      expect(energy).toBeLessThan(exact);
      expect(exact - energy).toBeLessThanOrEqual((exact * (n * Math.PI) ** 2) / (12 * 200 ** 2) + 1e-6); // 1 − cos x ≥ x²/2 − x⁴/24
    }
    const spring = await arrayBeside("quantum-well", "On a spring");
    const h = 16 / 198;
    // −h²/24·⟨ψ″″⟩, which is ¾(n² + n + ½) of the oscillator
    spring.forEach((energy, n) => {
      expect(Math.abs(energy - (n + 0.5))).toBeLessThan(((h * h) / 24) * 1.05 * 0.75 * (2 * n * n + 2 * n + 1));
    });
  });
});

/** How many analogies are right, and of how many. */
function analogies(lines: readonly string[]): number[] {
  const line = lines.find((one) => one.endsWith("analogies are right.")) ?? "";
  return Array.from(line.matchAll(/\d+/g), ([text]) => Number(text));
}
