import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fractionOf, isNumeral, ratio, shortestFloat32 } from "./numeral.js";

describe("fractionOf", () => {
  it("reads numbers as the decimals that they are written as", () => {
    expect(fractionOf(0.1).toFraction()).toBe("1/10");
    expect(fractionOf(-2.5e-7).toFraction()).toBe("-1/4000000");
    expect(fractionOf(1e21).toFraction()).toBe("1000000000000000000000");
    expect(fractionOf("-22/6").toFraction()).toBe("-11/3");
    expect(fractionOf("0.25/3").toFraction()).toBe("1/12");
  });

  it("loses nothing: its nearest double is the number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const { s, n, d } = fractionOf(x);
        expect(ratio(s * n, d)).toBe(x + 0); // + 0: fractions have no negative zero
      }),
    );
  });
});

describe("ratio", () => {
  it("rounds once, to nearest and to even, however long the two integers are", () => {
    const half = 2n ** 53n; // the first doubles that are 2 apart begin here
    expect(ratio(half + 1n, 1n)).toBe(2 ** 53);
    expect(ratio((half + 1n) * 10n ** 400n + 1n, 10n ** 400n)).toBe(2 ** 53 + 2);
    expect(ratio(10n ** 400n, 3n * 10n ** 400n)).toBe(1 / 3);
    expect(ratio(1n, 10n ** 400n)).toBe(0);
    expect(ratio(-(10n ** 400n), 1n)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe("isNumeral", () => {
  it.each(["7", "-0.25", "+3", "1e-3", "22/7", "1.5/2"])("takes %s", (text) => expect(isNumeral(text)).toBe(true));
  it.each(["", "x", "1/0", "1/", "0x10", ".5", "1 2", "1/-2", "Infinity", "1e9999"])("refuses %j", (text) =>
    expect(isNumeral(text)).toBe(false),
  );
});

it("shortestFloat32 finds the decimal that was rounded", () => {
  expect(shortestFloat32(Math.fround(0.1))).toBe(0.1);
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (x) => Math.fround(shortestFloat32(x)) === x),
  );
});
