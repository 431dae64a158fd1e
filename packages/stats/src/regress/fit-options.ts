import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { requireInteger, requireSignal } from "../require.js";

/** What ends an iterative fit. */
export interface FitOptions {
  readonly maxIterations?: number;
  readonly tolerance?: number;
  /** Ends the fit with its reason. Nothing else runs meanwhile: abort from a callback. */
  readonly signal?: AbortSignal;
}

/** @throws {ValueError} for options that mean nothing */
export function requireFitOptions(op: string, { maxIterations, tolerance, signal }: FitOptions): void {
  requireInteger(op, "maxIterations", maxIterations, 1);
  if (tolerance !== undefined && !(typeof tolerance === "number" && tolerance > 0 && tolerance < 1)) {
    throw new ValueError(op, "tolerance must lie between 0 and 1", kindOf(tolerance));
  }
  requireSignal(op, signal);
}
