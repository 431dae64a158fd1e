import { type NDArray, ShapeError, ValueError, add, matmul, neg, reshape, sub } from "@linnet/core";
import {
  type MatrixView,
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  elements,
  matrices,
  matrixDims,
  primitive,
  requireFinite,
  requireNdim,
  rowMajor,
} from "@linnet/core/extend";
import { release, workspace } from "@linnet/kernels";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { conjugateInPlace } from "../blocked/matrix/complex-view.js";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { factorQr, formQ } from "../blocked/qr/qr.js";
import { orthogonalInverse } from "../qr/complete-orthogonal.js";
import { sameInexact } from "../operand/operands.js";
import { type PseudoInverse, applyPseudoInverse } from "./pseudo-inverse.js";

/** C·x = d. */
export interface EqualityConstraints {
  /** `[…, p, n]` with p ≤ n independent rows. */
  readonly C: NDArray;
  /** `[p]` for a vector b, else `[…, p, k]`. */
  readonly d: NDArray;
}

/** A minimizer of least norm for columns B, and what is known of the matrix. */
export interface Minimizer {
  readonly x: NDArray;
  /** ‖A·x − b‖² of each column, `[…, k]`, where it is known. */
  readonly squares: NDArray | null;
  readonly rank: NDArray<"int32">;
  /** Singular values where they are known. */
  readonly values: NDArray | null;
  readonly matrix: NDArray;
}

/**
 * Minimizes ‖A·x − B‖ among the x with C·x = d, by the null-space method: x = C⁺·d + N·y, where N is an orthonormal basis of
 * the null space of C and y minimizes ‖A·N·y − (B − A·C⁺·d)‖.
 *
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §6.2.3; Björck, *Numerical Methods for Least Squares*, §5.1.3
 */
export function constrained(
  op: string,
  a: NDArray,
  b: NDArray,
  { C, d }: EqualityConstraints,
  minimize: (a: NDArray, b: NDArray) => Minimizer,
): Minimizer {
  requireConstraints(op, a, b, C, d);
  const [A, c] = sameInexact(op, a, C);
  const [, right] = sameInexact(op, A, d.ndim === 1 ? reshape(d, [d.size, 1]) : d);
  requireFinite(op, "constraints.d", right);
  const inverse = orthogonalInverse(op, c, undefined, true);
  const particular = applyPseudoInverse(inverse, right);
  const N = bind(nullBasisP, [inverse.a, ...inverse.factors], op);
  const reduced = minimize(matmul(A, N), sub(b, matmul(A, particular)));
  const rank = add(reduced.rank, matrixDims(c)[0]) as NDArray<"int32">;
  return { ...reduced, x: add(particular, matmul(N, reduced.x)), rank };
}

function requireConstraints(op: string, a: NDArray, b: NDArray, C: NDArray, d: NDArray): void {
  requireNdim(op, "constraints.C", C, 2);
  requireNdim(op, "constraints.d", d, 1);
  const [p, n] = matrixDims(C);
  const cols = matrixDims(a)[1];
  if (n !== cols) throw new ShapeError(op, `columns ${cols} of a and ${n} of C differ`, { a: a.shape, C: C.shape });
  if (p > n) throw new ShapeError(op, "constraints.C must have at most as many rows as columns", { C: C.shape });
  const rows = d.shape[d.ndim === 1 ? 0 : d.ndim - 2];
  if (rows !== p) throw new ShapeError(op, `rows ${p} of C and ${rows} of d differ`, { C: C.shape, d: d.shape });
  const count = d.ndim === 1 ? 1 : d.shape[d.ndim - 1];
  const wanted = matrixDims(b)[1];
  if (count !== wanted)
    throw new ShapeError(op, `columns ${wanted} of b and ${count} of d differ`, { b: b.shape, d: d.shape });
  broadcastShapes(op, batchDims(a), batchDims(C));
}

/** The inputs of the primitive as C, its pseudoinverse. */
function inverseOf(op: string, [a, ...factors]: readonly NDArray[]): PseudoInverse {
  return { op, a, fullRank: true, kind: "orthogonal", factors };
}

/**
 * An orthonormal basis N of the null space of C, `[…, n, n − p]`. Any other would do: only what does not depend on the choice
 * may be computed from it, and is then differentiated rightly by dN = −C⁺·dC·N.
 */
const nullBasisP: Primitive<string> = /* @__PURE__ */ primitive<string>("nullBasis", {
  batch: [2],
  abstract([C]) {
    const [p, n] = matrixDims(C);
    return { type: C.type, layout: rowMajor([...batchDims(C), n, n - p]) };
  },

  evaluate(inputs, N, op) {
    for (const [c, rank, basis] of matrices([inputs[0], inputs[7], N])) {
      const r = elements(rank.storage, rank.type)[rank.offset];
      if (r < c.rows) {
        const got = `${c.rows} rows of rank ${r}`;
        throw new ValueError(
          op,
          "the rows of constraints.C must be independent",
          got,
          "Drop those that follow from others.",
        );
      }
      fillNullBasis(c, basis);
    }
  },

  derivative: {
    vjp: (ct, inputs, N, op) => [
      () => {
        const back = applyPseudoInverse(inverseOf(op, inputs), conjugate(ct), true);
        return neg(conjugate(matmul(back, adjoint(N))));
      },
      ...inputs.slice(1).map(() => null),
    ],
    jvp: ([dC], inputs, N, op) => neg(applyPseudoInverse(inverseOf(op, inputs), matmul(dC, N))),
  },
});

/** The last columns of Q in Cᴴ = Q·R. */
function fillNullBasis(c: MatrixView, basis: MatrixView): void {
  const { rows: p, cols: n, type } = c;
  const rows = workspace(type, p, n);
  copyMatrix(c, rows);
  conjugateInPlace(rows);
  const reflectors = factorQr(rows);
  const qt = workspace(type, n, n);
  formQ(qt, reflectors);
  copyMatrix(qt.block(p, 0, n - p, n).T, basis);
  for (const { storage } of [rows, qt, reflectors.v, reflectors.t]) release(storage);
}
