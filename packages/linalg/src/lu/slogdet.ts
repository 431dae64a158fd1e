import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type RealOf,
  type Shape,
  add,
  eye,
  imag,
  mul,
  real,
  sum,
  zerosLike,
} from "@linnet/core";
import {
  type Aval,
  type MatrixView,
  type PrimitiveMany,
  batchDims,
  bindMany,
  elements,
  matrices,
  primitiveMany,
  requireSquare,
  rowMajor,
  withElements,
} from "@linnet/core/extend";
import { realType } from "@linnet/kernels";
import { firstZeroPivot } from "../blocked/lu/lu.js";
import { DerivativeError, ofMatrix } from "../errors.js";
import { batchIndex } from "../operand/batch.js";
import { perMatrix } from "../operand/per-matrix.js";
import { timesI } from "../operand/times-i.js";
import { phaseAndLog } from "./complex-lu-diagonal.js";
import { parity, signAndLog } from "./lu-diagonal.js";
import { type LuFactors, indicesOf, luFactors } from "./lu-factor.js";
import { solveFactored } from "./lu-solve.js";
import type { BatchOf, Square } from "../operand/typed-shape.js";

/** What `slogdet` answers: det A = sign·exp(logAbsDet). */
export interface SignedLogDet<D extends DType, B extends Shape> {
  /** −1, 0 or 1, a constant to differentiation; for complex A 0 or a number on the unit circle. */
  readonly sign: NDArray<D, B>;
  /** Real; −∞ for a singular matrix. */
  readonly logAbsDet: NDArray<RealOf<D>, B>;
}

/**
 * Sign and logarithm of the magnitude of the determinant, which neither over- nor underflow.
 *
 * @param a shape `[…, n, n]`
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks The gradient of the logarithm is A⁻ᵀ; at a singular matrix there is none, and to ask for it is a `DerivativeError`.
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
  batch: [2],
  abstract([a]) {
    const sign = onePerMatrix(a);
    return [sign, { type: realType(a.type), layout: sign.layout }];
  },

  evaluate([, packed, order], [sign, logAbs]) {
    const signs = elements(sign.storage, sign.type);
    const logs = elements(logAbs.storage, logAbs.type);
    let count = 0;
    for (const [lu, rows] of matrices([packed, order])) {
      const turns = parity(indicesOf(rows));
      // fresh outputs: they begin at 0 and are contiguous
      if (sign.type.kind !== "complex") [signs[count], logs[count]] = signAndLog(lu, turns);
      else [signs[2 * count], signs[2 * count + 1], logs[count]] = phaseAndLog(lu, turns);
      count++;
    }
  },

  derivative: {
    // With t = tr(A⁻¹·dA): d log |det A| = Re t, and d sign = i·sign·Im t, which is 0 for real A
    vjp: ([ctSign, ctLog], [a, packed, order], [sign]) => [
      () => {
        const ct = complexFactor(ctLog, a.type.kind === "complex" ? ctSign : null, sign);
        return ct === null ? zerosLike(a) : mul(perMatrix(ct), logGradient("slogdet", { a, packed, order }));
      },
      null,
      null,
    ],
    jvp([da], [a, packed, order], [sign]) {
      const t = sum(mul(logGradient("slogdet", { a, packed, order }), da), { axis: [-2, -1] });
      return [a.type.kind === "complex" ? mul(timesI(imag(t)), sign) : zerosLike(sign), real(t)];
    },
  },
});

/** By what A⁻ᵀ is multiplied in the gradient: the cotangent of the logarithm, and i·Im(ct·sign) of that of a complex sign. */
function complexFactor(ctLog: NDArray | null, ctSign: NDArray | null, sign: NDArray): NDArray | null {
  if (ctSign === null) return ctLog;
  const turned = timesI(imag(mul(ctSign, sign)));
  return ctLog === null ? turned : add(ctLog, turned);
}

/**
 * A⁻ᵀ, the gradient of log |det A|.
 *
 * @throws {DerivativeError} when A is singular
 */
function logGradient(op: string, factors: LuFactors): NDArray {
  requireLogarithm(op, factors.a, matrices([withElements(factors.packed)]), ([lu]) => firstZeroPivot(lu));
  return inverseTransposed(op, factors);
}

/** Refuses to differentiate the logarithm of 0. @throws {DerivativeError} with the pivot that is 0 */
export function requireLogarithm(
  op: string,
  a: NDArray,
  factors: Iterable<readonly MatrixView[]>,
  zeroPivot: (factors: readonly MatrixView[]) => number,
): void {
  let count = 0;
  for (const views of factors) {
    const pivot = zeroPivot(views);
    if (pivot >= 0) {
      throw new DerivativeError(
        op,
        "the derivative of log |det a| needs a nonsingular matrix, beside which it is −∞",
        `pivot 0 at index ${pivot}${ofMatrix(batchIndex(count, batchDims(a)))}`,
        "Use det, whose gradient is the matrix of cofactors at every matrix.",
      );
    }
    count++;
  }
}

/** A⁻ᵀ, in the name of `op`. */
export function inverseTransposed(op: string, factors: LuFactors): NDArray {
  const { a } = factors;
  return solveFactored(op, factors, eye(a.shape[a.ndim - 1], { dtype: a.dtype }), true);
}

/** dtype and layout of one number per matrix. */
export function onePerMatrix(a: Aval): Aval {
  return { type: a.type, layout: rowMajor(batchDims(a)) };
}
