import { type Check, type DType, type Divided, type NDArray, type Shape, array, astype, sum } from "@linnet/core";
import {
  type PrimitiveMany,
  batchDims,
  bindMany,
  elements,
  matrices,
  matrixDims,
  primitiveMany,
  requireOptions,
  rowMajor,
} from "@linnet/core/extend";
import { type TypedArray, bool, release } from "@linnet/kernels";
import { copyMatrix, workingCopy } from "../blocked/matrix/copy.js";
import { requireFiniteMatrices, requireInexactMatrix } from "../operand/operands.js";
import type { BatchOf, ColsOf, Matrix, WithTail } from "../operand/typed-shape.js";
import { type RankOptions, relativeTolerance } from "../norms/rank-tolerance.js";
import { reduceExactly } from "./exact-echelon.js";
import { reduceRows } from "./row-echelon.js";
import { oneOfMany } from "./one-of-many.js";
import { BatchRankError } from "./subspace-errors.js";
import { oneOf } from "./common-rank.js";

/**
 * The reduced row echelon form by Gauss–Jordan elimination: what solves linear systems by hand.
 *
 *     R = E·A, E nonsingular: each row begins with a pivot 1, to the right of those above, alone in its column
 *
 * @param a shape `[…, m, n]`, real or complex
 * @param options `rtol`: a column whose entries left are no larger than rtol·‖A‖∞ has no pivot; default max(m, n)·ε. When it is given,
 *   entries count as rounded, integers too
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks Exact where all entries are integers and no rtol is given: in rational arithmetic, whose numbers grow with the rank, each
 *   entry rounded once. Otherwise in double precision with partial pivoting, m·n·r multiplications. A rank is a matter of a tolerance
 *   then, and `matrixRank` tells it better; to solve systems, `solve` and `lstsq` are more accurate. It has no derivative: where a
 *   dependent column ceases to be one, R jumps. Asking for it throws `DerivativeError`.
 * @see Strang, *Introduction to Linear Algebra*, 5th ed., §3.2; Bareiss 1968, *Math. Comp.* 22:565 (fraction-free elimination)
 * @example
 * const { R, pivots } = rref(array([[1, 2, 1], [2, 4, 5]]));
 * R.toArray(); // [[1, 2, 0], [0, 0, 1]]
 * pivots.toArray(); // [0, 2]
 */
export function rref<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "rref">,
  options?: RankOptions,
): RowEchelon<Divided<D>, S> {
  const matrix = requireInexactMatrix("rref", a as NDArray);
  const [R, isPivot] = reduced("rref", matrix, options);
  const hint = "Solutions have one, of solve and lstsq.";
  return new RowEchelon(oneOfMany({ op: "rref", hint }, matrix, R), isPivot);
}

/** R and where its pivots are. */
export class RowEchelon<D extends DType = any, S extends Shape = any> {
  constructor(
    /** Shape `[…, m, n]`: the rows with a pivot first, then rows of zeros. */
    readonly R: NDArray<D, S>,
    /** bool `[…, n]`: whether the column has a pivot. */
    readonly isPivot: NDArray<"bool", WithTail<S, readonly [ColsOf<S>]>>,
  ) {}

  /** How many pivots there are: int32 `[…]`. */
  get rank(): NDArray<"int32", BatchOf<S>> {
    return countOf(this.isPivot);
  }

  /** int32 `[…, r]`, ascending: the columns of the pivots. @throws {BatchRankError} when matrices of a batch have not equally many */
  get pivots(): NDArray<"int32", WithTail<S, readonly [number]>> {
    const { isPivot }: { isPivot: NDArray } = this;
    const rank = oneOf("pivots", countOf(isPivot));
    const places = Int32Array.from(pivotLists(isPivot).flat());
    const list: NDArray = array(places, { shape: [...isPivot.shape.slice(0, -1), rank] });
    return list;
  }
}

/** The columns of the pivots, the same for all matrices: int32 `[r]`. @throws {BatchRankError} when they are not the same */
export function pivotsOf(op: string, a: NDArray, options: RankOptions | undefined): NDArray<"int32"> {
  const [, isPivot] = reduced(op, requireInexactMatrix(op, a), options);
  const [first, ...others] = pivotLists(isPivot);
  const other = others.find((list) => list.join() !== first.join());
  if (other === undefined) return array(Int32Array.from(first ?? []));
  const ranks = [...new Set([first.length, other.length])].toSorted((x, y) => x - y);
  const got = `[${first.join(", ")}] and [${other.join(", ")}]`;
  throw new BatchRankError(op, ranks, "must have their pivots in the same columns", got);
}

/** The columns of the pivots of each matrix. */
function pivotLists(isPivot: NDArray): readonly (readonly number[])[] {
  const flags = isPivot.toTypedArray();
  const n = isPivot.shape[isPivot.ndim - 1];
  const columns = Array.from({ length: n }, (_, j) => j);
  const count = isPivot.shape.slice(0, -1).reduce((product: number, dim: number) => product * dim, 1);
  return Array.from({ length: count }, (_, i) => columns.filter((j) => flags[i * n + j] !== 0));
}

function countOf(isPivot: NDArray): NDArray<"int32", any> {
  return sum(astype(isPivot, "int32"), { axis: -1 });
}

function reduced(op: string, a: NDArray, options: RankOptions | undefined): readonly [R: NDArray, isPivot: NDArray] {
  const { rtol } = requireOptions(op, options);
  const params = { op, rtol: relativeTolerance(op, a, rtol), exact: rtol === undefined };
  const [R, isPivot] = bindMany(rrefP, [a], params);
  return [R, isPivot];
}

interface Params {
  readonly op: string;
  readonly rtol: number;
  /** Eliminate integers exactly. */
  readonly exact: boolean;
}

/** Its outputs are constants to differentiation. */
const rrefP: PrimitiveMany<Params> = /* @__PURE__ */ primitiveMany<Params>("rref", {
  batch: [2],
  abstract([a]) {
    const [, n] = matrixDims(a);
    return [
      { type: a.type, layout: rowMajor(a.layout.shape) },
      { type: bool, layout: rowMajor([...batchDims(a), n]) },
    ];
  },

  evaluate([a], [R, isPivot], { op, rtol, exact }) {
    requireFiniteMatrices(op, "a", a);
    // a fresh output: it begins at 0 and is contiguous. Memory may grow in between, so it is asked for again.
    const flags = (): TypedArray => elements(isPivot.storage, isPivot.type);
    flags().fill(0, 0, isPivot.size);
    let at = 0;
    for (const [source, target] of matrices([a, R])) {
      const working = workingCopy(source);
      const pivots = (exact ? reduceExactly(working) : null) ?? reduceRows(working, rtol);
      copyMatrix(working, target);
      release(working.storage);
      for (const j of pivots) flags()[at + j] = 1;
      at += source.cols;
    }
  },

  derivative: false,
});
