import { type NDArray, ShapeError, ValueError, add, eye, matmul, mul, reshape, sub } from "@linnet/core";
import { kindOf, matrixDims, requireNdim, requireOptions } from "@linnet/core/extend";
import { detFrom, logAbsDetFrom } from "./factored-det.js";
import { solveFrom } from "./factored-solve.js";
import type { Factorization } from "./factorization.js";
import { byColumns } from "../operand/operands.js";
import { type StructuredFactors, structuredFactors } from "./structured-factor.js";
import { requireWorkingPrecision } from "../operand/working-precision.js";

/**
 * A + U·C·V for a factored A and thin U and V, to solve with it without factoring anew (Sherman, Morrison and Woodbury).
 *
 *     (A + U·C·V)⁻¹ = A⁻¹ − A⁻¹·U·(I + C·V·A⁻¹·U)⁻¹·C·V·A⁻¹
 *
 * @param f the factorization of A: what `lu`, `cholesky`, `ldlt` or `factorize` answers
 * @param u `[…, n, k]`, or a vector `[n]` for k = 1
 * @param v `[…, k, n]`, or a vector `[n]` for k = 1. For A + u·vᴴ of complex vectors give conj(v).
 * @param options `C`: `[…, k, k]`, singular ones too; default the identity
 * @throws {ShapeError} when the shapes do not fit
 * @throws {ValueError} when f is no factorization
 * @throws {SingularMatrixError} when A is singular
 * @remarks 2·n²·k + 2·n·k² flops once, 2·n² + 4·n·k for each right-hand side. Not backward stable: the error grows with κ(A), also where A + U·C·V is
 *   well-conditioned; then factor the sum. For A + v·vᴴ and Cholesky, `update` is stable.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §2.1.4; Yip 1986 on its stability
 * @example
 * const g = lowRankUpdate(lu(array([[2, 0], [0, 4]])), array([1, 0]), array([0, 2]));
 * g.solve(array([4, 4])).toArray(); // [1, 1], of [[2, 2], [0, 4]]
 */
export function lowRankUpdate(
  f: Pick<Factorization, "solve" | "det" | "logAbsDet" | "reconstruct">,
  u: NDArray,
  v: NDArray,
  options?: { readonly C?: NDArray },
): LowRankUpdate {
  if (typeof f?.solve !== "function") {
    const hint = "Give what lu, cholesky, ldlt or factorize answers.";
    throw new ValueError("lowRankUpdate", "f must be a factorization", kindOf(f), hint);
  }
  const { C } = requireOptions("lowRankUpdate", options);
  requireNdim("lowRankUpdate", "u", u, 1);
  requireNdim("lowRankUpdate", "v", v, 1);
  const U = u.ndim === 1 ? reshape(u, [u.size, 1]) : u;
  const V = v.ndim === 1 ? reshape(v, [1, v.size]) : v;
  const [[n, k], [rows, columns]] = [matrixDims(U), matrixDims(V)];
  if (rows !== k || columns !== n) {
    throw new ShapeError("lowRankUpdate", "v must have the shape of the transpose of u", { u: u.shape, v: v.shape });
  }
  if (C !== undefined) {
    requireNdim("lowRankUpdate", "C", C, 2);
    const [p, q] = matrixDims(C);
    if (p !== k || q !== k) throw new ShapeError("lowRankUpdate", `C must be ${k}×${k}`, { u: u.shape, C: C.shape });
  }
  return new LowRankUpdate(f, U, C === undefined ? V : matmul(C, V));
}

/** A + U·V from the factors of A. */
export class LowRankUpdate {
  /** A⁻¹·U */
  readonly #solved: NDArray;
  /** I + V·A⁻¹·U, the capacitance matrix, k×k: singular exactly where the sum is. */
  readonly #capacitance: StructuredFactors;

  constructor(
    readonly f: Pick<Factorization, "solve" | "det" | "logAbsDet" | "reconstruct">,
    readonly U: NDArray,
    readonly V: NDArray,
  ) {
    this.#solved = f.solve(U);
    const product: NDArray = matmul(V, this.#solved);
    const [k] = matrixDims(product);
    this.#capacitance = structuredFactors("lowRankUpdate", add(product, eye(k, { dtype: product.dtype })));
  }

  /**
   * X with (A + U·V)·X = B.
   *
   * @param b shape `[n]` or `[…, n, k]`
   * @throws {SingularMatrixError} when the capacitance matrix, and with it A + U·V, is singular to working precision
   */
  solve(b: NDArray): NDArray {
    const hint = "It is the capacitance matrix I + C·V·A⁻¹·U, which is singular where A + U·C·V is.";
    requireWorkingPrecision("solve", this.#capacitance, undefined, hint);
    return byColumns(b, (columns) => {
      const z = this.f.solve(columns);
      const weights = solveFrom("solve", this.#capacitance, matmul(this.V, z));
      return sub(z, matmul(this.#solved, weights));
    });
  }

  /** det (A + U·V) = det A·det (I + V·A⁻¹·U). */
  det(): NDArray {
    return mul(this.f.det(), detFrom("det", this.#capacitance, false));
  }

  /** log |det (A + U·V)|. */
  logAbsDet(): NDArray {
    return add(this.f.logAbsDet(), logAbsDetFrom("logAbsDet", this.#capacitance));
  }

  /** (A + U·V)⁻¹, by solving for the identity. */
  inverse(): NDArray {
    const [n] = matrixDims(this.U);
    return this.solve(eye(n, { dtype: this.#solved.dtype }));
  }

  /** A + U·V. */
  reconstruct(): NDArray {
    return add(this.f.reconstruct(), matmul(this.U, this.V));
  }
}
