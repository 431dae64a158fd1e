import { ConvergenceError as CoreConvergenceError, LinnetError } from "@linnet/core";

/** A matrix that must have an inverse has none, or none to working precision: a pivot is zero, or as small as rounding. */
export class SingularMatrixError extends LinnetError {
  constructor(
    op: string,
    /** Index of the first zero pivot, or of the smallest one where none is zero. */
    readonly pivot: number,
    /** Which matrix of a batch; empty for a single matrix. */
    readonly batch: readonly number[] = [],
    hint = "Use lstsq or pinv for the solution of least norm.",
    /** An estimate of the reciprocal condition; 0 where a pivot is zero. */
    readonly rcond: number = 0,
    /** The argument. */
    name = "a",
  ) {
    const problem =
      rcond === 0
        ? `${name} must be nonsingular; got pivot 0 at index ${pivot}`
        : `${name} must be nonsingular to working precision; got reciprocal condition ${rcond.toPrecision(3)}`;
    super(op, `${problem}${ofMatrix(batch)}. ${hint}`);
  }
}

/** A matrix that must be positive definite, or semidefinite, is not. */
export class NotPositiveDefiniteError extends LinnetError {
  constructor(
    op: string,
    /** Index of the first pivot that is not positive. */
    readonly pivot: number,
    readonly value: number,
    /** Which matrix of a batch; empty for a single matrix. */
    readonly batch: readonly number[] = [],
    /** The argument. */
    name = "a",
    kind: "definite" | "semidefinite" = "definite",
  ) {
    const hint =
      kind === "definite"
        ? `Add a ridge (${name} + λI), or factor it with ldlt.`
        : "Factor it with ldlt, or raise rtol.";
    const got = `pivot ${value.toPrecision(3)} at index ${pivot}${ofMatrix(batch)}`;
    super(op, `${name} must be positive ${kind}; got ${got}. ${hint}`);
  }
}

/** A result that its dtype cannot hold. */
export class OverflowError extends LinnetError {
  constructor(
    op: string,
    formula: string,
    readonly dtype: string,
    /** Which matrix of a batch; empty for a single matrix. */
    readonly batch: readonly number[] = [],
  ) {
    const wider = { float32: "Convert a to float64", complex64: "Convert a to complex128" }[dtype];
    const hint = wider === undefined ? "Make a smaller." : `${wider}, or make it smaller.`;
    super(op, `${formula} must fit in ${dtype}; got entries beyond its largest number${ofMatrix(batch)}. ${hint}`);
  }
}

/** An iteration used up its steps. */
export class ConvergenceError extends CoreConvergenceError {
  constructor(
    op: string,
    /** How many off-diagonal entries are not yet negligible. */
    readonly remaining: number,
    /** How many there were. */
    readonly total: number,
    /** Which matrix of a batch; empty for a single matrix. */
    readonly batch: readonly number[] = [],
  ) {
    super(
      op,
      `the QR iteration must converge; got ${total - remaining} of ${total} off-diagonal entries to zero${ofMatrix(batch)}. ` +
        "This should not happen for finite input: please report the matrix.",
    );
  }
}

/** Eigenvalues of a Schur form that lie too close together to be exchanged. */
export class ReorderError extends LinnetError {
  constructor(
    /** Which matrix of a batch; empty for a single matrix. */
    readonly batch: readonly number[] = [],
  ) {
    super(
      "reorder",
      `neighbouring eigenvalues must be far enough apart to be exchanged; got two blocks${ofMatrix(batch)} whose exchange ` +
        "would change eigenvalues by more than rounding. Select both or neither of such eigenvalues.",
    );
  }
}

/** A real or complex number by its parts. */
export type ComplexNumber = readonly [re: number, im: number];

/** Eigenvalues for which an equation has no unique solution, or a function of a matrix has no value. */
export class SpectrumError extends LinnetError {
  constructor(
    op: string,
    expected: string,
    got: string,
    /** The eigenvalues that stand in the way. */
    readonly eigenvalues: readonly ComplexNumber[],
    /** Which matrix of a batch; empty for a single matrix. */
    readonly batch: readonly number[],
    hint: string,
  ) {
    super(op, `${expected}; got ${got}${ofMatrix(batch)}. ${hint}`);
  }
}

/** A derivative that does not exist at this point, or that this operation does not have. */
export class DerivativeError extends LinnetError {
  constructor(op: string, expected: string, got: string, hint: string) {
    super(op, `${expected}; got ${got}. ${hint}`);
  }
}

/** " of matrix [1, 2]", or nothing for a single matrix. */
export function ofMatrix(batch: readonly number[]): string {
  return batch.length === 0 ? "" : ` of matrix [${batch.join(", ")}]`;
}
