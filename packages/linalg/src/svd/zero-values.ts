import { type NDArray, diagonal, zerosLike } from "@linnet/core";
import {
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  matrices,
  matrixDims,
  primitive,
  rowMajor,
} from "@linnet/core/extend";
import type { MatrixView } from "@linnet/kernels";
import { columnOf } from "../operand/column-of.js";
import { epsilonOf } from "../operand/epsilon.js";
import { DerivativeError } from "../errors.js";

/** How a loss depends on the vectors of one side. */
export interface SideLoss {
  /** Qᴴ·Q̄ − Q̄ᴴ·Q, `[…, k, k]`. */
  readonly turning: NDArray;
  /** Norms of the gradients by the vectors, and of what of them lies outside of Q, `[…, k]`. */
  readonly sizes: NDArray;
  readonly outside: NDArray;
}

/**
 * 1 for pairs of singular values that are 0 to rounding, 0 elsewhere: there U and V turn independently of one another, each also within
 * what the thin factors leave out, and 1/(sᵢ + sⱼ) and 1/sᵢ do not exist. A loss of vectors alone that none of this changes takes
 * nothing from these pairs; one that uses values as well must use neither values nor vectors of them.
 *
 * A single zero of a real square matrix is none: with a sign to s, its vectors are as smooth as others.
 *
 * @param sides null for tangents
 * @param ctValues null where the loss uses no values
 * @throws {DerivativeError} for other losses, and for tangents
 */
export function zeroPairs(
  a: NDArray,
  S: NDArray,
  sides: readonly [U: SideLoss, V: SideLoss] | null,
  ctValues: NDArray | null,
): readonly [pairs: NDArray, zeros: NDArray] {
  const inputs = [S];
  if (sides !== null) {
    for (const { turning, sizes, outside } of sides) inputs.push(turning, sizes, outside);
    inputs.push(ctValues ?? zerosLike(S));
  }
  const [m, n] = matrixDims(a);
  const isSmooth = m === n && a.type.kind !== "complex";
  const params: Params = {
    largestSide: Math.max(m, n),
    isSmooth,
    isLoss: sides !== null,
    usesValues: ctValues !== null,
  };
  const pairs = bind(zeroPairsP, inputs, params);
  return [pairs, diagonal(pairs)];
}

interface Params {
  readonly largestSide: number;
  /** Whether a single zero is as smooth as other values. */
  readonly isSmooth: boolean;
  readonly isLoss: boolean;
  readonly usesValues: boolean;
}

/** Inputs: values and, for a loss, turning, sizes and outside of both sides, and cotangents of the values. */
const zeroPairsP: Primitive<Params> = /* @__PURE__ */ primitive<Params>("zeroPairs", {
  batch: [1, 2, 1, 1, 2, 1, 1, 1],
  abstract([S, turning]) {
    const { shape } = S.layout;
    const k = shape[shape.length - 1];
    const batch = shape.slice(0, -1);
    const dims = turning === undefined ? batch : broadcastShapes("svd", batch, batchDims(turning));
    return { type: S.type, layout: rowMajor([...dims, k, k]) };
  },

  evaluate([S, ...loss], out, params) {
    const inputs = loss.map((x, i) => (i === 0 || i === 3 ? x : columnOf(x)));
    for (const [s, pairs, ...rest] of matrices([columnOf(S), out, ...inputs])) {
      const tolerance = params.largestSide * epsilonOf(S.type) * (s.rows === 0 ? 0 : sizeAt(s, 0));
      const zeros = Array.from({ length: s.rows }, (_, i) => i).filter((i) => sizeAt(s, i) <= tolerance);
      if (!(params.isSmooth && zeros.length === 1)) requireFair(params, s, rest, zeros);
      const { data, offset, rowStride } = pairs;
      data.fill(0, offset, offset + pairs.rows * rowStride);
      for (const i of zeros) for (const j of zeros) data[offset + i * rowStride + j] = 1;
    }
  },

  derivative: false,
});

function requireFair(
  { isLoss, usesValues }: Params,
  s: MatrixView,
  loss: readonly MatrixView[],
  zeros: number[],
): void {
  if (zeros.length === 0) return;
  const found = `${sizeAt(s, zeros[0])} at index ${zeros[0]}`;
  if (!isLoss) {
    const hint = "Differentiate in reverse, use polar or pinv, or svdvals where only the values matter.";
    throw new DerivativeError("svd", "tangents of vectors need singular values that are not 0", found, hint);
  }
  const sides = [loss.slice(0, 3), loss.slice(3, 6)];
  for (const [turning, sizes, outside] of sides) {
    const precision = Math.sqrt(epsilonOf(turning.type));
    for (const i of zeros) {
      if (sizeAt(outside, i) > precision * sizeAt(sizes, i)) refuseThin(found);
      for (const j of zeros) {
        if (sizeAt(turning, i, j) <= precision * Math.max(sizeAt(sizes, i), sizeAt(sizes, j))) continue;
        throw new DerivativeError(
          "svd",
          "a function of the vectors of a singular value 0 must not depend on the bases of either side",
          `one that does, at ${found}`,
          "Use what is the same for every basis, as U·Uᴴ of all of them, or svdvals where only the values matter.",
        );
      }
    }
  }
  if (usesValues && zeros.some((i) => [loss[1], loss[4], loss[6]].some((x) => sizeAt(x, i) !== 0))) {
    throw new DerivativeError(
      "svd",
      "the derivative by vectors and values needs singular values that are not 0",
      found,
      "Use funmh of [[0, A], [Aᴴ, 0]] for U·diag(f(S))·Vᴴ, pinv or polar, or svdvals where only the values matter.",
    );
  }
}

function refuseThin(found: string): never {
  throw new DerivativeError(
    "svd",
    "the derivative of the thin factors of a rectangular matrix needs full rank",
    `a singular value of ${found}`,
    "Use svdvals where only the values matter, or keep the leading columns only.",
  );
}

/** |xᵢⱼ|. */
function sizeAt({ type, data, offset, rowStride, colStride }: MatrixView, i: number, j = 0): number {
  const at = offset + i * rowStride + j * colStride;
  return type.kind === "complex" ? Math.hypot(data[2 * at], data[2 * at + 1]) : Math.abs(data[at]);
}
