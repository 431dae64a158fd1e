import { array } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asDecimals } from "./decimals.js";
import { LinearRegression } from "../regress/linear-regression.js";
import { PolynomialRegression } from "../regress/polynomial-regression.js";

describe("decimals", () => {
  it("are what was printed: high + low = k/10ᵈ to 100 bits", () => {
    const digits = fc.integer({ min: -(10 ** 9), max: 10 ** 9 });
    fc.assert(
      fc.property(digits, fc.integer({ min: 1, max: 20 }), (k, d) => {
        const { high, low } = asDecimals(Float64Array.of(Number(`${k}e-${d}`)));
        // 10ᵈ·(high + low) − k, exactly: both are integers over 2²⁵⁰
        const exact = (v: number): bigint => BigInt(v * 2 ** 250);
        const rest = (exact(high[0]) + exact(low[0])) * 10n ** BigInt(d) - (BigInt(k) << 250n);
        const bound = (BigInt(Math.abs(k)) << 150n) + ((10n ** BigInt(d)) << 1n);
        expect(rest < 0n ? -rest : rest).toBeLessThanOrEqual(bound);
      }),
    );
    expect(asDecimals(Float64Array.of(3, -0, 2 ** 80, 0.5)).low).toEqual(new Float64Array(4));
    expect(asDecimals(Float64Array.of(5e-324)).low[0]).toBe(0); // 5e-324 lies beside 4.94e-324 by less than can be held
  });

  it("make exact what is exact in decimals", () => {
    const x = [0.1, 0.2, 0.3, 0.7];
    const y = [0.4, 0.7, 1, 2.2]; // 0.1 + 3·x
    const column = array(x.map((v) => [v]));
    expect(LinearRegression.fit(column, array(y)).residualSquares).toBeGreaterThan(0);
    const line = LinearRegression.fit(column, array(y), { decimals: true });
    expect([line.intercept, line.coefficients.toArray(), line.residualSquares]).toEqual([0.1, [3], 0]);
    const curve = PolynomialRegression.fit(array(x), array(y), { degree: 1, decimals: true });
    expect([curve.coefficients.toArray(), curve.residualSquares]).toEqual([[0.1, 3], 0]);
  });
});
