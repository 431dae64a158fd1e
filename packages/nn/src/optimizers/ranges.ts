import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** @throws {ValueError} unless the number is positive and finite */
export function requirePositive(op: string, name: string, value: number): void {
  if (typeof value === "number" && value > 0 && value < Infinity) return;
  throw new ValueError(op, `${name} must be a positive number`, kindOf(value));
}

/** @throws {ValueError} unless the number is 0 or more and finite */
export function requireNonNegative(op: string, name: string, value: number): void {
  if (typeof value === "number" && value >= 0 && value < Infinity) return;
  throw new ValueError(op, `${name} must not be negative`, kindOf(value));
}

/** @throws {ValueError} unless the number lies in [0, 1) */
export function requireFraction(op: string, name: string, value: number): void {
  if (typeof value === "number" && value >= 0 && value < 1) return;
  throw new ValueError(op, `${name} must lie in [0, 1)`, kindOf(value));
}

/** @throws {ValueError} unless the number is a positive integer */
export function requireCount(op: string, name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new ValueError(op, `${name} must be a positive integer`, kindOf(value));
}

/** @throws {ValueError} unless the value is `true` or `false` */
export function requireFlag(op: string, name: string, value: boolean): void {
  if (typeof value === "boolean") return;
  throw new ValueError(op, `${name} must be true or false`, kindOf(value));
}

/** @throws {ValueError} unless the value is a function */
export function requireFunction(op: string, name: string, value: unknown): void {
  if (typeof value === "function") return;
  throw new ValueError(op, `${name} must be a function`, kindOf(value));
}
