import {
  type NDArray,
  flip,
  matmul,
  matrixTranspose,
  neg,
  pad,
  reshape,
  sub,
  sum,
  take,
  tril,
  triu,
  zerosLike,
} from "@linnet/core";
import {
  type MatrixView,
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
import type { Width } from "../blocked/matrix/lanes.js";
import { levinson } from "../blocked/solve/levinson.js";
import { SingularMatrixError } from "../errors.js";
import { columns, rows } from "../operand/parts.js";

/**
 * X with T·X = B for the Toeplitz matrix of a column and a row, by Levinson's recursion.
 *
 * @param c `[…, n, 1]`, of b's dtype
 * @param r `[…, n, 1]`, which begins as c does
 * @param b `[…, n, k]`
 */
export function toeplitzSolve(c: NDArray, r: NDArray, b: NDArray): NDArray {
  return bind(toeplitzP, [c, r, b], undefined);
}

const toeplitzP: Primitive = /* @__PURE__ */ primitive("solveToeplitz", {
  batch: [2],
  abstract([c, r, b]) {
    const op = "solveToeplitz";
    const batch = broadcastShapes(op, broadcastShapes(op, batchDims(c), batchDims(r)), batchDims(b));
    return { type: b.type, layout: rowMajor([...batch, ...matrixDims(b)]) };
  },

  evaluate([c, r, b], x) {
    requireFinite("solveToeplitz", "b", b);
    const width = b.type.kind === "complex" ? 2 : 1;
    const [n, k] = matrixDims(b);
    let count = 0;
    for (const [column, row, rhs, out] of matrices([c, r, b, x])) {
      const numbers = read(rhs, width);
      const failed = n === 0 ? -1 : levinson(n, k, width, read(column, width), read(row, width), numbers);
      if (failed >= 0) {
        const hint = "Levinson's recursion needs all leading blocks to be so: use solve on the whole matrix.";
        throw new SingularMatrixError("solveToeplitz", failed, batchIndex(count, batchDims(x)), hint);
      }
      write(numbers, out, width);
      count++;
    }
  },

  derivative: {
    // B̄ = T⁻ᵀ·X̄, and the cotangents of c and r are sums over the diagonals of −B̄·Xᵀ
    vjp(ct, [c, r, b], x) {
      const pulled = toeplitzSolve(r, c, ct);
      const [n] = matrixDims(b);
      const sums = (): NDArray => diagonalSums(neg(matmul(pulled, matrixTranspose(x)))); // from i − j = 1 − n to n − 1
      const below = (): NDArray => rows(sums(), n - 1, 2 * n - 1);
      const above = (): NDArray => {
        const reversed = flip(rows(sums(), 0, n - 1), { axis: -2 }) as NDArray;
        return pad(
          reversed,
          reversed.shape.map((_: number, i: number) => [Number(i === reversed.ndim - 2), 0] as const),
        ) as NDArray;
      };
      if (n === 0) return [() => zerosLike(c), () => zerosLike(r), () => sumTo(pulled, b.shape)];
      return [() => sumTo(below(), c.shape), () => sumTo(above(), r.shape), () => sumTo(pulled, b.shape)];
    },
    // dX = T⁻¹·(dB − dT·X)
    jvp: ([dc, dr, db], [c, r], x) => toeplitzSolve(c, r, sub(db, matmul(wholeMatrix(dc, dr), x))),
  },
});

/** Sums over the diagonals of `[…, n, n]`, from the highest to the lowest: `[…, 2n − 1, 1]`. */
function diagonalSums(a: NDArray): NDArray {
  const n = a.shape[a.ndim - 1];
  const batch = batchDims(a);
  // with columns reversed and n zeros behind, rows of 2n − 1 of the same numbers have each diagonal of A in one column
  const padded = pad(
    flip(a, { axis: -1 }) as NDArray,
    a.shape.map((_: number, i: number): readonly [number, number] => [0, i === a.ndim - 1 ? n : 0]),
  ) as NDArray;
  const run = columns(reshape(padded, [...batch, 2 * n * n]), 0, n * (2 * n - 1));
  return reshape(sum(reshape(run, [...batch, n, 2 * n - 1]), { axis: -2 }), [...batch, 2 * n - 1, 1]);
}

/** T itself, from columns `[…, n, 1]`; the diagonal is c's. */
function wholeMatrix(c: NDArray, r: NDArray): NDArray {
  const n = c.shape[c.ndim - 2];
  const [down, across] = [reshape(c, c.shape.slice(0, -1)), reshape(r, r.shape.slice(0, -1))];
  const places = Array.from({ length: n * n }, (_, at) => Math.floor(at / n) - (at % n));
  const entries = (x: NDArray): NDArray => {
    const taken = take(x, places.map(Math.abs), { axis: -1 }) as NDArray;
    return reshape(taken, [...x.shape.slice(0, -1), n, n]);
  };
  return tril(entries(down)).add(triu(entries(across), { k: 1 }));
}

/** Columns one after the other. */
function read(a: MatrixView, width: Width): Float64Array {
  const numbers = new Float64Array(width * a.rows * a.cols);
  const { data } = a;
  let to = 0;
  for (let j = 0; j < a.cols; j++) {
    for (let i = 0; i < a.rows; i++) {
      const from = width * (a.offset + i * a.rowStride + j * a.colStride);
      for (let part = 0; part < width; part++) numbers[to++] = data[from + part];
    }
  }
  return numbers;
}

function write(numbers: Float64Array, a: MatrixView, width: Width): void {
  const { data } = a;
  let from = 0;
  for (let j = 0; j < a.cols; j++) {
    for (let i = 0; i < a.rows; i++) {
      const to = width * (a.offset + i * a.rowStride + j * a.colStride);
      for (let part = 0; part < width; part++) data[to + part] = numbers[from++];
    }
  }
}
