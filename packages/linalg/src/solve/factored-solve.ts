import { type NDArray, add, adjoint, matmul, matrixTranspose, mul, neg, sub } from "@linnet/core";
import {
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  matrices,
  matrixDims,
  primitive,
  requireFinite,
  rowMajor,
  sumTo,
} from "@linnet/core/extend";
import { batchIndex } from "../operand/batch.js";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { type Refinement, refine } from "../blocked/solve/refine.js";
import { SingularMatrixError } from "../errors.js";
import { type FactorMethod, type Factored, firstZero } from "./factor-method.js";

/** What `refine` of `solve` is told. */
export interface Refined extends Refinement {
  /** Which matrix of a batch; empty for a single matrix. */
  readonly batch: readonly number[];
}

/** Params of a solve from factors. */
interface SolveParams {
  /** The public operation, for messages. */
  readonly op: string;
  readonly method: FactorMethod;
  /** Solve with Aᵀ. */
  readonly transposed: boolean;
  /** Refine the solution, and tell it to someone. */
  readonly refine: ((info: Refined) => void) | boolean;
  /** Whether A only moves along Hermitian directions, and its cotangent is Hermitian therefore. */
  readonly hermitian: boolean;
}

/**
 * X with A·X = B from the factors of A.
 *
 * @param b shape `[…, n, k]`, of a's dtype
 * @param hermitian answer with the Hermitian part of A's cotangent: for factorizations that read one triangle
 * @throws {SingularMatrixError} when a pivot is exactly zero
 */
export function solveFrom(op: string, { method, a, factors }: Factored, b: NDArray, hermitian = false): NDArray {
  return bind(factoredSolveP, [a, b, ...factors], { op, method, transposed: false, refine: false, hermitian });
}

/** The same, with the solution refined; `report` is told what was reached for each matrix. */
export function refinedFrom(
  op: string,
  { method, a, factors }: Factored,
  b: NDArray,
  report: ((info: Refined) => void) | null,
): NDArray {
  const params = { op, method, transposed: false, refine: report ?? true, hermitian: false };
  return bind(factoredSolveP, [a, b, ...factors], params);
}

const factoredSolveP: Primitive<SolveParams> = /* @__PURE__ */ primitive<SolveParams>("factoredSolve", {
  batch: [2],
  abstract([a, b], { op }) {
    const batch = broadcastShapes(op, batchDims(a), batchDims(b));
    return { type: a.type, layout: rowMajor([...batch, ...matrixDims(b)]) };
  },

  evaluate([a, b, ...factors], x, { op, method, transposed, refine: wanted }) {
    requireFinite(op, "b", b);
    requireNonsingularFactors(op, { method, a, factors });
    let count = 0;
    for (const [out, rhs, matrix, ...views] of matrices([x, b, a, ...factors])) {
      copyMatrix(rhs, out);
      method.solve(views, out, transposed);
      if (wanted !== false) {
        const reached = refine(method, views, matrix, rhs, out, wanted !== true);
        if (wanted !== true) wanted({ ...reached, batch: batchIndex(count, batchDims(x)) });
      }
      count++;
    }
  },

  derivative: {
    // A·X = B ⇒ B̄ = A⁻ᵀ·X̄ and Ā = −B̄·Xᵀ (Giles 2008); the transposed system has the transposed Ā.
    vjp(ct, [a, b, ...factors], x, params) {
      const back = { ...params, transposed: !params.transposed, refine: false, hermitian: false };
      const pulled = bind(factoredSolveP, [a, ct, ...factors], back);
      const outer = (): NDArray => {
        const product = params.transposed ? matmul(x, matrixTranspose(pulled)) : matmul(pulled, matrixTranspose(x));
        return neg(params.hermitian ? mul(add(product, adjoint(product)), 0.5) : product);
      };
      return [() => sumTo(outer(), a.shape), () => sumTo(pulled, b.shape), ...factors.map(() => null)];
    },
    // dX = A⁻¹·(dB − dA·X)
    jvp([da, db], [a, , ...factors], x, params) {
      const moved = matmul(params.transposed ? matrixTranspose(da) : da, x);
      return bind(factoredSolveP, [a, sub(db, moved), ...factors], { ...params, refine: false });
    },
  },
});

/** A⁻ᵀ·X, of A⁻ᴴ when `conjugated`. */
export function solveTransposedFrom(op: string, { method, a, factors }: Factored, b: NDArray): NDArray {
  return bind(factoredSolveP, [a, b, ...factors], { op, method, transposed: true, refine: false, hermitian: false });
}

/** Refuses factors with a pivot that is exactly zero. @throws {SingularMatrixError} with its index */
export function requireNonsingularFactors(op: string, { method, a, factors }: Factored): void {
  const [n] = matrixDims(a);
  let count = 0;
  for (const views of matrices(factors)) {
    const zero = firstZero(method, views, n, a.type.kind === "complex");
    if (zero >= 0) throw new SingularMatrixError(op, zero, batchIndex(count, batchDims(a)));
    count++;
  }
}
