import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatNumber, formatPercent, linearTicks, logTicks, namedTicks, niceDomain, paddedDomain } from "./ticks.js";

const span = fc
  .tuple(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: 1e-6, max: 1e9, noNaN: true }))
  .filter(([low, size]) => low + size > low && size > Math.abs(low) * 1e-9)
  .map(([low, size]): [number, number] => [low, low + size]);

describe("linearTicks", () => {
  it("lie in the domain, ascend by a 1-2-5 step and are written differently", () => {
    fc.assert(
      fc.property(span, fc.integer({ min: 2, max: 10 }), ([low, high], count) => {
        const { values, label } = linearTicks(low, high, count);
        const slack = (high - low) * 1e-6;
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(low - slack);
          expect(value).toBeLessThanOrEqual(high + slack);
        }
        const step = (values[1] ?? low) - (values[0] ?? high);
        if (values.length > 1) expect([1, 2, 5, 10]).toContain(Math.round(Number(step.toExponential(6).split("e")[0])));
        expect(new Set(values.map(label)).size).toBe(values.length);
        expect(values.length).toBeLessThanOrEqual(count * 1.5 + 2); // the step is within √2 of the one asked for
      }),
    );
  });

  it("are written with the digits of their step, without rounding noise", () => {
    const { values, label } = linearTicks(0, 1, 5);
    expect(values.map(label)).toEqual(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
    const wide = linearTicks(-20, 20, 4);
    expect(wide.values.map(wide.label)).toEqual(["−20", "−10", "0", "10", "20"]);
    const huge = linearTicks(0, 4e6, 4);
    expect(huge.values.map(huge.label)).toEqual(["0", "1e6", "2e6", "3e6", "4e6"]);
    const tiny = linearTicks(0, 4e-7, 4);
    expect(tiny.values.map(tiny.label)).toEqual(["0", "1e−7", "2e−7", "3e−7", "4e−7"]);
  });
});

describe("niceDomain", () => {
  it("holds the values, and ends on ticks", () => {
    fc.assert(
      fc.property(span, ([low, high]) => {
        const [left, right] = niceDomain(low, high, 5);
        const slack = (high - low) * 1e-6;
        expect(left).toBeLessThanOrEqual(low + slack);
        expect(right).toBeGreaterThanOrEqual(high - slack);
        expect(right - left).toBeLessThanOrEqual(2 * (high - low) + slack);
      }),
    );
  });

  it("moves equal ends apart, so that a constant has a place", () => {
    expect(niceDomain(0, 0, 5)).toEqual([-1, 1]);
    expect(niceDomain(4, 4, 5)).toEqual([2, 6]);
    expect(paddedDomain(-4, -4, 0.1)).toEqual([-6, -2]);
    expect(niceDomain(0, Number.MIN_VALUE, 5)).toEqual([-1, 1]);
    const [left, right] = niceDomain(4, 4 + 8 * Number.EPSILON, 5);
    expect(right - left).toBeGreaterThanOrEqual(4);
    expect(paddedDomain(0, 10, 0.1)).toEqual([-1, 11]);
  });
});

describe("logTicks", () => {
  it("are powers of ten where three or more fit, thinned to the count", () => {
    expect(logTicks(0.5, 2000, 8).values).toEqual([1, 10, 100, 1000]);
    expect(logTicks(1e-16, 1e3, 5).values).toHaveLength(5);
  });

  it("are 1, 2 and 5 times a power of ten in a narrow domain", () => {
    expect(logTicks(0.9, 25, 8).values).toEqual([1, 2, 5, 10, 20]);
    expect(logTicks(3, 6, 3).values).toEqual([3, 4, 5, 6]);
    expect(logTicks(0.02, 1.5, 3).values).toEqual([0.02, 0.05, 0.1, 0.2, 0.5, 1]);
    expect(logTicks(0.02, 1.5, 2).values).toEqual([0.05, 0.1, 0.5, 1]);
    expect(logTicks(0.02, 1.5, 1.7).values).toEqual([0.1, 1]); // a low chart has no room for more
  });
});

describe("namedTicks", () => {
  it("keeps every name that fits, else every k-th", () => {
    const names = ["a", "b", "c", "d", "e"];
    expect(namedTicks(names, 20, 20).values).toEqual([0, 1, 2, 3, 4]);
    expect(namedTicks(names, 10, 20).values).toEqual([0, 2, 4]);
    expect(namedTicks(names, 10, 20).label(2)).toBe("c");
  });
});

describe("written numbers", () => {
  it("never call a share the whole that is not", () => {
    expect([0.99999, 0.99949, 1].map((share) => formatPercent(share))).toEqual(["99.9 %", "99.9 %", "100 %"]);
  });

  it("have four digits, a true minus and short exponents", () => {
    const written = [0, -0, 1, -1.5, 1234.567, 123456.7, 1e6, -2.5e-7, 1 / 3, Number.NaN, Infinity, -Infinity];
    expect(written.map(formatNumber)).toEqual(
      ["0", "0", "1", "−1.5", "1235", "123500", "1e6", "−2.5e−7", "0.3333", "NaN", "∞", "−∞"], // prettier-ignore
    );
    expect([0.9, 0.12345, 1, 0].map((share) => formatPercent(share))).toEqual(["90 %", "12.3 %", "100 %", "0 %"]);
  });
});
