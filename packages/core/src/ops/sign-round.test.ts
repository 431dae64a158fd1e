import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ValueError,
  abs,
  array,
  ceil,
  complex,
  floor,
  round,
  sign,
  trunc,
  zeros,
} from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { pullback } from "../testing/record.js";

describe("abs and sign", () => {
  it("x = sign(x)·|x|", () => {
    fc.assert(
      fc.property(floatViews(), (x) => {
        expect(sign(x).mul(abs(x)).toArray()).toEqual(x.add(0).toArray()); // + 0 makes −0 into 0
      }),
    );
    expect(abs(array([-0, -Infinity, Number.NaN])).toArray()).toEqual([0, Infinity, Number.NaN]);
    expect(sign(array([-Infinity, Number.NaN])).toArray()).toEqual([-1, Number.NaN]);
  });

  it("abs differentiates to the sign, 0 at its kink; sign is constant", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxLength: 3, low: 0.1, high: 4 }), (x) => {
        checkVjp(abs, x);
        checkJvp((y) => abs(y.neg()), x);
      }),
      { numRuns: 20 },
    );
    const [g] = pullback(([x]) => [abs(x)], [array([-2, 0, 3])], [array([1, 1, 1])]);
    expect(g.toArray()).toEqual([-1, 0, 1]);
    const [h] = pullback(([x]) => [sign(x)], [array([-2, 0, 3])], [array([1, 1, 1])]);
    expect(h.toArray()).toEqual([0, 0, 0]);
  });

  it("the sign of complex numbers turns with them: d sign(z) = i·sign(z)·Im(dz/z), 0 at 0", () => {
    const z: NDArray = complex(array([0.3, -2, 1, 0]), array([0.4, 0.5, 0, -3]));
    checkVjp(sign, z);
    checkJvp(sign, z);
    const zero = complex(array([0]), array([0]));
    expect(pullback(([x]) => [sign(x)], [zero], [complex(array([1]), array([1]))])[0].toTypedArray()).toEqual(
      new Float64Array(2),
    );
  });
});

describe("floor, ceil, trunc and round", () => {
  it("floor ≤ x ≤ ceil, less than 1 apart from x, and trunc is the one nearer to 0", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const x = array(value);
        const [low, high] = [floor(x).item(), ceil(x).item()];
        expect(low <= value && value <= high && high - low <= 1).toBe(true);
        expect(Math.abs(trunc(x).item())).toBe(Math.min(Math.abs(low), Math.abs(high)));
      }),
    );
  });

  it("round takes halves to the even number, and keeps the sign of zero", () => {
    expect(round(array([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 1e300])).toArray()).toEqual([0, 2, 2, -0, -2, 2, 1e300]);
    expect(round(array([0.49999999999999994])).toArray()).toEqual([0]);
  });

  it("round to decimals gives the number of so many digits, where halves are exact", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -4, max: 8 }), (n, d) => {
        const digits = Number(`${n}e${-d}`); // the float nearest to n·10⁻ᵈ
        expect(round(array(digits), { decimals: d }).item()).toBe(digits);
      }),
    );
    expect(round(array([0.125, 0.375, -0.125, 2.675]), { decimals: 2 }).toArray()).toEqual([0.12, 0.38, -0.12, 2.68]);
    expect(round(array([50, 150, -50, 1449]), { decimals: -2 }).toArray()).toEqual([0, 200, -0, 1400]);
  });

  it("round to decimals leaves alone what has none, and overflows nowhere", () => {
    const x = array([1e300, -1.7e308, 2 ** 53 + 2, Infinity, -Infinity, NaN, 5e-324, -0]);
    expect(round(x, { decimals: 20 }).toArray()).toEqual([...x.slice("0:6").toArray(), 0, -0]);
    expect(round(x, { decimals: 400 }).toArray()).toEqual(x.toArray());
    expect(round(x.slice("3:"), { decimals: -400 }).toArray()).toEqual([Infinity, -Infinity, NaN, 0, -0]);
  });

  it("round takes complex numbers part by part, integers to tens, and views", () => {
    const z = complex(array([1.26, -0.5]), array([-2.34, 1.5]));
    expect(String(round(z))).toBe("[ 1.-2.j -0.+2.j]");
    expect(String(round(z.slice("::-1"), { decimals: 1 }))).toBe("[-0.5+1.5j  1.3-2.3j]");
    const n = array([14, -15, 25], { dtype: "int16" });
    expect([round(n, { decimals: 3 }).toArray(), round(n, { decimals: -1 }).toArray()]).toEqual([
      [14, -15, 25],
      [10, -20, 20],
    ]);
    expect(round(array([[0.16, 0.24]], { dtype: "float32" }).T, { decimals: 1 }).dtype).toBe("float32");
    expect(round(zeros([0, 2]), { decimals: 1 }).shape).toEqual([0, 2]);
  });

  it.each<[string, () => unknown, new (...args: never[]) => Error, string]>([
    [
      "a fraction of a digit",
      () => round(array(1), { decimals: 0.5 }),
      ValueError,
      "round: decimals must be an integer; got 0.5.",
    ],
    [
      "digits in place of options",
      () => round(array(1), 2 as never),
      ValueError,
      "round: options must be an object; got 2. Give them by name: { name: value }.",
    ],
    [
      "bools",
      () => round(array([true]), { decimals: 1 }),
      DTypeError,
      'round: x must be a number; got x bool. Convert it first: x.astype("float64").',
    ],
    [
      "what is no array",
      () => round(3 as never),
      ValueError,
      "round: x must be an NDArray; got 3. Make one with array(…).",
    ],
  ])("round refuses %s", (_, act, error, message) => {
    expect(act).toThrow(error);
    expect(act).toThrow(message);
  });

  it("keep integers as they are", () => {
    const x = array([-4, 9], { dtype: "int32" });
    for (const f of [floor, ceil, trunc, round]) expect([f(x).dtype, f(x).toArray()]).toEqual(["int32", [-4, 9]]);
  });
});
