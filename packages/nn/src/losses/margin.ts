import { ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import type { LossOptions, Reduction } from "./reduction.js";

/** Options of losses with a margin. */
export interface MarginOptions<R extends Reduction = Reduction> extends LossOptions<R> {
  /** How far apart things have to be to cost nothing. */
  readonly margin?: number;
}

/** The margin, `usual` where none is given. @throws {ValueError} for what is no finite number */
export function marginOf(op: string, options: MarginOptions | undefined, usual: number): number {
  const { margin = usual } = requireOptions<MarginOptions>(op, options);
  if (!Number.isFinite(margin)) throw new ValueError(op, "margin must be a finite number", kindOf(margin));
  return margin;
}
