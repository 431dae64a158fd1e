import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberTexts } from "./number-text.js";

describe("numberTexts", () => {
  it("writes all numbers with the digits that the largest shows, and none that nobody needs", () => {
    expect(numberTexts("float64", [0.8, 1.4])).toEqual(["0.8", "1.4"]);
    expect(numberTexts("float64", [3, 5, -0])).toEqual(["3", "5", "0"]);
    expect(numberTexts("float64", [1 / 3, -12.5])).toEqual(["0.333", "−12.500"]);
    expect(numberTexts("float64", [1e-17, 1])).toEqual(["0", "1"]); // what rounding leaves
    expect(numberTexts("float64", [238.94, -5.5e-4])).toEqual(["238.94", "−5.500e−4"]);
    expect(numberTexts("float32", [100, 1e-4])).toEqual(["100", "0"]);
    expect(numberTexts("float32", [1e9, 0, Number.NaN, -Infinity])).toEqual(["1.000e+9", "0", "NaN", "−∞"]);
    expect(numberTexts("bool", [1, 0])).toEqual(["true", "false"]);
    expect(numberTexts("int32", [-7, 1234567])).toEqual(["−7", "1234567"]);
  });

  it("is within half of its last digit of the number", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), { minLength: 1 }),
        (values) => {
          const greatest = Math.max(...values.map(Math.abs));
          numberTexts("float64", values).forEach((text, i) => {
            const off = Math.abs(Number(text.replaceAll("−", "-")) - values[i]);
            expect(off).toBeLessThanOrEqual(0.5e-3 * greatest); // at least four digits of the largest count
          });
        },
      ),
    );
  });
});
