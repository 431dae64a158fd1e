import { type NDArray, mul, real, sum } from "@linnet/core";
import { type Primitive, batchDims, bind, elements, matrixDims, primitive, rowMajor } from "@linnet/core/extend";
import { realType } from "@linnet/kernels";
import { conjugate } from "../operand/adjoint.js";
import { polar } from "../svd/polar.js";
import { singularValuesOf } from "../svd/svd.js";
import { perMatrix } from "../operand/per-matrix.js";

/**
 * The sum of the singular values, in the name of `op`. Its gradient U·Vᴴ is the polar factor of A, which is unique and smooth where A has
 * full rank, at repeated singular values too; elsewhere it is one of many subgradients.
 *
 * @see Watson 1992, *Characterization of the subdifferential of some matrix norms*
 */
export function nuclearNorm(op: string, a: NDArray): NDArray {
  return bind(nuclearNormP, [a], op);
}

/** Params: in whose name it complains. */
const nuclearNormP: Primitive<string> = /* @__PURE__ */ primitive<string>("nuclearNorm", {
  batch: [2],
  abstract: ([a]) => ({
    type: a.type.kind === "complex" ? realType(a.type) : a.type,
    layout: rowMajor(batchDims(a)),
  }),

  evaluate([a], out, op) {
    const norms = sum(singularValuesOf(op, a), { axis: -1 });
    elements(out.storage, out.type).set(norms.toTypedArray() as Float64Array, out.offset);
  },

  derivative: {
    vjp: (ct, [a]) => [() => mul(conjugate(polarFactor(a)), perMatrix(ct))],
    jvp: ([da], [a]) => real(sum(mul(conjugate(polarFactor(a)), da), { axis: [-2, -1] })),
  },
});

function polarFactor(a: NDArray): NDArray {
  const [m, n] = matrixDims(a);
  return polar(a, { side: m >= n ? "right" : "left" }).U;
}
