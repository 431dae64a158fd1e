import { type NDArray, add, mul } from "@linnet/core";
import { type Primitive, bind, contiguousLike, matrices, primitive } from "@linnet/core/extend";
import type { MatrixView } from "@linnet/kernels";
import { adjoint } from "./adjoint.js";
import { partOf } from "../blocked/matrix/complex-view.js";
import { copyMatrix } from "../blocked/matrix/copy.js";

/** The symmetric or Hermitian matrix with the lower triangle of `a`, and the real parts of its diagonal. Differentiated along such. */
export function mirrorLower(a: NDArray): NDArray {
  return bind(mirrorP, [a], undefined);
}

const mirrorP: Primitive = /* @__PURE__ */ primitive("mirrorLower", {
  batch: [2],
  abstract: ([a]) => contiguousLike(a),
  evaluate([a], out) {
    for (const [from, to] of matrices([a, out])) {
      copyMatrix(from, to);
      if (to.type.kind !== "complex") {
        mirror(to, 1);
      } else {
        mirror(partOf(to, 0), 1);
        mirror(partOf(to, 1), -1);
      }
    }
  },
  derivative: { vjp: (ct) => [() => hermitianPart(ct)], jvp: ([da]) => hermitianPart(da) },
});

/** aⱼᵢ ← sign·aᵢⱼ for i > j; a sign of −1 makes the diagonal zero. */
function mirror({ data, offset, rows, rowStride, colStride }: MatrixView, sign: 1 | -1): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      data[offset + j * rowStride + i * colStride] = sign * data[offset + i * rowStride + j * colStride];
    }
    if (sign < 0) data[offset + i * (rowStride + colStride)] = 0;
  }
}

/** (X + Xᴴ)/2. */
export function hermitianPart(x: NDArray): NDArray {
  return mul(add(x, adjoint(x)), 0.5);
}
