import { describe, expect, it } from "vitest";
import { compute } from "./code.js";
import { expectations } from "./expected-error.js";

const inputs = { picture: "digits", width: 1, noise: 0.01, strength: -2.5 } as const;

describe("deblurring", () => {
  it("restores more than the blur has left, where undoing brings nothing but noise", () => {
    const { pictures, condition } = compute(inputs);
    const { seen, undone, restored } = pictures;
    expect(restored.error).toBeLessThan(seen.error);
    expect(undone.error).toBeGreaterThan(1);
    expect(condition).toBeGreaterThan(1000);
  });

  it("has the error that the filter's bias and the noise come to, within five standard deviations", () => {
    for (const picture of ["digits", "rings"] as const) {
      for (const [width, noise, strength] of [
        [1, 0.01, -2.5],
        [0.7, 0.003, -5],
        [1.5, 0.03, -1],
        [1, 0.1, -4],
      ] as const) {
        const { pictures, ...found } = compute({ picture, width, noise, strength });
        const { error } = expectations(pictures.sharp.rows, width, noise);
        const size = Math.hypot(...pictures.sharp.rows.flat());
        for (const [measured, exponent] of [
          [pictures.restored.error, strength],
          [found.bestError, found.best],
          [found.fittingError, found.fitting],
        ]) {
          const { mean, deviation } = error(10 ** exponent);
          expect(Math.abs((measured * size) ** 2 - mean)).toBeLessThan(5 * deviation);
        }
        const others = Array.from({ length: 33 }, (_, i) => error(10 ** (-8 + i / 4)));
        const least = Math.min(...others.map(({ mean, deviation }) => mean - 5 * deviation));
        const most = Math.min(...others.map(({ mean, deviation }) => mean + 5 * deviation));
        expect((found.bestError * size) ** 2).toBeGreaterThan(least); // the least of all strengths is between the least bounds
        expect((found.bestError * size) ** 2).toBeLessThan(most);
      }
    }
  });

  it("undoes a blur exactly but for the noise, which the smallest singular value multiplies at most", () => {
    const { pictures, condition, expected } = compute({ ...inputs, width: 0.5 });
    const norm = Math.hypot(...pictures.sharp.rows.flat());
    // ‖noise‖ is noise·n to a few hundredths, and the largest singular value is at most the largest row or column sum, 1.1
    expect(pictures.undone.error).toBeLessThanOrEqual((1.1 * condition * expected) / norm);
  });

  it("chooses a λ at which the answer fits to the noise, where that is to be expected", () => {
    for (const width of [0.7, 1, 1.5]) {
      for (const noise of [0.003, 0.01, 0.03]) {
        const { fitting, pictures } = compute({ ...inputs, width, noise });
        const { misfit, expected } = compute({ ...inputs, width, noise, strength: fitting });
        expect(Math.abs(misfit / expected - 1)).toBeLessThan(1e-9); // fifty halvings of eighteen decades
        const { mean, deviation } = expectations(pictures.sharp.rows, width, noise).misfit(10 ** fitting);
        expect(Math.abs(expected ** 2 - mean)).toBeLessThan(5 * deviation);
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
