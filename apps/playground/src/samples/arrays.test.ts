import { describe, expect, it } from "vitest";
import { checkGroup } from "./check/check-group.js";
import { arrayBeside, printed, said } from "./check/printed.js";

describe("arrays", () => {
  checkGroup("Arrays");

  it("first-steps: rows and columns are added up as by hand", async () => {
    expect(await arrayBeside("first-steps", "x·xᵀ")).toEqual([14, 32, 32, 77]);
    expect(await arrayBeside("first-steps", "sums")).toEqual([5, 7, 9]);
  });

  it("distances: Paris and Berlin, by the spherical law of cosines", async () => {
    const [phi1, phi2, east] = [48.86, 52.52, 13.4 - 2.35].map((degrees) => (degrees * Math.PI) / 180);
    const cosine = Math.sin(phi1) * Math.sin(phi2) + Math.cos(phi1) * Math.cos(phi2) * Math.cos(east);
    const [km] = await said("distances", "From Paris to Berlin it is");
    expect(Math.abs(km - 6371 * Math.acos(cosine))).toBeLessThanOrEqual(0.5); // printed in whole kilometres
  });

  it("life: the glider keeps its five cells and comes back", async () => {
    expect(new Set(await arrayBeside("life", "living cells"))).toEqual(new Set([5]));
    expect((await printed("life")).lines.at(-1)).toMatch(/is back: true\.$/);
  });

  it("mandelbrot: its area is that of the set, and some for what has not yet left", async () => {
    const [area] = await said("mandelbrot", "an area of");
    expect(area).toBeGreaterThan(1.5); // the set has 1.5066
    expect(area).toBeLessThan(1.6); // points within 2 after 60 steps are within 0.1 or so of its 1.5
  });

  it("chord: the notes that were played", async () => {
    const { lines } = await printed("chord");
    expect(lines.map((line) => Number(/note of (\d+) Hz/.exec(line)?.[1]))).toEqual([440, 554, 659]);
  });
});
