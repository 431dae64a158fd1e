import { Random, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Layer } from "./layer.js";

/** @throws {ValueError} for NaN, infinities and what is no number */
export function requireFiniteNumber(op: string, name: string, value: number): void {
  if (!Number.isFinite(value)) throw new ValueError(op, `${name} must be a finite number`, kindOf(value));
}

/** @throws {ValueError} unless the number is positive and finite */
export function requirePositiveNumber(op: string, name: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new ValueError(op, `${name} must be a positive number`, kindOf(value));
}

/** @throws {ValueError} unless the number is 0 or more and finite */
export function requireNonNegative(op: string, name: string, value: number): void {
  if (Number.isFinite(value) && value >= 0) return;
  throw new ValueError(op, `${name} must not be negative`, kindOf(value));
}

/** @throws {ValueError} unless the number lies in [0, 1) */
export function requireFraction(op: string, name: string, value: number): void {
  if (Number.isFinite(value) && value >= 0 && value < 1) return;
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

/** @throws {ValueError} unless the value is a stream of random numbers: a seed is none */
export function requireStream(op: string, rng: Random): void {
  if (rng instanceof Random) return;
  throw new ValueError(op, "rng must be a stream", kindOf(rng), "Make one with random(seed).");
}

/** @throws {ValueError} unless the model has a `forward` */
export function requireLayer(op: string, model: Layer): void {
  if (typeof model?.forward === "function") return;
  throw new ValueError(op, "the model must be a layer, with a method forward", kindOf(model));
}
