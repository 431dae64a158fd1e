import { type NDArray, ValueError, div, equal, where } from "@linnet/core";
import { unravel, withElements } from "@linnet/core/extend";
import { normOver } from "../norms/vector-norm.js";
import { scaled } from "../operand/scaled.js";

/**
 * x/‖x‖ over the last axis, to a few ε for any x that is not 0, however small or large.
 *
 * @throws {ValueError} for a vector that is 0, which has no direction
 */
export function unitVectors(op: string, name: string, x: NDArray): NDArray {
  requireNonzero(op, name, x);
  return normalized(x);
}

/** As `unitVectors` for what is not 0; 0 for what is. */
export function normalized(x: NDArray): NDArray {
  const y = scaled(x, -1);
  const length = lengths(y);
  return div(y, where(equal(length, 0), 1, length));
}

/** ‖x‖ over the last axis, which stays, with length 1. */
export function lengths(x: NDArray): NDArray {
  return normOver(x, [x.ndim - 1], 2, true);
}

/** Refuses zeros. @throws {ValueError} */
export function requireNonzero(op: string, name: string, x: NDArray): void {
  const whole = withElements(x);
  const { shape } = whole.layout;
  const n = shape[shape.length - 1];
  const values: ArrayLike<number> = whole.toTypedArray();
  for (let start = 0; start < values.length; start += n) {
    let i = start;
    while (i < start + n && values[i] === 0) i++;
    if (i < start + n) continue;
    const index = unravel(start / n, shape.slice(0, -1)).join(", ");
    const at = index === "" ? "" : ` at index [${index}]`;
    throw new ValueError(op, `${name} must not be zero, which has no direction`, `a zero vector${at}`);
  }
}
