import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ShapeError,
  ValueError,
  sub,
} from "@linnet/core";
import {
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  kindOf,
  matrices,
  matrixDims,
  primitive,
  requireFinite,
  requireNdim,
  requireOptions,
  rowMajor,
  sumTo,
} from "@linnet/core/extend";
import { bandFactors, solveBandInto } from "./band-factor.js";
import { bandGradient, bandProduct } from "./band-products.js";
import { byColumns, sameInexact } from "../operand/operands.js";
import type { ColsOf, SolvedSquare, WithTail } from "../operand/typed-shape.js";

/** Options of `solveBanded`. */
export interface BandedOptions {
  /** How many diagonals below the main one; default 0. */
  readonly lower?: number;
  /** How many above it; default 0. */
  readonly upper?: number;
  /** A is symmetric or Hermitian and positive definite: `bands` holds its lower half, `upper` is not given. */
  readonly positiveDefinite?: boolean;
}

/** The square matrix with so many columns. */
type SquareOf<S extends Shape> = WithTail<S, readonly [ColsOf<S>, ColsOf<S>]>;

/**
 * X with A·X = B for a square band matrix, of which only the diagonals are given, as SciPy's `solve_banded` takes them:
 *
 *     bands[upper + i − j, j] = A[i, j]
 *
 * @param bands shape `[…, lower + upper + 1, n]`: diagonals from the highest to the lowest, each entry in its column of A; the places
 *   that belong to no entry are not read
 * @param b a vector `[n]`, or matrices `[…, n, k]` whose leading axes broadcast with those of bands
 * @returns shape `[…, n]` or `[…, n, k]`
 * @throws {ShapeError} when bands has another number of rows, or b another number
 * @throws {SingularMatrixError} when a pivot is exactly zero, with its index
 * @throws {NotPositiveDefiniteError} with `positiveDefinite`, at the first pivot that is not positive
 * @throws {ValueError} when an entry is NaN or infinite, or `lower` or `upper` is no count
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks LU with partial pivoting: 2·n·lower·(lower + upper) flops and 2·n·(2·lower + upper)·k for the solutions, in memory for n·(2·lower +
 *   upper + 1) numbers; tridiagonal matrices have loops of their own. Positive definite: half of it, by Cholesky. Computed in float64
 *   whatever the dtype. Backward stable: |ΔA| ≤ γ·P⁻¹·|L|·|U|.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §4.3; LAPACK dgbsv, dpbsv
 * @example
 * // [[2, 1, 0], [1, 2, 1], [0, 1, 2]]
 * const bands = array([[0, 1, 1], [2, 2, 2], [1, 1, 0]]);
 * solveBanded(bands, array([4, 8, 8]), { lower: 1, upper: 1 }).toArray(); // about [1, 2, 3]
 */
export function solveBanded<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  bands: NDArray<D, A>,
  b: NDArray<E, B> & Check<SolvedSquare<SquareOf<A>, B>, "solveBanded">,
  options: BandedOptions,
): NDArray<Divided<Promote<D, E>>, Result<SolvedSquare<SquareOf<A>, B>>> {
  const shape = bandOptions(options);
  requireNdim("solveBanded", "bands", bands as NDArray, 2);
  requireNdim("solveBanded", "b", b as NDArray, 1);
  const [count, n] = matrixDims(bands as NDArray);
  const want = shape.lower + shape.upper + 1;
  if (count !== want) {
    const expected = `bands must have lower + upper + 1 = ${want} rows`;
    throw new ShapeError("solveBanded", expected, { bands: bands.shape });
  }
  const rows = b.shape[b.ndim === 1 ? 0 : b.ndim - 2];
  if (rows !== n) {
    const expected = `columns ${n} of bands and rows ${rows} of b differ`;
    throw new ShapeError("solveBanded", expected, { bands: bands.shape, b: b.shape });
  }
  const [matrix, rhs] = sameInexact("solveBanded", bands as NDArray, b as NDArray);
  const factors = bandFactors("solveBanded", matrix, shape);
  return byColumns(rhs, (columns) => bind(bandedP, [matrix, columns, ...factors], { ...shape, transposed: false }));
}

interface BandedParams {
  readonly lower: number;
  readonly upper: number;
  readonly definite: boolean;
  readonly transposed: boolean;
}

function bandOptions(options: BandedOptions): Omit<BandedParams, "transposed"> {
  const { lower = 0, upper = 0, positiveDefinite = false } = requireOptions("solveBanded", options);
  for (const [name, value] of Object.entries({ lower, upper })) {
    if (Number.isInteger(value) && value >= 0) continue;
    throw new ValueError("solveBanded", `${name} must be a number of diagonals`, kindOf(value));
  }
  if (positiveDefinite && upper !== 0) {
    const hint = "Give the main diagonal and those below it.";
    throw new ValueError("solveBanded", "upper must be 0 with positiveDefinite", upper, hint);
  }
  return { lower, upper, definite: positiveDefinite };
}

const bandedP: Primitive<BandedParams> = /* @__PURE__ */ primitive<BandedParams>("solveBanded", {
  batch: [2],
  abstract([bands, b]) {
    const batch = broadcastShapes("solveBanded", batchDims(bands), batchDims(b));
    return { type: b.type, layout: rowMajor([...batch, ...matrixDims(b)]) };
  },

  evaluate([, b, ...factors], x, params) {
    requireFinite("solveBanded", "b", b);
    for (const [rhs, out, ...views] of matrices([b, x, ...factors])) solveBandInto(views, rhs, out, params);
  },

  derivative: {
    // B̄ = A⁻ᵀ·X̄ and Ā = −B̄·Xᵀ (Giles 2008), of which the diagonals are given
    vjp(ct, [bands, b, ...factors], x, params) {
      const pulled = bind(bandedP, [bands, ct, ...factors], { ...params, transposed: !params.transposed });
      const gradient = (): NDArray =>
        params.transposed ? bandGradient(x, pulled, params) : bandGradient(pulled, x, params);
      return [() => sumTo(gradient(), bands.shape), () => sumTo(pulled, b.shape), ...factors.map(() => null)];
    },
    // dX = A⁻¹·(dB − dA·X)
    jvp: ([dBands, db], [bands, , ...factors], x, params) =>
      bind(bandedP, [bands, sub(db, bandProduct(dBands, x, params)), ...factors], params),
  },
});
