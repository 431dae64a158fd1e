import { type NDArray, array, concat, eye, mul, stack } from "@linnet/core";
import { checkVjp, floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EulerOrder, rotationFromEuler, rotationToEuler } from "./euler-angles.js";
import { rotationFromVector } from "./rotation-vector.js";

expect.extend({ toBeCloseToArray });

const EPSILON = Number.EPSILON;
const extrinsic = "xyz xzy yxz yzx zxy zyx xyx xzx yxy yzy zxz zyz".split(" ");
const orders = [...extrinsic, ...extrinsic.map((order) => order.toUpperCase())] as EulerOrder[];
const isProper = (order: string): boolean => order[0] === order[2];

/** SciPy 1.17: Rotation.from_euler(order, [0.3, 0.7, −1.1]).apply([1, 2, 3]). */
const scipy: Partial<Record<EulerOrder, readonly number[]>> = {
  xyz: [2.269826522035813, -2.201900979873446, 1.9998799050680915],
  XYZ: [3.6428484845548175, -0.23711774460392693, 0.8206278655825753],
  zyx: [2.2112820691493393, 2.8364657629714976, -1.0318399033518393],
  ZXZ: [2.703667774961237, -1.1738677441526102, 2.304824306075023],
  yzy: [-2.236259886293705, 2.7162670703293674, 1.273198697610853],
};

describe("rotationFromEuler", () => {
  it("turns as SciPy's does", () => {
    for (const [order, moved] of Object.entries(scipy)) {
      const R: NDArray = rotationFromEuler(array([0.3, 0.7, -1.1]), order as EulerOrder);
      expect(R.matmul(array([1, 2, 3]))).toBeCloseToArray([...moved], { atol: 8 * 4 * EPSILON });
    }
  });

  it("about fixed axes is about turning ones in reverse", () => {
    const angles = array([0.3, 0.7, -1.1]);
    for (const order of extrinsic) {
      const reversed = [...order].reverse().join("").toUpperCase() as EulerOrder;
      const R: NDArray = rotationFromEuler(angles, order as EulerOrder);
      expect(rotationFromEuler(angles.slice("::-1") as NDArray, reversed)).toBeCloseToArray(R);
    }
  });

  it("refuses an order that is none", () => {
    for (const order of ["xxy", "xyZ", "xy", "xyzx", "abc", "", 3]) {
      const given: unknown = order;
      expect(() => rotationFromEuler(array([0, 0, 0]), given as EulerOrder)).toThrow(
        "rotationFromEuler: order must be three of x, y, z, or of X, Y, Z, neighbours different; got " +
          `${typeof order === "string" ? `"${order}"` : order}. Write "xyz" for fixed axes, "XYZ" for axes that turn along.`,
      );
    }
    expect(() => rotationToEuler(eye(3), "zz" as EulerOrder)).toThrow(
      "rotationToEuler: order must be three of x, y, z",
    );
  });
});

describe("rotationToEuler", () => {
  it.each(orders)("%s: gives angles in their ranges that make the rotation again, to 32·ε", (order) => {
    fc.assert(
      fc.property(floatArrays({ shape: [5, 3], low: -1.8, high: 1.8 }), (v) => {
        const R: NDArray = rotationFromVector(v);
        const { angles }: { angles: NDArray } = rotationToEuler(R, order);
        expect(rotationFromEuler(angles, order)).toBeCloseToArray(R, { atol: 32 * EPSILON });
        const [low, high] = isProper(order) ? [0, Math.PI] : [-Math.PI / 2, Math.PI / 2];
        for (const [first, second, third] of angles.toArray() as number[][]) {
          expect(second).toBeGreaterThanOrEqual(low);
          expect(second).toBeLessThanOrEqual(high);
          expect(Math.max(Math.abs(first), Math.abs(third))).toBeLessThanOrEqual(Math.PI);
        }
      }),
      { numRuns: 3 },
    );
  });

  it.each(orders)("%s: undoes rotationFromEuler away from gimbal lock, to 64·ε", (order) => {
    const shift = isProper(order) ? Math.PI / 2 : 0;
    const angles = array([
      [0.3, 0.7 + shift, -1.1],
      [-3, -1.2 + shift, 2.9],
      [1e-9, 1e-8 + shift, -1e-9],
    ]) as NDArray;
    const back = rotationToEuler(rotationFromEuler(angles, order) as NDArray, order);
    expect(back.angles).toBeCloseToArray(angles, { atol: 64 * EPSILON });
    expect(back.gimbalLock.toArray()).toEqual([false, false, false]);
  });

  it.each(orders)("%s: at gimbal lock makes the rotation again with a third angle 0, and says so", (order) => {
    const middles = isProper(order) ? [0, Math.PI] : [Math.PI / 2, -Math.PI / 2];
    const angles = array(middles.map((middle) => [0.4, middle, 0.9])) as NDArray;
    const R: NDArray = rotationFromEuler(angles, order);
    const back: { angles: NDArray; gimbalLock: NDArray } = rotationToEuler(R, order);
    expect(back.gimbalLock.toArray()).toEqual([true, true]);
    expect(back.angles.slice(":", 2)).toBeCloseToArray([0, 0]);
    expect(rotationFromEuler(back.angles, order)).toBeCloseToArray(R, { atol: 32 * EPSILON });
  });

  it("makes the rotation again everywhere beside gimbal lock", () => {
    const gaps = [1e-3, 1e-7, 1e-9, 1e-12, 1e-15, 1e-16];
    for (const order of ["ZYX", "zxz"] as const) {
      const middle = order === "ZYX" ? Math.PI / 2 : 0;
      const angles = array(gaps.map((gap) => [1, middle === 0 ? gap : middle - gap, 2])) as NDArray;
      const R: NDArray = rotationFromEuler(angles, order);
      const back: { angles: NDArray } = rotationToEuler(R, order);
      expect(rotationFromEuler(back.angles, order)).toBeCloseToArray(R, { atol: 64 * EPSILON });
    }
  });

  it("vjp agrees with differences, along rotations", () => {
    for (const order of ["ZYX", "xyz", "zxz", "YXY"] as const) {
      checkVjp(
        (v) => rotationToEuler(rotationFromVector(v) as NDArray, order).angles,
        array([0.4, -0.6, 0.9]) as NDArray,
      );
    }
  });

  it("takes batches and keeps float32", () => {
    const R = mul(stack([eye(3), eye(3)]), 1).astype("float32") as NDArray;
    const { angles, gimbalLock } = rotationToEuler(R.reshape([2, 1, 3, 3]), "ZYX");
    expect([angles.dtype, angles.shape, gimbalLock.shape]).toEqual(["float32", [2, 1, 3], [2, 1]]);
    expect(() => rotationToEuler(concat([R, R]).slice(":", ":2") as NDArray, "xyz")).toThrow(
      "rotationToEuler: R must have shape […, 3, 3]; got R [4, 2, 3].",
    );
  });
});
