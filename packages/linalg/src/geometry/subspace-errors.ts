import { LinnetError } from "@linnet/core";

/** Columns that must be independent are not: a vector is zero, or depends on those before it. */
export class DependenceError extends LinnetError {
  constructor(
    op: string,
    /** The first column that adds nothing to those before it; the one of which least is left, where several together are dependent. */
    readonly column: number,
    /** Whether it is zero. */
    readonly isZero: boolean,
    /** Which matrix of a batch; empty for a single matrix. */
    readonly batch: readonly number[] = [],
    /** The argument. */
    name = "a",
    hint = `Take basis(${name}) for the columns that are independent.`,
  ) {
    const why = isZero ? "is zero" : "depends on the others";
    const of = batch.length === 0 ? "" : ` of matrix [${batch.join(", ")}]`;
    super(op, `the columns of ${name} must be independent; got column ${column}${of}, which ${why}. ${hint}`);
  }
}

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
