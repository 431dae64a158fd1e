import { array } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { arcRatio } from "./arc-ratio.js";
import fixtures from "./fixtures/rotations.json" with { type: "json" };
import { stumpff } from "./stumpff.js";

const EPSILON = Number.EPSILON;

describe("stumpff", () => {
  it("is right to 8·ε of its size, cₖ(0) = 1/k! or the envelope 1/(1 + x)ᵏᐟ², against 50 digits", () => {
    for (const { k, x, c } of fixtures.stumpff) {
      let factorial = 1;
      for (let i = 2; i <= k; i++) factorial *= i;
      // √x rounds, which turns the angle by up to ε·√x/2
      const size = Math.max(Math.abs(c), (1 + Math.sqrt(x)) / (factorial * (1 + x) ** (k / 2)));
      expect(
        Math.abs(
          stumpff(array([x]), k)
            .at(0)
            .item() - c,
        ),
        `c${k}(${x})`,
      ).toBeLessThanOrEqual(8 * EPSILON * size);
    }
  });

  it("is closed under differentiation, at 0 too", () => {
    const x = array([0, 1e-9, 0.3, 9, 15, 17, 40]);
    for (const k of [0, 1, 2, 3]) {
      checkVjp((y) => stumpff(y, k), x.add(1e-3));
      checkJvp((y) => stumpff(y, k), x.add(1e-3));
    }
    expect(stumpff(array([NaN, Infinity]), 3).toArray()).toEqual([NaN, NaN]);
  });
});

describe("arcRatio", () => {
  it("is right to 4·8ⁿ·ε relative, with its derivatives: a step of the recurrence magnifies by at most (2n + 1)/(2n·u) + 1", () => {
    for (const { n, w, s, g } of fixtures.arcRatio) {
      const value = arcRatio(array([w]), array([s]), n)
        .at(0)
        .item();
      expect(Math.abs(value - g), `G${n}(${w}, ${s})`).toBeLessThanOrEqual(4 * 8 ** n * EPSILON * Math.abs(g));
    }
  });

  it("has derivatives in both arguments", () => {
    const [w, s] = [array([0.9, 0.9, 0.5, 1e-3, -0.3]), array([1e-3, 0.19, 0.7, 1, 0.9])];
    checkVjp((a, b) => arcRatio(a, b), [w, s]);
    checkJvp((a, b) => arcRatio(a, b), [w, s]);
  });
});
