import { describe, expect, it } from "vitest";
import { type Inputs, compute } from "./code.js";
import { NAMES } from "./lesson.js";

/** Of symmetric matrices of at most 14 rows and norm at most 3: some hundreds of roundings. */
const NEAR = 1e-13;

const expectClose = (found: readonly number[], exact: readonly number[]): void => {
  expect(found.length).toBe(exact.length);
  found.forEach((value, k) => expect(Math.abs(value - exact[k])).toBeLessThan(NEAR));
};
const of = (molecule: Inputs["molecule"], charge = 0) => compute({ molecule, charge });

describe("hueckel", () => {
  it("has benzene's levels α ± 2β, and α ± β twice, and all its bonds of order 2/3", () => {
    const { x, energy, beyond, bonds } = of("benzene");
    expectClose(x, [2, 1, 1, -1, -1, -2]);
    expectClose([energy, beyond], [8, 2]);
    expectClose(bonds.map(({ order }) => order), new Array<number>(6).fill(2 / 3)); // prettier-ignore
  });

  it("has 2·cos(2πk/n) in rings and 2·cos(kπ/(n + 1)) in chains", () => {
    const descending = (values: number[]): number[] => values.toSorted((a, b) => b - a);
    const rings = { cyclobutadiene: 4, cyclopentadienyl: 5, benzene: 6, tropylium: 7 };
    for (const [name, n] of Object.entries(rings)) {
      const known = Array.from({ length: n }, (_, k) => 2 * Math.cos((2 * Math.PI * k) / n));
      expectClose(of(name as Inputs["molecule"]).x, descending(known));
    }
    for (const [name, n] of Object.entries({ ethylene: 2, butadiene: 4, hexatriene: 6 })) {
      const known = Array.from({ length: n }, (_, k) => 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
      expectClose(of(name as Inputs["molecule"]).x, descending(known));
    }
  });

  it("has the textbook's bond orders of butadiene and naphthalene", () => {
    const rounded = (name: Inputs["molecule"]): string[] =>
      [...new Set(of(name).bonds.map(({ order }) => order.toFixed(3)))].toSorted();
    expect(rounded("butadiene")).toEqual(["0.447", "0.894"]); // Coulson, 1939
    expect(rounded("naphthalene")).toEqual(["0.518", "0.555", "0.603", "0.725"]); // Streitwieser, 1961
    expect(of("naphthalene").beyond.toFixed(3)).toBe("3.683");
  });

  it.each(NAMES)("keeps the laws of traces, of electrons and of energies: %s", (name) => {
    for (const charge of [-2, -1, 0, 1, 2]) {
      const { x, bonds, charges, occupation, electrons, energy } = of(name, charge);
      const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
      expect(Math.abs(sum(x))).toBeLessThan(NEAR * x.length); // no bond from an atom to itself
      expect(Math.abs(sum(x.map((value) => value * value)) - 2 * bonds.length)).toBeLessThan(NEAR * 10 * x.length);
      expect(Math.abs(sum(occupation) - electrons)).toBeLessThan(NEAR);
      expect(Math.abs(sum(charges) - charge)).toBeLessThan(NEAR * x.length);
      // E = Σ q·α + 2·Σ p·β over the bonds
      expect(Math.abs(2 * sum(bonds.map(({ order }) => order)) - energy)).toBeLessThan(NEAR * 10 * x.length);
      expect(Math.max(...occupation)).toBeLessThanOrEqual(2);
      expect(occupation).toEqual(occupation.toSorted((a, b) => b - a));
    }
  });

  it("knows 4n + 2: rings that are full are those of aromatic molecules and ions", () => {
    const isClosed = (name: Inputs["molecule"], charge: number): boolean =>
      of(name, charge).occupation.every((count) => count === 0 || count === 2);
    expect([isClosed("benzene", 0), isClosed("cyclopentadienyl", -1), isClosed("tropylium", 1)]).toEqual([true, true, true]); // prettier-ignore
    expect([isClosed("cyclobutadiene", 0), isClosed("cyclopentadienyl", 0), isClosed("tropylium", -1)]).toEqual([false, false, false]); // prettier-ignore
  });
});
