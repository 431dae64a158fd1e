import { ValueError } from "@linnet/core";
import * as Plot from "@observablehq/plot";
import { describe, expect, it } from "vitest";
import { type RampName, luminance, parseHex, ramp, toHex } from "./ramp.js";

const shares = Array.from({ length: 101 }, (_, i) => i / 100);

describe("ramp", () => {
  it.each(["viridis", "cividis"] as const)("%s is Plot's to 6 of 255, which is its error of interpolation", (name) => {
    const apply = Plot.scale({ color: { type: "linear", scheme: name, domain: [0, 1] } }).apply;
    for (const t of shares) {
      const theirs =
        String(apply(t))
          .match(/[\da-f]{2}(?=(?:[\da-f]{2})*$)|\d+/gi)
          ?.map((part) => (String(apply(t)).startsWith("#") ? Number.parseInt(part, 16) : Number(part))) ?? [];
      for (const [k, value] of ramp("chart", name)(t).entries())
        expect(Math.abs(value - theirs[k])).toBeLessThanOrEqual(6);
    }
  });

  it.each<RampName>(["viridis", "cividis", "gray"])("%s only gets lighter", (name) => {
    const lights = shares.map((t) => luminance(ramp("chart", name)(t)));
    for (let i = 1; i < lights.length; i++) expect(lights[i]).toBeGreaterThan(lights[i - 1]);
  });

  it("diverging is lightest in its middle and falls to both sides", () => {
    const lights = shares.map((t) => luminance(ramp("chart", "diverging")(t)));
    expect(lights.indexOf(Math.max(...lights))).toBe(50);
    for (let i = 1; i <= 50; i++) expect(lights[i]).toBeGreaterThan(lights[i - 1]);
    for (let i = 51; i <= 100; i++) expect(lights[i]).toBeLessThan(lights[i - 1]);
  });

  it("stays at its ends outside of [0, 1]", () => {
    expect(ramp("chart", "gray")(-3)).toEqual([0, 0, 0]);
    expect(ramp("chart", "gray")(7)).toEqual([255, 255, 255]);
  });

  it("refuses a name that it does not know", () => {
    const jet = () => ramp("heatmap", "jet" as RampName);
    expect(jet).toThrow(ValueError);
    expect(jet).toThrow('heatmap: ramp must be one of viridis, cividis, gray, diverging; got "jet".');
    expect(() => ramp("heatmap", "toString" as RampName)).toThrow(ValueError);
  });
});

describe("toHex", () => {
  it("is undone by parseHex, and writes capitals, which no role of a theme has", () => {
    expect(toHex([1, 171, 255])).toBe("#01ABFF");
    expect(parseHex(toHex([1, 171, 255]))).toEqual([1, 171, 255]);
  });
});
