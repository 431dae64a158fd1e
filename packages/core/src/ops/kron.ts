import type { DType, Promote } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import { requireNumbers } from "../array/require-numbers.js";
import type { Kronecker } from "../array/typed-axes.js";
import type { Shape } from "../array/typed-shape.js";
import { mul } from "./arithmetic.js";
import { reshape } from "./reshape.js";

/**
 * The Kronecker product: every element of `a` times the whole of `b`, as blocks. An operand of fewer axes gets leading ones
 * of length 1.
 *
 *     C[p·i + r, q·j + s] = A[i, j] · B[r, s], B being p×q
 *
 * @throws {DTypeError} for bool operands
 * @example
 * kron(eye(2), array([[1, 2]])).toArray(); // [[1, 2, 0, 0], [0, 0, 1, 2]]
 */
export function kron<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B>,
): NDArray<Promote<D, E>, Kronecker<A, B>> {
  const [x, y] = requireNumbers("kron", a, b);
  const ndim = Math.max(x.ndim, y.ndim);
  const [s, t] = [x, y].map(({ layout }) => [
    ...new Array<number>(ndim - layout.shape.length).fill(1),
    ...layout.shape,
  ]);
  const blocks = mul(
    reshape(
      x,
      s.flatMap((n) => [n, 1]),
    ),
    reshape(
      y,
      t.flatMap((n) => [1, n]),
    ),
  ) as NDArray; // lengths of 1 meet everything
  return reshape(
    blocks,
    s.map((n, i) => n * t[i]),
  ) as NDArray;
}
