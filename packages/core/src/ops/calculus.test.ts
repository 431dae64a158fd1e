import { describe, expect, it } from "vitest";
import { DTypeError, ShapeError, ValueError, arange, array, complex, zeros } from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";
import { trapezoid } from "./calculus.js";
import { interp } from "./interp.js";
import { ptp } from "./ptp.js";

const x = array([0, 1, 3, 4]);
const y = array([1, 2, -1, 5]);

describe("trapezoid", () => {
  it("is exact for polygons, along any axis", () => {
    expect(trapezoid(x.mul(2).add(1), { x }).item()).toBe(20);
    expect(trapezoid(zeros([3, 2]).add(1), { axis: 0, dx: 0.5 }).toArray()).toEqual([1, 1]);
    expect(trapezoid(array([7])).item()).toBe(0);
  });

  it("has derivatives in values and places", () => {
    checkVjp((v, at) => trapezoid(v, { x: at }), [y, x]);
    checkJvp((v, at) => trapezoid(v, { x: at }), [y, x]);
  });

  it("takes complex values and paths, integers, and no bools", () => {
    const z = complex(array([0, 2]), array([1, 3]));
    expect(String(trapezoid(z))).toBe("1.+2.j");
    expect(String(trapezoid(z, { x: complex(0, array([0, 2])) }))).toBe("-4.+2.j");
    expect(trapezoid(array([1, 2], { dtype: "int8" })).dtype).toBe("float64");
    expect(() => trapezoid(array([true]))).toThrow(DTypeError);
    expect(() => trapezoid(array([true]))).toThrow(
      'trapezoid: y must be numbers; got y bool. Convert it first: y.astype("float64").',
    );
  });

  it("refuses places of another length", () => {
    expect(() => trapezoid(y, { x: arange(3) })).toThrow(ShapeError);
    expect(() => trapezoid(y, { x: arange(3) })).toThrow(
      "trapezoid: x must have one axis, of the length of axis 0; got x [3] and y [4].",
    );
    expect(() => trapezoid(y, { dx: "1" as never })).toThrow('trapezoid: dx must be a number; got "1".');
  });
});

describe("interp", () => {
  it("is the polygon, constant or as given beyond its ends, NaN at NaN", () => {
    const at = array([-1, 0, 0.5, 2, 4, 9, NaN]);
    expect(interp(at, x, y).toArray()).toEqual([1, 1, 1.5, 0.5, 5, 5, NaN]);
    expect(interp(at, x, y, { left: -7, right: 7 }).toArray()).toEqual([-7, 1, 1.5, 0.5, 5, 7, NaN]);
    expect(interp(array([[-1], [3]]), array([1]), array([8])).toArray()).toEqual([[8], [8]]);
  });

  it("has derivatives in all three", () => {
    checkVjp((a, b, c) => interp(a, b, c), [array([0.5, 2, 3.2]), x, y]);
    checkJvp((a, b, c) => interp(a, b, c), [array([0.5, 2, 3.2]), x, y]);
  });

  it("refuses points that do not ascend or fit", () => {
    expect(() => interp(x, array([0, 0]), arange(2))).toThrow(ValueError);
    expect(() => interp(x, array([0, 0]), arange(2))).toThrow("interp: xp must ascend; got 0 after 0.");
    expect(() => interp(x, x, arange(2))).toThrow(
      "interp: xp and fp must have one length, not 0; got xp [4] and fp [2].",
    );
  });
});

describe("ptp", () => {
  it("is the distance of the extremes", () => {
    expect(ptp(y).item()).toBe(6);
    expect(ptp(array([1, NaN])).item()).toBe(NaN);
    expect(() => ptp(zeros([0]))).toThrow("max: the reduced axes must not be empty; got x [0].");
  });
});
