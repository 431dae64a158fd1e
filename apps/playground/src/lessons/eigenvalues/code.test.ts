import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "./code.js";
import { spectrumOf } from "./spectrum.js";

const entry = fc.integer({ min: -50, max: 50 }).map((value) => value / 10);
const matrix = fc.tuple(fc.tuple(entry, entry), fc.tuple(entry, entry));

/**
 * A change E of a 2 × 2 matrix A moves its eigenvalues by √((‖A‖ + ‖A + E‖)·‖E‖) at most, defective ones too (Elsner 1985): 8·√ε of
 * its size for ‖E‖ up to 32·ε of it.
 */
const BOUND = 8 * Math.sqrt(Number.EPSILON);

describe("eigenvalues", () => {
  it("has the roots of the characteristic polynomial for eigenvalues, told, by formula and by linalg", () => {
    fc.assert(
      fc.property(matrix, (A) => {
        const size = Math.max(1, ...A.flat().map(Math.abs));
        const { story, values, polynomial } = compute({ A, x: [1, 0.5], method: "characteristic" });
        expect(story).not.toBeNull();
        for (const [re, im] of values) {
          const [, b, c] = polynomial; // (re + i·im)² + b·(re + i·im) + c
          expect(Math.abs(re * re - im * im + b * re + c)).toBeLessThanOrEqual(100 * Number.EPSILON * size ** 2);
          expect(Math.abs(2 * re * im + b * im)).toBeLessThanOrEqual(100 * Number.EPSILON * size ** 2);
        }
        const spectrum = spectrumOf(A);
        const [re, im] = [values.map(([part]) => part).sort((p, q) => p - q), Math.abs(values[0][1])];
        const expected =
          spectrum.kind === "two"
            ? [...spectrum.values, 0]
            : spectrum.kind === "complex"
              ? [spectrum.re, spectrum.re, spectrum.im]
              : [spectrum.value, spectrum.value, 0];
        [...re, im].forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(BOUND * size));
      }),
      { numRuns: 60 },
    );
  });

  it("knows what can happen", () => {
    expect(spectrumOf([[2, 1], [1, 1]]).kind).toBe("two"); // prettier-ignore
    expect(spectrumOf([[1, -1], [1, 1]])).toEqual({ kind: "complex", re: 1, im: 1 }); // prettier-ignore
    expect(spectrumOf([[0.1, 0.3], [0, 0.1]])).toEqual({ kind: "defective", value: 0.1 }); // prettier-ignore
    expect(spectrumOf([[0, 0], [0, 0]])).toEqual({ kind: "all", value: 0 }); // prettier-ignore
  });

  it("says what a method cannot begin with", () => {
    const A = [
      [1, 2],
      [0, 1],
    ];
    expect(compute({ A, x: [1, 0], method: "jacobi" }).refused).toContain("explain.eigen: a must be symmetric");
    expect(compute({ A, x: [0, 0], method: "power" }).refused).toContain("explain.eigen: start must not be zero");
  });
});
