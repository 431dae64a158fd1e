import { describe, expect, it } from "vitest";
import { LinnetError } from "@linnet/core";
import { ConvergenceError, DerivativeError, NotPositiveDefiniteError, SingularMatrixError } from "./errors.js";

describe("errors", () => {
  it("carry what failed, where, and in which matrix of a batch", () => {
    expect(new SingularMatrixError("solve", 2, [1, 0])).toMatchObject({
      op: "solve",
      pivot: 2,
      batch: [1, 0],
      name: "SingularMatrixError",
      message:
        "solve: a must be nonsingular; got pivot 0 at index 2 of matrix [1, 0]. " +
        "Use lstsq or pinv for the solution of least norm.",
    });
    expect(new NotPositiveDefiniteError("cholesky", 2, -3)).toMatchObject({
      pivot: 2,
      value: -3,
      batch: [],
      name: "NotPositiveDefiniteError",
      message:
        "cholesky: a must be positive definite; got pivot -3.00 at index 2. Add a ridge (a + λI), or factor it with ldlt.",
    });
    expect(new ConvergenceError("svd", 3, 9, [4])).toMatchObject({
      remaining: 3,
      total: 9,
      batch: [4],
      name: "ConvergenceError",
      message:
        "svd: the QR iteration must converge; got 6 of 9 off-diagonal entries to zero of matrix [4]. " +
        "This should not happen for finite input: please report the matrix.",
    });
    expect(new DerivativeError("qr", "a", "b", "C.")).toMatchObject({
      name: "DerivativeError",
      message: "qr: a; got b. C.",
    });
    expect(new SingularMatrixError("inv", 0)).toBeInstanceOf(LinnetError);
  });
});
