import { add, array, mul } from "@linnet/core";
import * as explain from "@linnet/explain";
import {
  cartesianToPolar,
  coordinatesIn,
  isIndependent,
  polarToCartesian,
  polarToCartesianJacobian,
  svd,
} from "@linnet/linalg";

export interface Inputs {
  /** Two vectors of the plane, in columns. */
  readonly B: readonly (readonly number[])[];
  /** A point. */
  readonly p: readonly number[];
}

const usual = [
  [1, 0],
  [0, 1],
];

/** One point, in three sorts of coordinates. */
export function compute({ B, p }: Inputs) {
  const [basis, point] = [array(B), array(p)];
  const exact = { arithmetic: "exact" } as const;

  // [independent] Does any combination of b₁ and b₂ give zero? Told in fractions.
  const independence = explain.independence(B, exact);

  // [change] From the usual coordinates to those in B.
  const change = explain.changeOfBasis(usual, B, { ...exact, coordinates: p });

  // [solve] In floats, where rounding leaves b₁ and b₂ independent.
  const isBasis = Boolean(isIndependent(basis).item());
  const coordinates = isBasis ? coordinatesIn(basis, point).toArray() : null;

  // [trust] A point at 0.1 from p, on the side where the coordinates change most.
  const { U, S } = svd(basis);
  const stretches = S.toArray() as number[];
  const near = add(point, mul(U.slice(":", 1), 0.1));
  const nearCoordinates = isBasis ? coordinatesIn(basis, near).toArray() : null;

  // [polar] How far from the origin, and in which direction?
  const polar = cartesianToPolar(point);

  // [back] From the distance and the angle to the point.
  const back = polarToCartesian(polar);

  // [local] Which way p goes when the distance grows, and when the angle does: a basis at p.
  const local = polarToCartesianJacobian(polar);

  return {
    independence,
    change,
    coordinates: coordinates as number[] | null,
    stretches,
    near: near.toArray() as number[],
    nearCoordinates: nearCoordinates as number[] | null,
    polar: polar.toArray() as number[],
    back: back.toArray() as number[],
    local: local.toArray() as number[][],
  };
}
