import { type NDArray, matrixTranspose } from "@linnet/core";
import { type MatrixView, type Primitive, bind, contiguousLike, matrices, primitive } from "@linnet/core/extend";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { indicesOf } from "../lu/lu-factor.js";

/** Params: put rows back where they came from, instead of taking them. */
type Direction = "take" | "putBack";

/**
 * P·X for `"take"`: row i of the result is row `order[i]` of X. Pᵀ·X for `"putBack"`, its inverse and its adjoint.
 *
 * @param x shape `[…, m, n]`
 * @param order int32 `[…, m, 1]`, a permutation per matrix, the same leading axes
 */
export function permuteRows(x: NDArray, order: NDArray, direction: Direction): NDArray {
  return bind(permuteRowsP, [x, order], direction);
}

/** P·X·Pᵀ for `"take"`, Pᵀ·X·P for `"putBack"`. */
export function permuteBoth(x: NDArray, order: NDArray, direction: Direction): NDArray {
  const moved = permuteRows(x, order, direction);
  return matrixTranspose(permuteRows(matrixTranspose(moved), order, direction));
}

const permuteRowsP: Primitive<Direction> = /* @__PURE__ */ primitive<Direction>("permuteRows", {
  batch: [2],
  abstract: ([x]) => contiguousLike(x),

  evaluate([x, order], y, direction) {
    for (const [from, rows, to] of matrices([x, order, y])) {
      const indices = indicesOf(rows);
      for (let i = 0; i < indices.length; i++) {
        if (direction === "take") copyMatrix(row(from, indices[i]), row(to, i));
        else copyMatrix(row(from, i), row(to, indices[i]));
      }
    }
  },

  derivative: {
    vjp: (ct, [, order], _y, direction) => [
      () => permuteRows(ct, order, direction === "take" ? "putBack" : "take"),
      null,
    ],
    jvp: ([dx], [, order], _y, direction) => permuteRows(dx, order, direction),
  },
});

function row(a: MatrixView, i: number): MatrixView {
  return a.block(i, 0, 1, a.cols);
}
