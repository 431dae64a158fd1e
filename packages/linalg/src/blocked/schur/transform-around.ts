import { type MatrixView, release, unsetWorkspace } from "@linnet/kernels";
import { copyMatrix } from "../matrix/copy.js";
import { product } from "../matrix/product.js";
import { replaceByProduct } from "../matrix/replace-by-product.js";

/** A matrix on its way to Schur form, real or complex, and what goes with it. */
export interface Iterated {
  readonly h: MatrixView;
  /** Its rows are transformed as those of H; null when nobody asks for them. */
  readonly z: MatrixView | null;
}

/** What a similarity of rows and columns first … first + m − 1 takes by products. */
export interface Around {
  readonly first: number;
  /** Columns right of the block: from … to − 1. */
  readonly right: readonly [from: number, to: number];
  /** Rows above it: from … to − 1. */
  readonly above: readonly [from: number, to: number];
}

/**
 * U·A·Uᴴ where U is the identity but for a block of order m, whose own part of A has been transformed already: the rows right of it,
 * the columns above it, and the rows of Z, each by one product.
 *
 * @param u m×m
 */
export function transformAround({ h, z }: Iterated, u: MatrixView, { first, right, above }: Around): void {
  const m = u.rows;
  const work = unsetWorkspace(u.type, Math.max(h.rows, z?.cols ?? 0), m);
  if (right[1] > right[0]) replaceByProduct(u, h.block(first, right[0], m, right[1] - right[0]), work);
  const rows = above[1] - above[0];
  if (rows > 0) {
    const block = h.block(above[0], first, rows, m);
    const changed = work.block(0, 0, rows, m);
    product(1, block, u.T, 0, changed, "b");
    copyMatrix(changed, block);
  }
  if (z !== null) replaceByProduct(u, z.block(first, 0, m, z.cols), work);
  release(work.storage);
}
