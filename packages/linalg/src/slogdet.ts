import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  eye,
  expandDims,
  mul,
  sum,
  zerosLike,
} from "@linnet/core";
import {
  type Aval,
  type PrimitiveMany,
  batchDims,
  bindMany,
  elements,
  matrices,
  primitiveMany,
  requireSquare,
  rowMajor,
} from "@linnet/core/extend";
import { parity, signAndLog } from "./lu-diagonal.js";
import { type LuFactors, indicesOf, luFactors } from "./lu-factor.js";
import { solveFactored } from "./lu-solve.js";
import type { BatchOf, Square } from "./typed-shape.js";

/** What `slogdet` answers: det A = sign·exp(logAbsDet). */
export interface SignedLogDet<D extends DType, B extends Shape> {
  /** −1, 0 or 1; a constant to differentiation. */
  readonly sign: NDArray<D, B>;
  /** −∞ for a singular matrix. */
  readonly logAbsDet: NDArray<D, B>;
}

/**
 * Sign and logarithm of the magnitude of the determinant, which neither over- nor underflow.
 *
 * @param a shape `[…, n, n]`
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 */
export function slogdet<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "slogdet">,
): SignedLogDet<Divided<D>, BatchOf<S>> {
  const [sign, logAbsDet] = slogdetFromLu(luFactors("slogdet", requireSquare("slogdet", a as NDArray)));
  return { sign, logAbsDet };
}

/** Sign and log |det A| from its factors. */
export function slogdetFromLu({ a, packed, order }: LuFactors): readonly [sign: NDArray, logAbsDet: NDArray] {
  const [sign, logAbsDet] = bindMany(slogdetP, [a, packed, order], undefined);
  return [sign, logAbsDet];
}

const slogdetP: PrimitiveMany = /* @__PURE__ */ primitiveMany("slogdet", {
  abstract: ([a]) => [onePerMatrix(a), onePerMatrix(a)],

  evaluate([, packed, order], [sign, logAbs]) {
    const signs = elements(sign.storage, sign.type);
    const logs = elements(logAbs.storage, logAbs.type);
    let count = 0;
    for (const [lu, rows] of matrices([packed, order])) {
      const [s, l] = signAndLog(lu, parity(indicesOf(rows)));
      signs[sign.offset + count] = s;
      logs[logAbs.offset + count] = l;
      count++;
    }
  },

  derivative: {
    // d log |det A| = tr(A⁻¹·dA); the sign is locally constant
    vjp: ([, ct], [a, packed, order]) => [
      () => (ct === null ? zerosLike(a) : mul(perMatrix(ct), inverseTransposed("slogdet", { a, packed, order }))),
      null,
      null,
    ],
    jvp: ([da], [a, packed, order], [sign]) => [
      zerosLike(sign),
      sum(mul(inverseTransposed("slogdet", { a, packed, order }), da), { axis: [-2, -1] }),
    ],
  },
});

/** A⁻ᵀ, in the name of `op`. */
export function inverseTransposed(op: string, factors: LuFactors): NDArray {
  const { a } = factors;
  return solveFactored(op, factors, eye(a.shape[a.ndim - 1], { dtype: a.dtype }), true);
}

/** One number per matrix, to multiply matrices with. */
export function perMatrix(x: NDArray): NDArray {
  return expandDims(expandDims(x, -1), -1);
}

/** dtype and layout of one number per matrix. */
export function onePerMatrix(a: Aval): Aval {
  return { type: a.type, layout: rowMajor(batchDims(a)) };
}
