import { describe, expect, it } from "vitest";
import { compute } from "./code.js";

const EPSILON = 2 ** -52;

/** What rounding may change in the eigenvalues of a matrix of n rows and of norm 2/h² + max |V| (Weyl). */
const rounding = (points: number, height = 0): number => points * EPSILON * (2 * (points + 1) ** 2 + height);

describe("quantum-well", () => {
  it.each([9, 60, 199])("has the grid's own energies in a box, (1 − cos nπh)/h², on %i points", (points) => {
    const { energies, h } = compute({ shape: "box", depth: 0, points });
    energies.forEach((energy, k) => {
      const exact = (1 - Math.cos((k + 1) * Math.PI * h)) / h ** 2;
      expect(Math.abs(energy - exact)).toBeLessThan(rounding(points));
    });
  });

  it("falls short of n²π²/2 by a share of (nπh)²/12 at most", () => {
    const { energies, known, h } = compute({ shape: "box", depth: 0, points: 199 });
    energies.forEach((energy, k) => {
      const exact = known?.[k] ?? NaN;
      const closed = ((k + 1) ** 2 * Math.PI ** 2) / 2;
      expect(Math.abs(exact - closed)).toBeLessThanOrEqual(4 * Number.EPSILON * closed); // two products, in either order
      const short = exact - energy;
      expect(short).toBeGreaterThan(0);
      expect(short).toBeLessThanOrEqual((exact * ((k + 1) * Math.PI * h) ** 2) / 12 + rounding(199));
    });
  });

  it("has (n + ½)·ω on a spring, to the error of the grid, and waves that are normed and in the middle", () => {
    const { energies, h, waves, mean } = compute({ shape: "spring", depth: 0, points: 199 });
    energies.forEach((energy, n) => {
      // first order: h²/24·⟨p⁴⟩ = h²/24·¾·ω²·(2n² + 2n + 1); the next order is less than a twentieth of it here
      const bound = (h ** 2 / 24) * 0.75 * 100 ** 2 * (2 * n * n + 2 * n + 1);
      expect(Math.abs(energy - (n + 0.5) * 100)).toBeLessThan(1.05 * bound);
    });
    for (const wave of waves) expect(Math.abs(h * wave.reduce((sum, value) => sum + value ** 2, 0) - 1)).toBeLessThan(200 * EPSILON); // prettier-ignore
    for (const at of mean) expect(Math.abs(at)).toBeLessThan(1e-10); // of vectors that are even or odd to ε·‖H‖ over their gaps
  });

  it("holds as many states in a finite well as √(2·depth)·width/π tells, and no more than a box has", () => {
    for (const depth of [20, 200, 1000]) {
      const { energies } = compute({ shape: "finite", depth, points: 299 });
      const expected = Math.ceil((Math.sqrt(2 * depth) * 0.4) / Math.PI); // of a well of width 0.4 in free space
      const held = energies.filter((energy) => energy < 0).length;
      expect(Math.abs(held - Math.min(expected, 5))).toBeLessThanOrEqual(1); // the walls push up what is barely held
      expect(energies[0]).toBeGreaterThan(-depth);
    }
  });

  it("lets pairs of the double well come together as its wall grows, and solves what it says", () => {
    const gap = (depth: number): number => {
      const { energies, residual } = compute({ shape: "double", depth, points: 199 });
      expect(residual).toBeLessThan(rounding(199, depth));
      return energies[1] - energies[0];
    };
    const gaps = [0, 100, 400, 1000].map(gap);
    expect(gaps).toEqual(gaps.toSorted((a, b) => b - a));
    expect(gaps[3]).toBeGreaterThan(0);
  });
});
