import { describe, expect, it } from "vitest";
import { type NDArray, ValueError, arange, array, reshape, toText, zeros } from "../index.js";
import type { PrintOptions } from "./print-options.js";

describe("toText", () => {
  // What `str` of NumPy 2.4 gives under the same `printoptions`.
  it.each<[string, NDArray, PrintOptions, string]>([
    ["three digits", array([1 / 3, 2 / 3]), { precision: 3 }, "[0.333 0.667]"],
    ["three digits, scientific", array([1 / 3, 1234.5678]), { precision: 3 }, "[3.333e-01 1.235e+03]"],
    ["no digits", array([1 / 3, 2.5, 3.5]), { precision: 0 }, "[0. 2. 4.]"],
    ["less than half of the last digit", array([0.0004, 0.25]), { precision: 3 }, "[0.   0.25]"],
    ["more than half of the last digit", array([0.0006, 0.25]), { precision: 3 }, "[0.001 0.25 ]"],
    ["more digits than there are", array([0.1, 1 / 3]), { precision: 20 }, "[0.1                0.3333333333333333]"],
    ["small numbers suppressed", array([1e-10, 1]), { suppress: true }, "[0. 1.]"],
    ["a negative one", array([-1e-10, 1]), { suppress: true }, "[-0.  1.]"],
    ["a range suppressed", array([0.00001234, 123456.789]), { suppress: true }, "[     0.00001234 123456.789     ]"],
    ["large numbers are not suppressed", array([1e10, 1.5]), { suppress: true }, "[1.0e+10 1.5e+00]"],
    ["a summary", arange(6), { threshold: 5, edgeItems: 1 }, "[0. ... 5.]"],
    [
      "a summary of a matrix",
      reshape(arange(12), [3, 4]),
      { threshold: 5, edgeItems: 1 },
      ["[[ 0. ...  3.]", " ...", " [ 8. ... 11.]]"].join("\n"),
    ],
    ["as many as the threshold", arange(5), { threshold: 5, edgeItems: 1 }, "[0. 1. 2. 3. 4.]"],
    [
      "short lines",
      arange(12),
      { lineWidth: 20 },
      ["[ 0.  1.  2.  3.", "  4.  5.  6.  7.", "  8.  9. 10. 11.]"].join("\n"),
    ],
    ["one number a line", arange(3), { lineWidth: 1 }, ["[0.", " 1.", " 2.]"].join("\n")],
    ["nothing", zeros([0]), { threshold: 0 }, "[]"],
  ])("prints as NumPy does: %s", (_, x, options, expected) => {
    expect(toText(x, options)).toBe(expected);
    expect(toText(x)).toBe(x.toString()); // the options are forgotten
  });

  it("shows all of a large array", () => {
    expect(toText(arange(1001), { threshold: Infinity })).not.toContain("...");
  });

  it("refuses what is no array, and what is no option", () => {
    expect(() => toText([1] as unknown as NDArray)).toThrow(ValueError);
    expect(() => toText([1] as unknown as NDArray)).toThrow(
      "toText: x must be an NDArray; got a list. Make one with array(…).",
    );
    expect(() => toText(zeros([1]), { precision: 0.5 })).toThrow(
      "toText: precision must be an integer in [0, 100]; got 0.5.",
    );
    expect(() => toText(zeros([1]), 3 as PrintOptions)).toThrow(
      "toText: options must be an object; got 3. Give them by name: { name: value }.",
    );
    const before = `${array([1 / 3])}`;
    expect(() => toText(array([1 / 3]), { precision: 2, lineWidth: -1 })).toThrow(ValueError);
    expect(`${array([1 / 3])}`).toBe(before);
  });
});
