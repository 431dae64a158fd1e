import type { Step } from "@linnet/explain";
import { matrixAt } from "../matrix-at.js";

/** [A | b] as it stands after the step that is looked at. */
export function systemAt(steps: readonly Step[], at: number): readonly (readonly number[])[] {
  return matrixAt(steps, at, "Ab") ?? [];
}

/** The unknowns that have been found by then. */
export function foundAt(steps: readonly Step[], at: number): readonly boolean[] {
  return (matrixAt(steps, at, "x") ?? []).map(([value]) => !Number.isNaN(value));
}
