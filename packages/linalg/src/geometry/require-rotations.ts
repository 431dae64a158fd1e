import { type NDArray, ValueError } from "@linnet/core";
import { unravel, withElements } from "@linnet/core/extend";
import { epsilonOf } from "../operand/epsilon.js";
import { requireTail } from "./tail.js";

/**
 * Rotation matrices `[…, n, n]`, n = 2 or 3: |RᵀR − I| ≤ √ε in every entry, and det R > 0.
 *
 * @throws {ShapeError} @throws {ValueError} for what is no rotation
 */
export function requireRotations(op: string, name: string, R: NDArray, n: 2 | 3): NDArray {
  const source = requireTail(op, name, R, [n, n]);
  requireOrthogonal(op, name, source, n);
  return source;
}

/** Refuses matrices whose leading n×n part is no rotation. */
export function requireOrthogonal(op: string, name: string, R: NDArray, n: number): void {
  const tolerance = Math.sqrt(epsilonOf(R.type));
  const whole = withElements(R);
  const { shape } = whole.layout;
  const [rows, cols] = [shape[shape.length - 2], shape[shape.length - 1]];
  const values: ArrayLike<number> = whole.toTypedArray();
  for (let start = 0; start < values.length; start += rows * cols) {
    const r = (i: number, j: number): number => values[start + i * cols + j];
    const off = offOrthogonal(r, n);
    if (off <= tolerance && determinant(r, n) > 0) continue;
    const index = unravel(start / (rows * cols), shape.slice(0, -2)).join(", ");
    const got = off <= tolerance ? "a reflection" : `${off.toPrecision(3)} in an entry of |RᵀR − I|`;
    throw new ValueError(
      op,
      `${name} must be a rotation, RᵀR = I to ${tolerance.toPrecision(2)} and det R = 1`,
      index === "" ? got : `${got} at index [${index}]`,
      "nearestRotation makes one of any matrix near to it.",
    );
  }
}

type Entry = (i: number, j: number) => number;

/** The largest entry of |RᵀR − I|. */
function offOrthogonal(r: Entry, n: number): number {
  let most = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let product = i === j ? -1 : 0;
      for (let k = 0; k < n; k++) product += r(k, i) * r(k, j);
      most = Math.max(most, Math.abs(product));
    }
  }
  return most;
}

function determinant(r: Entry, n: number): number {
  if (n === 2) return r(0, 0) * r(1, 1) - r(0, 1) * r(1, 0);
  const minor = (j: number, k: number): number => r(1, j) * r(2, k) - r(1, k) * r(2, j);
  return r(0, 0) * minor(1, 2) - r(0, 1) * minor(0, 2) + r(0, 2) * minor(0, 1);
}
