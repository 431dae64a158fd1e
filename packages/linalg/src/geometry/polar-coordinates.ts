import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  atan2,
  concat,
  cos,
  div,
  hypot,
  mul,
  neg,
  onesLike,
  sin,
  zerosLike,
} from "@linnet/core";
import { requireOffAxis } from "./off-axis.js";
import { components, matrixOf, requireTail, vectorOf } from "./tail.js";
import type { Followed, Lead, Vectors } from "./typed-tail.js";

// ISO 80000-2: polar (ρ, φ) and cylindrical (ρ, φ, z) coordinates, φ from the x axis to the y axis.

/**
 * Points of the plane from polar coordinates.
 *
 *     x = ρ·cos φ,  y = ρ·sin φ
 *
 * @param p `[ρ, φ]`, the angle in radians, shape `[…, 2]`
 * @returns `[x, y]`, shape `[…, 2]`
 * @throws {ShapeError} for other than two coordinates
 * @throws {ValueError} when a coordinate is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @example
 * polarToCartesian(array([2, Math.PI / 2])).toArray(); // about [0, 2]
 */
export function polarToCartesian<D extends DType, S extends Shape>(
  p: NDArray<D, S> & Check<Vectors<S, 2, "p">, "polarToCartesian">,
): NDArray<Divided<D>, S> {
  const [rho, phi] = components(requireTail("polarToCartesian", "p", p as NDArray, [2]));
  return vectorOf([mul(rho, cos(phi)), mul(rho, sin(phi))] as NDArray[]);
}

/**
 * Polar coordinates of points of the plane.
 *
 *     ρ = √(x² + y²),  φ = atan2(y, x)
 *
 * @param x `[x, y]`, shape `[…, 2]`
 * @returns `[ρ, φ]`, φ in [−π, π], shape `[…, 2]`; at the origin φ is that of the signs of the zeros
 * @throws {ShapeError} for other than two coordinates
 * @throws {ValueError} when a coordinate is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks Both to 2 ulp, without over- or underflow on the way. At the origin derivatives are taken as 0.
 */
export function cartesianToPolar<D extends DType, S extends Shape>(
  x: NDArray<D, S> & Check<Vectors<S, 2, "x">, "cartesianToPolar">,
): NDArray<Divided<D>, S> {
  const [a, b] = components(requireTail("cartesianToPolar", "x", x as NDArray, [2]));
  return vectorOf([hypot(a, b), atan2(b, a)] as NDArray[]);
}

/**
 * The Jacobian ∂(x, y)/∂(ρ, φ), of determinant ρ.
 *
 * @param p `[ρ, φ]`, shape `[…, 2]`
 * @returns shape `[…, 2, 2]`, singular at the origin
 * @throws as `polarToCartesian` does
 * @example
 * polarToCartesianJacobian(array([2, 0])).toArray(); // [[1, 0], [0, 2]]
 */
export function polarToCartesianJacobian<D extends DType, S extends Shape>(
  p: NDArray<D, S> & Check<Vectors<S, 2, "p">, "polarToCartesianJacobian">,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [2, 2]>> {
  return fromPolar(requireTail("polarToCartesianJacobian", "p", p as NDArray, [2]));
}

/**
 * The Jacobian ∂(ρ, φ)/∂(x, y), of determinant 1/ρ.
 *
 * @param x `[x, y]`, shape `[…, 2]`
 * @returns shape `[…, 2, 2]`
 * @throws as `cartesianToPolar` does
 * @throws {DerivativeError} at the origin, where it does not exist
 */
export function cartesianToPolarJacobian<D extends DType, S extends Shape>(
  x: NDArray<D, S> & Check<Vectors<S, 2, "x">, "cartesianToPolarJacobian">,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [2, 2]>> {
  const point = requireTail("cartesianToPolarJacobian", "x", x as NDArray, [2]);
  requireOffAxis("cartesianToPolarJacobian", point, "points must not be the origin");
  return toPolar(point);
}

/**
 * Points from cylindrical coordinates.
 *
 *     x = ρ·cos φ,  y = ρ·sin φ,  z = z
 *
 * @param p `[ρ, φ, z]`, the angle in radians, shape `[…, 3]`
 * @returns `[x, y, z]`, shape `[…, 3]`
 * @throws {ShapeError} for other than three coordinates
 * @throws {ValueError} when a coordinate is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @example
 * cylindricalToCartesian(array([2, Math.PI / 2, 5])).toArray(); // about [0, 2, 5]
 */
export function cylindricalToCartesian<D extends DType, S extends Shape>(
  p: NDArray<D, S> & Check<Vectors<S, 3, "p">, "cylindricalToCartesian">,
): NDArray<Divided<D>, S> {
  const [rho, phi, z] = components(requireTail("cylindricalToCartesian", "p", p as NDArray, [3]));
  return vectorOf([mul(rho, cos(phi)), mul(rho, sin(phi)), z] as NDArray[]);
}

/**
 * Cylindrical coordinates of points.
 *
 *     ρ = √(x² + y²),  φ = atan2(y, x),  z = z
 *
 * @param x `[x, y, z]`, shape `[…, 3]`
 * @returns `[ρ, φ, z]`, φ in [−π, π], shape `[…, 3]`; on the z axis φ is that of the signs of the zeros
 * @throws {ShapeError} for other than three coordinates
 * @throws {ValueError} when a coordinate is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks To 2 ulp, without over- or underflow on the way. On the z axis derivatives of ρ and φ are taken as 0.
 */
export function cartesianToCylindrical<D extends DType, S extends Shape>(
  x: NDArray<D, S> & Check<Vectors<S, 3, "x">, "cartesianToCylindrical">,
): NDArray<Divided<D>, S> {
  const [a, b, c] = components(requireTail("cartesianToCylindrical", "x", x as NDArray, [3]));
  return vectorOf([hypot(a, b), atan2(b, a), c] as NDArray[]);
}

/**
 * The Jacobian ∂(x, y, z)/∂(ρ, φ, z), of determinant ρ.
 *
 * @param p `[ρ, φ, z]`, shape `[…, 3]`
 * @returns shape `[…, 3, 3]`, singular on the z axis
 * @throws as `cylindricalToCartesian` does
 */
export function cylindricalToCartesianJacobian<D extends DType, S extends Shape>(
  p: NDArray<D, S> & Check<Vectors<S, 3, "p">, "cylindricalToCartesianJacobian">,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [3, 3]>> {
  return withHeight(fromPolar(requireTail("cylindricalToCartesianJacobian", "p", p as NDArray, [3])));
}

/**
 * The Jacobian ∂(ρ, φ, z)/∂(x, y, z), of determinant 1/ρ.
 *
 * @param x `[x, y, z]`, shape `[…, 3]`
 * @returns shape `[…, 3, 3]`
 * @throws as `cartesianToCylindrical` does
 * @throws {DerivativeError} on the z axis, where it does not exist
 */
export function cartesianToCylindricalJacobian<D extends DType, S extends Shape>(
  x: NDArray<D, S> & Check<Vectors<S, 3, "x">, "cartesianToCylindricalJacobian">,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [3, 3]>> {
  const point = requireTail("cartesianToCylindricalJacobian", "x", x as NDArray, [3]);
  requireOffAxis("cartesianToCylindricalJacobian", point, "points must not lie on the z axis");
  return withHeight(toPolar(point));
}

/** Of the first two coordinates. */
function fromPolar(p: NDArray): NDArray {
  const [rho, phi] = components(p);
  const [c, s] = [cos(phi), sin(phi)];
  return matrixOf([
    [c, neg(mul(rho, s))],
    [s, mul(rho, c)],
  ] as NDArray[][]);
}

/** Of the first two coordinates, not both 0. */
function toPolar(x: NDArray): NDArray {
  const [a, b] = components(x);
  const rho: NDArray = hypot(a, b);
  const [c, s]: NDArray[] = [div(a, rho), div(b, rho)];
  return matrixOf([
    [c, s],
    [neg(div(s, rho)), div(c, rho)],
  ] as NDArray[][]);
}

/** [J, 0; 0, 1]. */
function withHeight(J: NDArray): NDArray {
  const column = zerosLike(J.slice("...", ":1"));
  const [zero, one] = [column.slice("...", "0:1", ":"), onesLike(column.slice("...", "0:1", ":"))];
  const top = concat([J, column], { axis: -1 });
  return concat([top, concat([zero, zero, one], { axis: -1 })], { axis: -2 });
}
