import { type NDArray, add, matmul, matrixTranspose, tril, triu } from "@linnet/core";
import {
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  matrices,
  matrixDims,
  primitive,
  rowMajor,
  sumTo,
} from "@linnet/core/extend";
import { type MatrixView, gemm, release, unsetWorkspace } from "@linnet/kernels";
import { copyMatrix, keepTriangle } from "../blocked/matrix/copy.js";

/** The whole matrix, or a triangle of it with the diagonal. */
export type Part = "all" | "lower" | "upper";

/** Of which part the operands and the product are; the rest of an operand counts as zeros, the rest of the product is zero. */
export interface Parts {
  readonly a: Part;
  readonly b: Part;
  readonly product: Part;
}

/** Rows and columns of a block, inside of which zeros are multiplied too; smaller matrices go whole. */
const BLOCK = 64;

/**
 * A·B of triangles, or a triangle of A·B, without the products that are known to be zero or not asked for.
 *
 * @param a shape `[…, m, k]`
 * @param b shape `[…, k, n]`
 * @remarks A third of 2·n³ flops for three triangles of one orientation, half of it for one, in blocks; complex products are whole.
 */
export function productOfParts(a: NDArray, b: NDArray, parts: Parts): NDArray {
  const small = Math.min(...matrixDims(a), ...matrixDims(b)) <= BLOCK;
  if (!small && a.type.kind !== "complex") return bind(productOfPartsP, [a, b], parts);
  return partOf(matmul(partOf(a, parts.a), partOf(b, parts.b)), parts.product);
}

function partOf(x: NDArray, part: Part): NDArray {
  return part === "all" ? x : part === "lower" ? tril(x) : triu(x);
}

const productOfPartsP: Primitive<Parts> = /* @__PURE__ */ primitive<Parts>("productOfParts", {
  batch: [2],
  abstract([a, b]) {
    const batch = broadcastShapes("matmul", batchDims(a), batchDims(b));
    return { type: a.type, layout: rowMajor([...batch, matrixDims(a)[0], matrixDims(b)[1]]) };
  },

  evaluate([a, b], c, parts) {
    for (const [x, y, out] of matrices([a, b, c])) {
      withPart(x, parts.a, (left) => withPart(y, parts.b, (right) => multiply(left, right, out, parts)));
    }
  },

  // bilinear, and the parts that count of a cotangent are those of what it belongs to
  derivative: {
    vjp: (ct, [a, b], _c, parts) => [
      () => sumTo(productOfParts(ct, matrixTranspose(b), byLeft(parts)), a.shape),
      () => sumTo(productOfParts(matrixTranspose(a), ct, byRight(parts)), b.shape),
    ],
    jvp: ([da, db], [a, b], _c, parts) => add(productOfParts(da, b, parts), productOfParts(a, db, parts)),
  },
});

function byLeft({ a, b, product }: Parts): Parts {
  return { a: product, b: turned(b), product: a };
}

function byRight({ a, b, product }: Parts): Parts {
  return { a: turned(a), b: product, product: b };
}

/** The same part of the transpose. */
function turned(part: Part): Part {
  return part === "all" ? part : part === "lower" ? "upper" : "lower";
}

/** A copy with zeros in place of what does not count. */
function withPart(x: MatrixView, part: Part, use: (x: MatrixView) => void): void {
  if (part === "all") {
    use(x);
    return;
  }
  const copy = unsetWorkspace(x.type, x.rows, x.cols);
  copyMatrix(x, copy);
  keepTriangle(copy, part);
  use(copy);
  release(copy.storage);
}

/** Blocks of rows, and of columns where B is a triangle; what an inner index ranges over is what both operands have. */
function multiply(a: MatrixView, b: MatrixView, c: MatrixView, parts: Parts): void {
  const [k, n] = [b.rows, b.cols];
  for (let i = 0; i < c.rows; i += BLOCK) {
    const rows = Math.min(BLOCK, c.rows - i);
    const [first, last] = range(parts.product, i, rows, n);
    const width = parts.b === "all" ? Math.max(1, last - first) : BLOCK;
    for (let j = first; j < last; j += width) {
      const cols = Math.min(width, last - j);
      const [from, to] = meet(range(parts.a, i, rows, k), range(turned(parts.b), j, cols, k));
      const block = c.block(i, j, rows, cols);
      gemm(1, a.block(i, from, rows, to - from), b.block(from, j, to - from, cols), 0, block);
    }
  }
  if (parts.product !== "all") keepTriangle(c, parts.product);
}

/** The columns, of `count`, that a part has in rows `at` … `at + size` − 1. */
function range(part: Part, at: number, size: number, count: number): readonly [from: number, to: number] {
  if (part === "lower") return [0, Math.min(count, at + size)];
  return part === "upper" ? [Math.min(count, at), count] : [0, count];
}

function meet([a, b]: readonly [number, number], [c, d]: readonly [number, number]): readonly [number, number] {
  const from = Math.max(a, c);
  return [from, Math.max(from, Math.min(b, d))];
}
