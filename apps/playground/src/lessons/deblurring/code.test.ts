import { describe, expect, it } from "vitest";
import { compute } from "./code.js";

const inputs = { picture: "digits", width: 1, noise: 0.01, strength: -2.5 } as const;

describe("deblurring", () => {
  it("restores more than the blur has left, where undoing brings nothing but noise", () => {
    const { pictures, condition } = compute(inputs);
    const { seen, undone, restored } = pictures;
    expect(restored.error).toBeLessThan(0.7 * seen.error);
    expect(undone.error).toBeGreaterThan(1);
    expect(condition).toBeGreaterThan(1000);
  });

  it("undoes a blur exactly but for the noise, which the smallest singular value multiplies at most", () => {
    const { pictures, condition, expected } = compute({ ...inputs, width: 0.5 });
    const norm = Math.hypot(...pictures.sharp.rows.flat());
    // ‖noise‖ is noise·n to a few hundredths, and the largest singular value is at most the largest row or column sum, 1.1
    expect(pictures.undone.error).toBeLessThanOrEqual((1.1 * condition * expected) / norm);
  });

  it("chooses a λ at which the answer fits to the noise, and which is not far from the best", () => {
    for (const width of [0.7, 1, 1.5]) {
      for (const noise of [0.003, 0.01, 0.03]) {
        const { fitting, fittingError, bestError } = compute({ ...inputs, width, noise });
        const { misfit, expected } = compute({ ...inputs, width, noise, strength: fitting });
        expect(Math.abs(misfit / expected - 1)).toBeLessThan(1e-9); // fifty halvings of eighteen decades
        expect(fittingError).toBeLessThan(1.35 * bestError); // it smooths a little too much, as is known of it
      }
    }
  });

  it("has less error with less noise, and more with more blur", () => {
    const best = (part: object): number => compute({ ...inputs, ...part }).bestError;
    const byNoise = [0.001, 0.01, 0.1].map((noise) => best({ noise }));
    const byWidth = [0.6, 1, 1.6].map((width) => best({ width }));
    for (const list of [byNoise, byWidth]) expect(list).toEqual(list.toSorted((a, b) => a - b));
  });
});
