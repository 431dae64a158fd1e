import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumber } from "./field.js";
import { compareToDouble, nearestFloat32 } from "./fit.js";
import { quickInteger, quickNumber } from "./number.js";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const quick = (text: string): number => quickNumber(bytesOf(text), 0, text.length, 0x2e);
const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
/** A double, written in one of the ways that are met. */
const written = fc.oneof(
  anyDouble.map(String),
  fc.tuple(anyDouble, fc.integer({ min: 1, max: 25 })).map(([x, digits]) => x.toPrecision(digits)),
  fc.tuple(anyDouble, fc.integer({ min: 0, max: 22 })).map(([x, digits]) => x.toExponential(digits)),
  fc
    .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 18 }))
    .map(([x, digits]) => x.toFixed(digits)),
  fc
    .tuple(fc.stringMatching(/^-?[1-9]\d{0,30}$/), fc.stringMatching(/^\d{1,40}$/), fc.integer({ min: -330, max: 310 }))
    .map(([whole, decimals, power]) => `${whole}.${decimals}e${power}`),
);

describe("quickNumber", () => {
  it("is Number(text) to the bit, or NaN where it leaves the decision to others", () => {
    let told = 0;
    let total = 0;
    fc.assert(
      fc.property(written, (text) => {
        const value = quick(text);
        total++;
        if (Number.isNaN(value)) return;
        told++;
        expect(value).toBe(Number(text));
      }),
      { numRuns: 20_000 },
    );
    expect(told / total).toBeGreaterThan(0.3); // most of these are hard on purpose
  });

  it("decides about what is usual, up to 17 digits below 10¹⁰: none of those is in the middle between two doubles", () => {
    const moderate = fc.double({ min: 1e-20, max: 1e10, noNaN: true });
    fc.assert(
      fc.property(moderate, fc.integer({ min: 1, max: 17 }), (x, digits) => {
        expect(quick(x.toExponential(digits - 1))).toBe(Number(x.toExponential(digits - 1)));
      }),
      { numRuns: 5000 },
    );
  });

  it("leaves middles between doubles, and decimals beside them, to Number", () => {
    const middles = fc.tuple(fc.integer({ min: 2 ** 52, max: 2 ** 53 - 1 }), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(middles, ([m, k]) => {
        const middle = (2n * BigInt(m) + 1n) * 5n ** BigInt(k); // (m + ½)·2¹⁻ᵏ as an integer times 10⁻ᵏ
        for (const near of [middle - 1n, middle, middle + 1n]) {
          const text = `${near}e-${k}`;
          const value = quick(text);
          expect(Number.isNaN(value) ? Number(text) : value).toBe(Number(text));
        }
      }),
    );
  });

  it.each([
    "",
    " ",
    "-",
    "+",
    ".",
    "e5",
    "1e",
    "1e+",
    "1.2.3",
    "1,5",
    "0x10",
    "1_000",
    "1e5.5",
    "--1",
    "NaN",
    "inf",
    "1 2",
  ])("takes %j for no number", (text) => expect(quick(text)).toBeNaN());

  it("reads signs, points at either end, spaces around, and negative zero", () => {
    expect(["+5", "5.", ".5", "-.5e1", " 7 ", "1E3", "0.000123"].map(quick)).toEqual([
      5, 5, 0.5, -5, 7, 1000, 0.000123,
    ]);
    expect(quick("-0")).toBe(-0);
    expect(quickNumber(bytesOf("1,5"), 0, 3, 0x2c)).toBe(1.5);
  });
});

describe("quickInteger", () => {
  it("reads what int32 are written as, and nothing else", () => {
    fc.assert(
      fc.property(fc.integer(), (n) => {
        expect(quickInteger(bytesOf(String(n)), 0, String(n).length)).toBe(n);
      }),
    );
    for (const text of ["", "-", "-0", "007", "1.0", "1e3", "2147483648", "-2147483649", "12345678901", "+1", " 1"]) {
      expect(quickInteger(bytesOf(text), 0, text.length)).toBeNaN();
    }
  });
});

describe("nearestFloat32", () => {
  const nearest = (text: string): number => nearestFloat32({ value: Number(text), text });

  it("is not rounded twice: a decimal just beside the middle of two goes to its side", () => {
    expect(nearest("16777217")).toBe(16777216); // the middle itself: to even
    expect(nearest("16777219")).toBe(16777220);
    expect(nearest("16777217.000000000000000001")).toBe(16777218);
    expect(nearest("16777218.999999999999999999")).toBe(16777218);
    expect(nearest("-16777217.000000000000000001")).toBe(-16777218);
    expect(Math.fround(Number("16777217.000000000000000001"))).toBe(16777216); // as rounding twice would
  });

  it("is the float32 at the least distance, by exact comparison", () => {
    fc.assert(
      fc.property(
        fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(1e-30) }),
        fc.nat(9),
        (x, digits) => {
          const text = x.toPrecision(digits + 1);
          const f = nearest(text);
          if (!Number.isFinite(f)) return;
          const side = compareToDouble(text, f);
          if (side === 0) return;
          const bits = new Int32Array(Float32Array.of(f).buffer);
          bits[0] += side; // its neighbour on the decimal's side: f is positive
          const [neighbour] = new Float32Array(bits.buffer);
          expect(Math.sign(compareToDouble(text, (f + neighbour) / 2)) * side).toBeLessThanOrEqual(0);
        },
      ),
    );
  });
});

describe("compareToDouble", () => {
  it("compares a decimal with a double exactly", () => {
    expect(compareToDouble("0.1", 0.1)).toBe(-1); // fl(0.1) = 0.1000000000000000055…
    expect(compareToDouble("0.1000000000000000055511151231257827021181583404541015625", 0.1)).toBe(0);
    expect(compareToDouble("9007199254740993", 9007199254740992)).toBe(1);
    expect(compareToDouble("-0.5", 0)).toBe(-1);
    expect(compareToDouble("0", -2)).toBe(1);
    expect(compareToDouble(`1${"0".repeat(1000)}1e-1001`, 1)).toBe(1);
  });
});

describe("readNumber", () => {
  it("tells how a number is written", () => {
    expect(readNumber("007", ".")).toEqual({ value: 7, integer: true, padded: true, text: "007" });
    expect(readNumber("1,5", ",")).toEqual({ value: 1.5, integer: false, padded: false, text: "1.5" });
    expect(readNumber("-Inf", ".")).toEqual({ value: -Infinity, integer: false, padded: false, text: "" });
    expect(["1.5", "1,5,5"].map((text) => readNumber(text, ","))).toEqual([undefined, undefined]);
    expect(["", "abc", "0x10", "1e", ".", "1 2"].map((text) => readNumber(text, "."))).toEqual(
      Array(6).fill(undefined),
    );
  });
});
