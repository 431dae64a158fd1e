import { describe, expect, it } from "vitest";
import { ValueError, arange } from "../index.js";
import { fftfreq, rfftfreq } from "./frequencies.js";
import { fftshift } from "./shift.js";

describe("fftfreq and rfftfreq", () => {
  it("count up, and then the negative ones", () => {
    expect(fftfreq(5, { d: 0.2 }).toArray()).toEqual([0, 1, 2, -2, -1]);
    expect(fftfreq(6, { d: 0.5 }).toArray()).toEqual([0, 1 / 3, 2 / 3, -1, -2 / 3, -1 / 3]);
    expect(rfftfreq(5, { d: 0.2 }).toArray()).toEqual([0, 1, 2]);
    expect(rfftfreq(6, { d: -0.5 }).toArray()).toEqual([-0, -1 / 3, -2 / 3, -1]);
    expect([fftfreq(1).toArray(), rfftfreq(1).toArray()]).toEqual([[0], [0]]);
  });

  it("are evenly spaced once shifted", () => {
    for (const n of [4, 7, 10]) {
      const half = Math.floor(n / 2);
      expect(fftshift(fftfreq(n, { d: 1 / n })).toArray()).toEqual(arange(-half, n - half).toArray());
    }
  });

  it("come in the dtype asked for", () => {
    expect(fftfreq(3, { dtype: "float32" }).dtype).toBe("float32");
    expect(rfftfreq(3, { dtype: "float32" }).toArray()).toEqual([0, Math.fround(1 / 3)]);
  });

  it.each<[string, (n: number, options?: { d?: number }) => unknown]>([
    ["fftfreq", fftfreq],
    ["rfftfreq", rfftfreq],
  ])("%s refuses what is no length and no distance", (name, f) => {
    for (const n of [0, -1, 2.5, NaN, "3" as unknown as number]) expect(() => f(n)).toThrow(ValueError);
    expect(() => f(0)).toThrow(`${name}: n must be an integer ≥ 1; got 0.`);
    expect(() => f(4, { d: 0 })).toThrow(`${name}: d must be finite and not 0; got 0.`);
    expect(() => f(4, { d: Infinity })).toThrow(ValueError);
    expect(() => f(4, 2 as { d?: number })).toThrow(
      `${name}: options must be an object; got 2. Give them by name: { name: value }.`,
    );
    expect(() => f(4, { dtype: "complex64" } as { d?: number })).toThrow("dtype must be real; got dtype complex64.");
  });
});
