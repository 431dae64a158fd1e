import { ConvergenceError as CoreConvergenceError } from "@linnet/core";

/** A minimization that ended without meeting one of its tolerances; nothing that was found is lost. */
export class ConvergenceError<Best = unknown> extends CoreConvergenceError {
  constructor(
    op: string,
    expected: string,
    got: string,
    hint: string,
    /** The best point found, with its value and gradient: start again from `best.x`. */
    readonly best: Best,
  ) {
    super(op, `${expected}; got ${got}. ${hint}`);
  }
}
