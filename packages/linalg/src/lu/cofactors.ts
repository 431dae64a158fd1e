import {
  type NDArray,
  any,
  diag,
  diagonal,
  expandDims,
  matmul,
  matrixTranspose,
  mul,
  notEqual,
  squeeze,
  sub,
} from "@linnet/core";
import { type Primitive, bind, contiguousLike, matrices, primitive, withElements } from "@linnet/core/extend";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { DerivativeError } from "../errors.js";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { epsilonOf } from "../operand/epsilon.js";
import { svdFactors } from "../svd/svd.js";
import { leftOutProducts } from "./left-out-products.js";
import { luFactors } from "./lu-factor.js";
import { slogdetFromLu } from "./slogdet.js";

/** det A and what is known of A, to find its gradient from. */
export interface DetPoint {
  readonly a: NDArray;
  /** det A, one per matrix. */
  readonly d: NDArray;
  /** An estimate of the condition, one per matrix. */
  readonly condition: () => NDArray;
  readonly inverseTransposed: () => NDArray;
}

/**
 * The matrix of cofactors of A, the gradient of det A: det A·A⁻ᵀ where the inverse has digits, and where one of a batch has few or
 * none, for all
 *
 *     C = ω·Ū·diag(πᵢ)·Vᵀ,  πᵢ = ∏ⱼ≠ᵢ sⱼ,  ω = det U·det Vᴴ
 *
 * from the singular value decomposition A = U·S·Vᴴ, which divides by nothing: π is 0 at rank n − 2 and less.
 */
export function cofactorsOf(point: DetPoint): NDArray {
  const { a, d } = point;
  if (hasDigits(point)) return mul(expandDims(expandDims(d, -1), -1), point.inverseTransposed());
  const [U, S, Vh] = svdFactors("det", a);
  return bind(cofactorsP, [a, U, expandDims(S, -1), Vh], undefined);
}

/** Whether det A·A⁻ᵀ and its derivatives, in which condition numbers cancel, keep half of the digits. */
function hasDigits({ a, d, condition }: DetPoint): boolean {
  const least = Math.sqrt(epsilonOf(a.type));
  const [small, large] =
    a.type.name === "float32" || a.type.name === "complex64" ? [2 ** -100, 2 ** 100] : [1e-280, 1e280];
  const sizes = numbersOf(d);
  if (sizes.some((size) => !(size > small && size < large))) return false;
  return numbersOf(condition()).every((k) => k * least < 1);
}

/** Magnitudes, of complex numbers those of the larger part. */
function numbersOf(x: NDArray): readonly number[] {
  const numbers = Array.from(withElements(x).toTypedArray(), (value) => Math.abs(Number(value)));
  if (x.type.kind !== "complex") return numbers;
  return numbers.flatMap((value, i) => (i % 2 === 0 ? [Math.max(value, numbers[i + 1])] : []));
}

/** Inputs: A, and U, S as a column, and Vᴴ as constants. */
const cofactorsP: Primitive = /* @__PURE__ */ primitive("cofactors", {
  batch: [2],
  abstract: ([a]) => contiguousLike(a),

  evaluate([, ...factors], out) {
    copyInto(out, inBasis(factors, diag(diagonal(leftOutProducts(factors[1])) as NDArray) as NDArray));
  },

  // the second derivative of det is symmetric in its two directions
  derivative: {
    vjp: (ct, [a, ...factors]) => [() => along(ct, a, factors), ...factors.map(() => null)],
    jvp: ([da], [a, ...factors]) => along(da, a, factors),
  },
});

/** How the cofactors of A change when A moves along H. */
function along(h: NDArray, a: NDArray, factors: readonly NDArray[]): NDArray {
  return bind(cofactorsAlongP, [h, a, ...factors], undefined);
}

/**
 * With G = Uᴴ·H·V and πᵢⱼ the product of all singular values but i and j: ω·Ū·M·Vᵀ where Mᵢⱼ = −πᵢⱼ·Gⱼᵢ off the diagonal and
 * Mᵢᵢ = Σⱼ≠ᵢ πᵢⱼ·Gⱼⱼ on it, as minors of order 2 give.
 */
const cofactorsAlongP: Primitive = /* @__PURE__ */ primitive("cofactorsAlong", {
  batch: [2],
  abstract: ([h]) => contiguousLike(h),

  evaluate([h, , ...factors], out) {
    const [U, S, Vh] = factors;
    const products = leftOutProducts(S);
    const pairs = sub(products, diag(diagonal(products) as NDArray));
    const G = matmul(matmul(adjoint(U), h), adjoint(Vh));
    const onDiagonal: NDArray = squeeze(matmul(pairs, expandDims(diagonal(G) as NDArray, -1)), -1);
    copyInto(out, inBasis(factors, sub(diag(onDiagonal) as NDArray, mul(pairs, matrixTranspose(G)))));
  },

  derivative: {
    vjp: (ct, [, a, ...factors]) => [() => along(ct, a, factors), refuse, ...factors.map(() => null)],
    jvp([dh, da], [, a, ...factors]) {
      return any(withElements(notEqual(da, 0))).item() === 0 ? along(dh, a, factors) : refuse();
    },
  },
});

/** ω·Ū·X·Vᵀ. */
function inBasis([U, , Vh]: readonly NDArray[], x: NDArray): NDArray {
  const orientation = mul(orientationOf(U), orientationOf(Vh));
  const turned = matmul(matmul(conjugate(U), x), conjugate(Vh));
  return mul(expandDims(expandDims(orientation, -1), -1), turned);
}

/** det Q of unitary matrices. */
function orientationOf(Q: NDArray): NDArray {
  return slogdetFromLu(luFactors("det", Q))[0];
}

function copyInto(out: NDArray, x: NDArray): void {
  for (const [from, to] of matrices([x, out])) copyMatrix(from, to);
}

function refuse(): never {
  throw new DerivativeError(
    "det",
    "the third derivative needs a well-conditioned matrix",
    "one that is singular, or nearly so",
    "The first and second are there for every matrix.",
  );
}
