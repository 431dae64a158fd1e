import { LinnetError } from "@linnet/core";
import type { LogisticObjective } from "./logistic-objective.js";

/** Classes that a line tells apart: the likelihood has no maximum, it grows for ever with the coefficients. */
export class SeparationError extends LinnetError {
  constructor(
    op: string,
    /** Complete: every example is told apart. Quasi-complete: some are, the others lie on the line. */
    readonly kind: "complete" | "quasi-complete",
    /** Coefficients of one class after the other but the first, along which the likelihood grows: `[k·p]`. */
    readonly direction: readonly number[],
    /** Columns that take part in it. */
    readonly columns: readonly number[],
  ) {
    const by = columns.length === 1 ? `column ${columns[0]}` : `columns ${columns.slice(0, 8).join(", ")}`;
    const rest = columns.length > 8 ? ` and ${columns.length - 8} more` : "";
    super(
      op,
      `classes must overlap for the likelihood to have a maximum; got ${kind} separation by ${by}${rest}. Add a ridge: { C: 1 }.`,
    );
  }
}

/** What a step may lose of an example's margin, of what it gains elsewhere, and still be a direction that separates. */
const LOSS = 1e-5;

/**
 * Whether the likelihood grows along a step for ever: no example loses margin, and some gain.
 *
 * Newton's steps come to lie along such a direction where there is one: they gain a margin of about 1 each there, while all else converges.
 *
 * @param changes of scores along the step, `[n, k]`
 * @see Albert & Anderson, *On the existence of maximum likelihood estimates in logistic regression models*, 1984
 */
export function separationAlong(
  { scores, examples }: LogisticObjective,
  changes: Float64Array,
): "complete" | "quasi-complete" | null {
  const { indices, shares } = examples;
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < indices.length; i++) {
    if (shares !== null && shares[i] === 0) continue;
    const row = i * scores;
    const own = indices[i] === 0 ? 0 : changes[row + indices[i] - 1];
    for (let other = 0; other <= scores; other++) {
      if (other === indices[i]) continue;
      const gain = own - (other === 0 ? 0 : changes[row + other - 1]);
      least = Math.min(least, gain);
      most = Math.max(most, gain);
    }
  }
  if (least > 0) return "complete";
  return most > 0 && least >= -LOSS * most ? "quasi-complete" : null;
}
