import { describe, expect, it } from "vitest";
import {
  Beta,
  Binomial,
  ChiSquared,
  Exponential,
  FisherF,
  Gamma,
  LogNormal,
  Normal,
  Poisson,
  StudentT,
} from "@linnet/stats";
import references from "../accuracy/distributions/references.json" with { type: "json" };

const laws = { Beta, Binomial, ChiSquared, Exponential, FisherF, Gamma, LogNormal, Normal, Poisson, StudentT };

describe("distributions", () => {
  it.each(Object.keys(laws))("%s agrees with mpmath in both tails, down to 1e-300, to 1e-12", (name) => {
    let compared = 0;
    for (const { distribution, args, function: method, x, y } of references) {
      if (distribution !== name) continue;
      const Law = laws[name as keyof typeof laws] as new (...parameters: readonly number[]) => object; // a key
      const f = (new Law(...args) as Record<string, (v: number) => number>)[method].bind(new Law(...args));
      x.forEach((point, i) => {
        const exact = y[i];
        if (exact === null) return; // beyond normal numbers
        const unit = method.startsWith("log") ? Math.max(1, Math.abs(exact)) : Math.abs(exact);
        expect(Math.abs(f(point) - exact)).toBeLessThanOrEqual(1e-12 * unit); // e^v has the error of v: ε·ln(1e300) and some
        compared++;
      });
    }
    expect(compared).toBeGreaterThan(50);
  });
});
