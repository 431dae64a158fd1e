import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** @throws {ValueError} for NaN, infinities and what is no number */
export function requireFiniteNumber(op: string, name: string, value: number): void {
  if (!Number.isFinite(value)) throw new ValueError(op, `${name} must be a finite number`, kindOf(value));
}

/** @throws {ValueError} unless the value is a number above 0, and finite */
export function requirePositiveNumber(op: string, name: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) {
    throw new ValueError(op, `${name} must be a positive number`, kindOf(value));
  }
}

/** @throws {ValueError} unless λ is a finite number, not negative */
export function requireThreshold(op: string, lambda: number): void {
  if (!(Number.isFinite(lambda) && lambda >= 0)) {
    throw new ValueError(op, "lambda must be finite and not negative", kindOf(lambda));
  }
}
