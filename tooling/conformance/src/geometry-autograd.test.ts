import { grad, hessian, jacobian, vjp } from "@linnet/autograd";
import { type NDArray, array, fromFunction, mul, neg, stack, sum, zeros } from "@linnet/core";
import { toBeCloseToArray } from "@linnet/core/testing";
import * as linalg from "@linnet/linalg";
import { describe, expect, it } from "vitest";

expect.extend({ toBeCloseToArray });

const EPSILON = Number.EPSILON;
type Map = (x: NDArray) => NDArray;

/** Weights without structure: they make a scalar of any result. */
function weights(y: NDArray): NDArray {
  let i = 0;
  return fromFunction(y.shape as readonly number[], () => Math.sin(++i * 1.7));
}

describe("Jacobians of coordinates are those of autograd", () => {
  const points = [
    [0.5, 0.7, 1.2],
    [2, 2.9, -0.4],
    [1e-3, 1e-3, 5],
    [3, -0.2, 0],
  ];
  it.each<[string, number, Map, Map]>([
    ["polarToCartesian", 2, (p) => linalg.polarToCartesian(p), (p) => linalg.polarToCartesianJacobian(p)],
    ["cartesianToPolar", 2, (x) => linalg.cartesianToPolar(x), (x) => linalg.cartesianToPolarJacobian(x)],
    [
      "cylindricalToCartesian",
      3,
      (p) => linalg.cylindricalToCartesian(p),
      (p) => linalg.cylindricalToCartesianJacobian(p),
    ],
    [
      "cartesianToCylindrical",
      3,
      (x) => linalg.cartesianToCylindrical(x),
      (x) => linalg.cartesianToCylindricalJacobian(x),
    ],
    ["sphericalToCartesian", 3, (p) => linalg.sphericalToCartesian(p), (p) => linalg.sphericalToCartesianJacobian(p)],
    ["cartesianToSpherical", 3, (x) => linalg.cartesianToSpherical(x), (x) => linalg.cartesianToSphericalJacobian(x)],
  ])("%s", (_name, n, map, closed) => {
    for (const point of points) {
      const x = array(point.slice(0, n)) as NDArray;
      // a dozen roundings of each entry
      const size = Math.max(...Array.from(closed(x).toTypedArray() as Float64Array, Math.abs));
      expect(jacobian(map)(x)).toBeCloseToArray(closed(x), { atol: 16 * EPSILON * size });
    }
  });
});

describe("at an angle of 0, where series are needed", () => {
  const zero = zeros([3]) as NDArray;
  const exp: Map = (v) => linalg.rotationFromVector(v);
  const log: Map = (v) => linalg.rotationToVector(linalg.rotationFromVector(v) as NDArray);

  it("the Hessian of ⟨W, exp [v]ₓ⟩ is that of ⟨W, [v]ₓ²/2⟩: W + Wᵀ over 2, less its trace", () => {
    const W = weights(zeros([3, 3]));
    const H = hessian((v: NDArray) => sum(mul(W, exp(v))))(zero) as NDArray;
    const trace = [0, 1, 2].reduce((t, i) => t + W.at(i, i).item(), 0);
    const want = fromFunction([3, 3], (i, j) => (W.at(i, j).item() + W.at(j, i).item()) / 2 - (i === j ? trace : 0));
    expect(H).toBeCloseToArray(want, { atol: 8 * EPSILON });
  });

  it("log∘exp has the Jacobian I and no curvature", () => {
    expect(jacobian(log)(zero)).toBeCloseToArray(
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      { atol: 4 * EPSILON },
    );
    const curvature = hessian((v: NDArray) => sum(mul(log(v), weights(v))))(zero) as NDArray;
    expect(curvature).toBeCloseToArray(zeros([3, 3]), { atol: 8 * EPSILON });
    const near = array([1e-9, -1e-9, 2e-9]) as NDArray;
    expect(hessian((v: NDArray) => sum(mul(log(v), weights(v))))(near)).toBeCloseToArray(zeros([3, 3]), { atol: 1e-7 });
  });

  it("rigidLog∘rigidExp has the Jacobian I", () => {
    const twist = array([0, 0, 0, 1, -2, 3]) as NDArray;
    const round: Map = (x) => linalg.rigidLog(linalg.rigidExp(x) as NDArray);
    const identity = fromFunction([6, 6], (i, j) => Number(i === j));
    expect(jacobian(round)(twist)).toBeCloseToArray(identity, { atol: 32 * EPSILON });
  });

  const unit = array([1, 0, 0, 0]) as NDArray;
  it.each<[string, Map, NDArray]>([
    ["rotationFromVector", exp, zero],
    ["rotationToVector", log, zero],
    ["rotationToAxisAngle, its axis", (v) => linalg.rotationToAxisAngle(exp(v)).axis, zero],
    ["rotationToAxisAngle, its angle", (v) => linalg.rotationToAxisAngle(exp(v)).angle, zero],
    ["rotationToEuler", (v) => linalg.rotationToEuler(exp(v), "XYZ").angles, zero],
    ["rotationToEuler at gimbal lock", (v) => linalg.rotationToEuler(exp(v), "ZYZ").angles, zero],
    ["rotationToQuaternion", (v) => linalg.rotationToQuaternion(exp(v)), zero],
    ["angularDistance", (v) => linalg.angularDistance(exp(zero), exp(v)), zero],
    ["rotationBetween equals", (v) => linalg.rotationBetween(array([1, 2, 3]), v), array([2, 4, 6]) as NDArray],
    ["rotationBetween opposites", (v) => linalg.rotationBetween(array([1, 2, 3]), v), array([-1, -2, -3]) as NDArray],
    ["nearestRotation of a rotation", (v) => linalg.nearestRotation(exp(v)), zero],
    ["quaternionExp", (q) => linalg.quaternionExp(q), zeros([4]) as NDArray],
    ["quaternionLog", (q) => linalg.quaternionLog(q), unit],
    ["quaternionToAxisAngle", (q) => linalg.quaternionToAxisAngle(q).axis, unit],
    ["slerp", (q) => linalg.slerp(unit, q, 0.5), unit],
    ["slerp of opposites", (q) => linalg.slerp(neg(unit) as NDArray, q, 0.5), unit],
    ["rigidExp", (x) => linalg.rigidExp(x), zeros([6]) as NDArray],
    ["rigidLog", (x) => linalg.rigidLog(linalg.rigidExp(x) as NDArray), zeros([6]) as NDArray],
    ["cartesianToPolar", (x) => linalg.cartesianToPolar(x), zeros([2]) as NDArray],
    ["cartesianToCylindrical", (x) => linalg.cartesianToCylindrical(x), zeros([3]) as NDArray],
    ["cartesianToSpherical", (x) => linalg.cartesianToSpherical(x), array([0, 0, -1]) as NDArray],
    ["householder", (x) => linalg.householder(x).matrix(), zero],
    ["givens", (x) => linalg.givens(x.at(0), x.at(1)).matrix(), zero],
    [
      "alignPoints that fit",
      (p) => {
        const { rotation, rmsd } = linalg.alignPoints(p, p);
        return mul(rotation, rmsd.add(1)) as NDArray;
      },
      stack([array([1, 0, 0]), array([0, 2, 0]), array([0, 0, 3]), array([0, 0, 0])]) as NDArray,
    ],
  ])("%s has finite gradients, first and second", (_name, f, x) => {
    const scalar: Map = (y) => sum(mul(f(y), weights(f(y)))) as NDArray;
    expect(Array.from(grad(scalar)(x).toTypedArray() as Float64Array).every(Number.isFinite)).toBe(true);
    const [y, pull] = vjp(f, x);
    expect(Array.from(pull(weights(y))[0].toTypedArray() as Float64Array).every(Number.isFinite)).toBe(true);
    const second = grad((z: NDArray) => sum(mul(grad(scalar)(z), weights(z))) as NDArray)(x);
    expect(Array.from(second.toTypedArray() as Float64Array).every(Number.isFinite)).toBe(true);
  });
});
