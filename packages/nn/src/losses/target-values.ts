import { type NDArray, ValueError } from "@linnet/core";
import { dense, elements, unravel, withElements } from "@linnet/core/extend";

/** Refuses what is no probability. @throws {ValueError} with the first one's place */
export function requireProbabilities(op: string, name: string, x: NDArray): void {
  requireEach(op, x, (v) => v >= 0 && v <= 1, `${name} must lie in [0, 1]`);
}

/** Refuses what is neither 1 nor −1. @throws {ValueError} with the first one's place */
export function requireSigns(op: string, name: string, x: NDArray): void {
  requireEach(op, x, (v) => v === 1 || v === -1, `${name} must be 1 or -1`);
}

/** Refuses numbers below 0, and NaN. @throws {ValueError} with the first one's place */
export function requireNotNegative(op: string, name: string, x: NDArray): void {
  requireEach(op, x, (v) => v >= 0, `${name} must not be negative`);
}

function requireEach(op: string, x: NDArray, isRight: (v: number) => boolean, expected: string): void {
  const source = dense(withElements(x));
  const data = elements(source.storage, source.type);
  for (let i = source.offset; i < source.offset + source.size; i++) {
    if (isRight(data[i])) continue;
    const place = unravel(i - source.offset, source.shape);
    throw new ValueError(op, expected, place.length === 0 ? data[i] : `${data[i]} at index [${place.join(", ")}]`);
  }
}
