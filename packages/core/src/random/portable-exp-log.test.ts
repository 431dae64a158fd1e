import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { portableExp, portableLog } from "./portable-exp-log.js";

describe("portable exp and log", () => {
  it("log agrees with Math.log to 4 ε, and absolutely near 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -53, max: 100, noNaN: true }), (x) => {
        const bound = 4 * Number.EPSILON * Math.max(Math.abs(Math.log(x)), 1);
        expect(Math.abs(portableLog(x) - Math.log(x))).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it("exp agrees with Math.exp to (4 + |x|) ε, the conditioning of its argument", () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 0, noNaN: true }), (x) => {
        const bound = (4 + Math.abs(x)) * Number.EPSILON * Math.exp(x);
        expect(Math.abs(portableExp(x) - Math.exp(x))).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it("are exact at 0 and 1", () => {
    expect(portableExp(0)).toBe(1);
    expect(portableLog(1)).toBe(0);
  });
});
