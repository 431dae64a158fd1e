import { type NDArray, array, atan2, eye, hypot, linspace, matmul, mul, sin, stack, zeros } from "@linnet/core";
import { checkVjp, floatArrays, floatViews, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DerivativeError } from "../errors.js";
import { det } from "../lu/det.js";
import {
  cartesianToCylindrical,
  cartesianToCylindricalJacobian,
  cartesianToPolar,
  cartesianToPolarJacobian,
  cylindricalToCartesian,
  cylindricalToCartesianJacobian,
  polarToCartesian,
  polarToCartesianJacobian,
} from "./polar-coordinates.js";
import {
  cartesianToSpherical,
  cartesianToSphericalJacobian,
  sphericalToCartesian,
  sphericalToCartesianJacobian,
} from "./spherical-coordinates.js";

expect.extend({ toBeCloseToArray });

const EPSILON = Number.EPSILON;
const runs = { numRuns: 20 };
type Map = (x: NDArray) => NDArray;

/** A system: its maps and their Jacobians on plain arrays, and how its points move volumes. */
const systems: readonly (readonly [name: string, n: number, to: Map, from: Map, toJ: Map, fromJ: Map, det: Map])[] = [
  [
    "polar",
    2,
    (p) => polarToCartesian(p),
    (x) => cartesianToPolar(x),
    (p) => polarToCartesianJacobian(p),
    (x) => cartesianToPolarJacobian(x),
    (p) => p.slice(":", 0),
  ],
  [
    "cylindrical",
    3,
    (p) => cylindricalToCartesian(p),
    (x) => cartesianToCylindrical(x),
    (p) => cylindricalToCartesianJacobian(p),
    (x) => cartesianToCylindricalJacobian(x),
    (p) => p.slice(":", 0),
  ],
  [
    "spherical",
    3,
    (p) => sphericalToCartesian(p),
    (x) => cartesianToSpherical(x),
    (p) => sphericalToCartesianJacobian(p),
    (x) => cartesianToSphericalJacobian(x),
    (p) => mul(mul(p.slice(":", 0), p.slice(":", 0)), sin(p.slice(":", 1))) as NDArray,
  ],
];

describe.each(systems)("%s coordinates", (_name, n, to, from, toJacobian, fromJacobian, determinant) => {
  const anywhere = floatArrays({ shape: [6, n], low: -3, high: 3 }).map((x): NDArray => x);
  const inside = floatArrays({ shape: [6, n], low: 0.1, high: 3 }).map((x): NDArray => x); // no axis, angles in range

  it("go round: points come back to 16·ε, coordinates too off the axis", () => {
    fc.assert(
      fc.property(anywhere, inside, (x, p) => {
        expect(to(from(x))).toBeCloseToArray(x, { atol: 16 * EPSILON });
        expect(from(to(p))).toBeCloseToArray(p, { atol: 256 * EPSILON }); // ϑ and φ err by ε·r/ρ, ρ ≥ r·sin 3
      }),
      runs,
    );
  });

  it("have Jacobians that are inverse to each other, of the determinant of their volume", () => {
    fc.assert(
      fc.property(inside, (p) => {
        const [J, inverse] = [toJacobian(p), fromJacobian(to(p))];
        expect(matmul(J, inverse)).toBeCloseToArray(zeros([6, n, n]).add(eye(n)), { atol: 512 * EPSILON });
        expect(det(J)).toBeCloseToArray(determinant(p), { atol: 64 * EPSILON * 9 });
      }),
      runs,
    );
  });

  it("vjp agrees with differences, of the Jacobians too", () => {
    const p = array([
      [0.5, 0.7, 1.2],
      [2, 1.9, -0.4],
    ]).slice(":", `:${n}`) as NDArray;
    checkVjp(to, p);
    checkVjp(from, to(p));
    checkVjp(toJacobian, p);
    checkVjp(fromJacobian, to(p));
  });

  it("take views, batches, float32 and nothing at all", () => {
    const views = floatViews({ shape: [n, n], low: 0.5, high: 2 }).filter((x) => x.shape[x.ndim - 1] === n);
    fc.assert(
      fc.property(views, (x) => {
        const copy = array(x.toArray() as number[][]) as NDArray;
        for (const map of [to, from, toJacobian, fromJacobian]) expect(map(x)).toBeCloseToArray(map(copy));
      }),
      runs,
    );
    const single = zeros([4, 1, n], { dtype: "float32" }).add(0.5) as NDArray;
    expect([to, from, toJacobian, fromJacobian].map((map) => map(single).dtype)).toEqual(Array(4).fill("float32"));
    expect(toJacobian(single).shape).toEqual([4, 1, n, n]);
    expect(fromJacobian(zeros([0, n])).shape).toEqual([0, n, n]);
  });

  it("have no Jacobian on the axis, and say so", () => {
    const x = stack([zeros([n]).add(1), zeros([n])]) as NDArray;
    const place = n === 2 ? "points must not be the origin" : "points must not lie on the z axis";
    expect(() => fromJacobian(x)).toThrow(DerivativeError);
    expect(() => fromJacobian(x)).toThrow(
      `${place}, where φ has no derivative; got [${n === 2 ? "0, 0" : "0, 0, 0"}] at index [1]. Use Cartesian coordinates there.`,
    );
    expect(Number.isFinite(det(toJacobian(zeros([n]))).item())).toBe(true);
  });

  it("refuse other shapes, NaN and complex numbers", () => {
    for (const map of [to, from, toJacobian, fromJacobian]) {
      expect(() => map(zeros([n + 1]))).toThrow(
        new RegExp(`^\\w+: [px] must have shape .…, ${n}.; got [px] .${n + 1}.\\.$`),
      );
      expect(() => map(zeros([n]).add(NaN) as NDArray)).toThrow(/must be finite; got NaN at index .0./);
      expect(() => map(zeros([n], { dtype: "complex64" }))).toThrow(/must be real numbers; got [px] complex64/);
    }
  });
});

describe("conventions of ISO 80000-2", () => {
  it("ϑ is from the z axis, φ from x to y", () => {
    const quarter = Math.PI / 2;
    expect(
      cartesianToSpherical(
        array([
          [0, 0, 2],
          [0, 3, 0],
          [-1, 0, 0],
          [0, 0, -1],
        ]),
      ),
    ).toBeCloseToArray(
      [
        [2, 0, 0],
        [3, quarter, quarter],
        [1, quarter, Math.PI],
        [1, Math.PI, 0],
      ],
      { atol: EPSILON },
    );
    expect(cartesianToCylindrical(array([0, -2, 5]))).toBeCloseToArray([2, -quarter, 5]);
    expect(cartesianToPolar(array([0, 0])).toArray()).toEqual([0, 0]);
  });

  it("keeps the relative accuracy of points beside the axis, and of huge and tiny ones", () => {
    const [r, theta] = cartesianToSpherical(array([3e-12, 4e-12, 1])).toArray();
    expect([r, theta]).toEqual([1, 5e-12].map((x) => expect.closeTo(x, 24)));
    for (const size of [1e300, 1e-300]) {
      const p: NDArray = cartesianToSpherical(array([size, size, Math.SQRT2 * size]));
      expect(p).toBeCloseToArray([2 * size, Math.PI / 4, Math.PI / 4], { rtol: 4 * EPSILON });
      expect(cartesianToSphericalJacobian(array([3 * size, 4 * size, 0])).at(0)).toBeCloseToArray([0.6, 0.8, 0], {
        atol: 2 * EPSILON,
      });
    }
  });

  it("is hypot and atan2", () => {
    const x = linspace(-2, 2, 9);
    const y = linspace(1, -3, 9);
    const p = cartesianToPolar(stack([x, y], { axis: -1 }) as NDArray);
    expect(p.slice(":", 0)).toBeCloseToArray(hypot(x, y));
    expect(p.slice(":", 1)).toBeCloseToArray(atan2(y, x));
  });
});
