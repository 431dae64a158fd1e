import { type NDArray, add, expandDims, mul, neg, pad, stack, sum, zeros } from "@linnet/core";
import { conjugate } from "../operand/adjoint.js";
import { batchDims, matrixDims } from "@linnet/core/extend";
import { columns, rows } from "../operand/parts.js";

/** Which diagonals a matrix of bands has. */
export interface Bands {
  readonly lower: number;
  readonly upper: number;
  /** Only the lower half is given, of a Hermitian matrix. */
  readonly definite: boolean;
  /** The transposed matrix is meant. */
  readonly transposed: boolean;
}

/** Entries (first row + t, first column + t) of a square matrix, for t < count. */
interface Diagonal {
  readonly row: number;
  readonly column: number;
  readonly count: number;
}

/** The diagonals of −P·Xᵀ, as `bands` holds them. */
export function bandGradient(p: NDArray, x: NDArray, { lower, upper, definite }: Bands): NDArray {
  const diagonals = Array.from({ length: lower + upper + 1 }, (_, r) => {
    const own = diagonalOfProduct(p, x, r - upper);
    if (!definite) return own;
    // A[i, j] and its conjugate A[j, i] move together; the diagonal is real
    return r === 0 ? realPart(own) : add(own, conjugate(diagonalOfProduct(x, p, r)));
  });
  return neg(stack(diagonals, { axis: -2 }) as NDArray);
}

/** A·X, or Aᵀ·X, for the A that `bands` holds. */
export function bandProduct(bands: NDArray, x: NDArray, { lower, upper, definite, transposed }: Bands): NDArray {
  const terms = Array.from({ length: lower + upper + 1 }, (_, r) => {
    const given: NDArray = rows(bands, r, r + 1);
    const diagonal = definite && r === 0 ? realPart(given) : given;
    const own = diagonalTimes(diagonal, x, r - upper, transposed);
    return definite && r > 0 ? add(own, diagonalTimes(conjugate(diagonal), x, r, !transposed)) : own;
  });
  return terms.reduce((total, next) => add(total, next));
}

/** Σₖ p[j + offset, k]·x[j, k] for each column j, 0 where there is no such row. */
function diagonalOfProduct(p: NDArray, x: NDArray, offset: number): NDArray {
  const [n] = matrixDims(x);
  const { row, column, count } = diagonalAt(n, offset);
  if (count === 0) return zeros([...batchDims(x), n], { dtype: x.dtype });
  const products = mul(rows(p, row, row + count), rows(x, column, column + count));
  return padded(sum(products, { axis: -1 }), -1, column, n - column - count);
}

/** D·X for the matrix D whose one diagonal is `diagonal`, 1×n, each entry in its column; Dᵀ·X when transposed. */
function diagonalTimes(diagonal: NDArray, x: NDArray, offset: number, transposed: boolean): NDArray {
  const [n] = matrixDims(x);
  const { row, column, count } = diagonalAt(n, offset);
  const [from, to] = transposed ? [row, column] : [column, row];
  const entries = columns(rows(diagonal, 0, 1), column, column + count);
  const factors = expandDims(sum(entries, { axis: -2 }), -1); // the row as a column
  return padded(mul(factors, rows(x, from, from + count)), -2, to, n - to - count);
}

function diagonalAt(n: number, offset: number): Diagonal {
  return { row: Math.max(0, offset), column: Math.max(0, -offset), count: Math.max(0, n - Math.abs(offset)) };
}

/** Zeros before and after along an axis counted from the end. */
function padded(x: NDArray, axis: -1 | -2, before: number, after: number): NDArray {
  const widths = x.shape.map((_: number, i: number): readonly [number, number] =>
    i === x.ndim + axis ? [before, after] : [0, 0],
  );
  return pad(x, widths) as NDArray;
}

function realPart(x: NDArray): NDArray {
  return x.type.kind === "complex" ? mul(add(x, conjugate(x)), 0.5) : x;
}
