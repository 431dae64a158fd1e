import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** What is asked of options before anything is computed; what was left out is right. */

/** @throws {ValueError} unless it is a number that is at least 0 */
export function requireNonNegative(op: string, name: string, value: unknown): void {
  if (value === undefined || (typeof value === "number" && value >= 0)) return;
  throw new ValueError(op, `${name} must be a number of at least 0`, kindOf(value));
}

/** @throws {ValueError} unless it is a finite number above 0 */
export function requirePositive(op: string, name: string, value: unknown): void {
  if (value === undefined || (typeof value === "number" && value > 0 && value < Number.POSITIVE_INFINITY)) return;
  throw new ValueError(op, `${name} must be a finite number above 0`, kindOf(value));
}

/** @throws {ValueError} unless it counts something: an integer, or Infinity, of at least `least` */
export function requireCount(op: string, name: string, value: unknown, least: number): void {
  if (value === undefined || value === Number.POSITIVE_INFINITY) return;
  if (Number.isInteger(value) && (value as number) >= least) return; // an integer is a number
  throw new ValueError(op, `${name} must be an integer of at least ${least}`, kindOf(value));
}

/** @throws {ValueError} unless it can be called */
export function requireFunction(op: string, name: string, value: unknown): void {
  if (value === undefined || typeof value === "function") return;
  throw new ValueError(op, `${name} must be a function`, kindOf(value));
}

/** @throws {ValueError} unless it is the signal of an AbortController */
export function requireSignal(op: string, signal: unknown): void {
  if (signal === undefined || typeof (signal as AbortSignal | null)?.aborted === "boolean") return;
  throw new ValueError(op, "signal must be an AbortSignal", kindOf(signal), "Pass controller.signal.");
}
