import { LinnetError, MemoryError } from "@linnet/core";

/** One element of an argument whose derivative does not agree with central differences. */
export interface GradientMismatch {
  /** Position of the argument. */
  readonly argument: number;
  /** Keys that lead to the array in it, `""` when the argument is the array. */
  readonly path: string;
  readonly index: readonly number[];
  /** What `grad` answered. */
  readonly gradient: number;
  /** What central differences say, and how far they can be trusted. */
  readonly difference: number;
  readonly tolerance: number;
}

/** A gradient that central differences contradict; `mismatches` holds every place, the worst first. */
export class GradientError extends LinnetError {
  constructor(
    op: string,
    readonly mismatches: readonly GradientMismatch[],
    /** Number of elements compared. */
    readonly compared: number,
  ) {
    const { argument, path, index, gradient, difference, tolerance } = mismatches[0];
    const place = `argument ${argument}${path === "" ? "" : `.${path}`}[${index.join(", ")}]`;
    super(
      op,
      `the gradient must agree with central differences to ${tolerance.toExponential(1)}; ` +
        `got ${gradient} where they give ${difference} at ${place}, the worst of ${mismatches.length} among ${compared} ` +
        "elements. Look at the rules of the operations in between, and for a kink at this point.",
    );
  }
}

/** With `unused: "error"`: arrays on which the value does not depend, by their paths. */
export class UnusedInputError extends LinnetError {
  constructor(
    op: string,
    readonly paths: readonly string[],
  ) {
    super(
      op,
      `the value must depend on every array to differentiate by; got no dependence on ${paths.join(", ")}. ` +
        "Compute it from the arrays that f is given: item(), toArray(), integer results and stopGradient make constants.",
    );
  }
}

/** A Jacobian or Hessian that no array can hold; `rows` and `columns` are the elements of output and input. */
export class JacobianSizeError extends MemoryError {
  constructor(
    op: string,
    readonly rows: number,
    readonly columns: number,
    bytes: number,
    limit: number,
  ) {
    super(op, bytes, limit);
    this.message =
      `${op}: the matrix of derivatives must fit in ${limit} bytes; got ${rows} × ${columns} elements in ${bytes} bytes. ` +
      "Take products with it: jvp gives J·v, vjp gives Jᵀ·u, and hvp gives H·v.";
  }
}

/** A place in an array. */
export interface Place {
  readonly shape: readonly number[];
  readonly index: readonly number[];
}

/** The first NaN, and the operation that it came from, under the option `checkNaN`. */
export class NaNError extends LinnetError {
  constructor(
    op: string,
    /** The operation that made it, or was given it. */
    readonly operation: string,
    /** Whether it is in what the operation answered, or had been in what it was given: in data. */
    readonly found: "result" | "input",
    /** The operation whose derivative was being computed; `null` on the way forward. */
    readonly derivativeOf: string | null,
    readonly place: Place,
  ) {
    const array = found === "result" ? `of the result of ${operation}` : `of an array that ${operation} was given`;
    const where = derivativeOf === null ? "on the way forward" : `in the derivative of ${derivativeOf}`;
    const hint =
      found === "input"
        ? "Look at the data."
        : derivativeOf === null
          ? "Look at what it was given: 0/0, ∞ − ∞ and roots or logarithms of negative numbers are NaN."
          : "0·∞ is NaN: make the side that is not taken safe too, as in where(ok, sqrt(where(ok, x, 1)), 0).";
    super(
      op,
      `with checkNaN no operation may make a NaN; got one at [${place.index.join(", ")}] ${array}, ` +
        `[${place.shape.join(", ")}], ${where}. ${hint}`,
    );
  }
}

/** An operation that cannot be applied to a whole batch at once; `operation` is its name. */
export class BatchingError extends LinnetError {
  constructor(
    readonly operation: string,
    /** What went wrong in a rule that is not the operation's own, but another one's of its name. */
    override readonly cause?: unknown,
  ) {
    super(
      "vmap",
      `every operation on a batch must have a batching rule; got ${operation}. Loop over the batch and stack the results, ` +
        "or give the primitive its rule in the field batch.",
    );
  }
}
