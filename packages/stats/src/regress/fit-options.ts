import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** What ends an iterative fit. */
export interface FitOptions {
  readonly maxIterations?: number;
  readonly tolerance?: number;
  /** Ends the fit with its reason. Nothing else runs meanwhile: abort from a callback. */
  readonly signal?: AbortSignal;
}

/** @throws {ValueError} for options that mean nothing */
export function requireFitOptions(op: string, { maxIterations, tolerance, signal }: FitOptions): void {
  requireCountOf(op, "maxIterations", maxIterations, 1);
  if (tolerance !== undefined && !(typeof tolerance === "number" && tolerance > 0 && tolerance < 1)) {
    throw new ValueError(op, "tolerance must lie between 0 and 1", kindOf(tolerance));
  }
  if (signal !== undefined && typeof (signal as AbortSignal | null)?.aborted !== "boolean") {
    throw new ValueError(op, "signal must be an AbortSignal", kindOf(signal), "Pass controller.signal.");
  }
}

/** @throws {ValueError} unless it is left out, or an integer of at least `least` */
export function requireCountOf(op: string, name: string, value: unknown, least: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && (value as number) >= least)) return; // an integer is a number
  throw new ValueError(op, `${name} must be an integer of at least ${least}`, kindOf(value));
}

/** @throws {ValueError} unless it is left out, true or false */
export function requireFlag(op: string, name: string, value: unknown): void {
  if (value === undefined || typeof value === "boolean") return;
  throw new ValueError(op, `${name} must be true or false`, kindOf(value));
}
