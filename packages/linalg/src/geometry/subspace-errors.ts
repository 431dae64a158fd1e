import { LinnetError } from "@linnet/core";

/** Matrices of a batch whose answers are not of one shape. */
export class BatchRankError extends LinnetError {
  constructor(
    op: string,
    /** The ranks that occur, ascending. */
    readonly ranks: readonly number[],
    what = "must have one rank",
    got: string = `ranks ${ranks.join(" and ")}`,
  ) {
    super(op, `the matrices of a batch ${what}; got ${got}. Take them one at a time.`);
  }
}
