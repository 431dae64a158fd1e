import { LinnetError } from "@linnet/kernels";

/** Shapes that do not fit an operation; `shapes` holds them by argument name. */
export class ShapeError extends LinnetError {
  constructor(
    op: string,
    expected: string,
    readonly shapes: Readonly<Record<string, readonly number[]>>,
    hint = "",
  ) {
    const got = Object.entries(shapes).map(([name, shape]) => `${name} [${shape.join(", ")}]`);
    super(op, sentence(expected, got.join(" and "), hint));
  }
}

/** Dtypes that an operation is not defined for; `dtypes` holds them by argument name. */
export class DTypeError extends LinnetError {
  constructor(
    op: string,
    expected: string,
    readonly dtypes: Readonly<Record<string, string>>,
    hint = "",
  ) {
    const got = Object.entries(dtypes).map(([name, dtype]) => `${name} ${dtype}`);
    super(op, sentence(expected, got.join(" and "), hint));
  }
}

/** An index or axis that an array does not have. */
export class IndexError extends LinnetError {
  constructor(
    op: string,
    expected: string,
    readonly got: string | number,
    hint = "",
  ) {
    super(op, sentence(expected, got, hint));
  }
}

/** An argument that cannot be used: of a wrong kind, or with a value out of range. */
export class ValueError extends LinnetError {
  constructor(
    op: string,
    expected: string,
    readonly got: string | number,
    hint = "",
  ) {
    super(op, sentence(expected, got, hint));
  }
}

/** An integer result that its dtype cannot hold. */
export class IntegerOverflowError extends LinnetError {
  constructor(
    op: string,
    readonly dtype: string,
    readonly value: number,
  ) {
    super(op, `the result must fit in ${dtype}; got ${value}. Convert to float64 first: x.astype("float64").`);
  }
}

/** An iteration ended before it had its answer. Packages that iterate extend it with what they had found. */
export class ConvergenceError extends LinnetError {}

function sentence(expected: string, got: string | number, hint: string): string {
  return `${expected}; got ${got}.${hint && ` ${hint}`}`;
}
