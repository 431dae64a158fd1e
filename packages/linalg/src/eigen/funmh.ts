import {
  type Check,
  DTypeError,
  type DType,
  type Divided,
  type NDArray,
  type Result,
  type Shape,
  ShapeError,
  ValueError,
  any,
  astype,
  notEqual,
} from "@linnet/core";
import {
  type Primitive,
  bind,
  contiguousLike,
  matrices,
  primitive,
  requireOptions,
  requireSquare,
  sameShape,
  withElements,
} from "@linnet/core/extend";
import { type MatrixView, gemm, release, workspace } from "@linnet/kernels";
import { conjugate } from "../operand/adjoint.js";
import { withAdjoint } from "../blocked/matrix/adjoint.js";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { makeHermitian } from "../blocked/matrix/hermitian.js";
import { columnOf } from "../operand/column-of.js";
import { hermitianPart } from "../operand/mirror.js";
import { requireInexactMatrix } from "../operand/operands.js";
import { DerivativeError } from "../errors.js";
import type { ElementwiseFunction } from "./divided-differences.js";
import { eighFactors } from "./eigh.js";
import { functionDerivative } from "./funmh-derivative.js";
import type { Square } from "../operand/typed-shape.js";

/** Options of `funmh`. */
export interface FunmhOptions {
  /** f′, f″, …: as many as derivatives are taken. Default none. */
  readonly derivatives?: readonly ElementwiseFunction[];
}

/**
 * A function of a symmetric or Hermitian matrix: f of its eigenvalues, in the basis of its eigenvectors. Reads the lower triangle only.
 *
 *     f(A) = V·diag(f(λ))·Vᴴ,  A = V·diag(λ)·Vᴴ
 *
 * @param a shape `[…, n, n]`, real or complex
 * @param f of real arrays, element by element, with real results; a fixed function, to whose own parameters no gradient flows
 * @param options `derivatives`: those of f, which derivatives of f(A) are made of
 * @returns exactly symmetric or Hermitian, shape of a
 * @throws {ShapeError} when the last two axes of a differ, or f changes a shape
 * @throws {ValueError} when an entry of a is NaN or infinite, or f is at an eigenvalue
 * @throws {DTypeError} for bool, and when f answers complex numbers; integers are converted to float64
 * @throws {DerivativeError} when a derivative is taken of which f's is missing or infinite, or to which f has parameters
 * @remarks The cost of `eigh` and 2·n³ flops. ‖f(Â) − f(A)‖ is that of an A perturbed by p(n)·u·‖A‖. Differentiable at repeated
 *   eigenvalues too, to every order, by divided differences: 8·n³ flops for the first derivative, order nᵏ⁺¹ for the k-th. Gradients are
 *   symmetric or Hermitian. The function U·diag(f(S))·Vᴴ of singular values, with f odd, is the upper right block of that of
 *   [[0, A], [Aᴴ, 0]]; a projector onto eigenvectors is the function that is 1 at their eigenvalues and 0 elsewhere.
 * @see Higham, *Functions of Matrices*, 2008, §1.2 and §3.2; Daleckiĭ & Kreĭn 1965
 * @example
 * const a = array([[2, 1], [1, 2]]); // eigenvalues 1 and 3
 * funmh(a, (x) => mul(x, x), { derivatives: [(x) => mul(x, 2)] }).toArray(); // about [[5, 4], [4, 5]]
 */
export function funmh<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "funmh">,
  f: ElementwiseFunction,
  options?: FunmhOptions,
): NDArray<Divided<D>, Result<S>> {
  const { derivatives = [] } = requireOptions("funmh", options);
  const matrix = requireInexactMatrix("funmh", requireSquare("funmh", a as NDArray));
  const [values, V] = eighFactors("funmh", matrix);
  return bind(funmhP, [matrix, values, V, imageOf(f, values)], [f, ...derivatives]);
}

/** f(λ), refused where it is no array of real numbers of the shape. */
function imageOf(f: ElementwiseFunction, values: NDArray): NDArray {
  const image = f(values);
  if (!sameShape(image.shape, values.shape)) {
    throw new ShapeError("funmh", "f and its derivatives must keep the shape of their argument", {
      x: values.shape,
      "f(x)": image.shape,
    });
  }
  if (image.type.kind === "complex") {
    throw new DTypeError(
      "funmh",
      "f must answer real numbers",
      { "f(x)": image.dtype },
      "Take real and imaginary part apart.",
    );
  }
  return astype(image, values.dtype);
}

/** Inputs: A, its eigenvalues and vectors as constants, and f of the eigenvalues. Params: f and its derivatives. */
const funmhP: Primitive<readonly ElementwiseFunction[]> = /* @__PURE__ */ primitive<readonly ElementwiseFunction[]>(
  "funmh",
  {
    batch: [2, 1, 2, 1],
    abstract: ([a]) => contiguousLike(a),

    evaluate([, values, V, image], out) {
      for (const [x, v, y, f] of matrices([columnOf(values), V, columnOf(image), out])) sandwich(x, v, y, f);
    },

    derivative: {
      vjp: (ct, [a, values, V], _f, functions) => [
        // Ā = conj(Df(A)[H]), H the Hermitian part of ctᵀ
        () => conjugate(functionDerivative(a, values, V, [hermitianPart(conjugate(ct))], functions)),
        null,
        null,
        refuseParameters,
      ],
      jvp([da, , , dImage], [a, values, V], _f, functions) {
        if (any(withElements(notEqual(dImage, 0))).item() !== 0) refuseParameters();
        return functionDerivative(a, values, V, [hermitianPart(da)], functions);
      },
    },
  },
);

/** V·diag(y)·Vᴴ. */
function sandwich(x: MatrixView, v: MatrixView, y: MatrixView, out: MatrixView): void {
  const scaled = workspace(v.type, v.rows, v.cols);
  copyMatrix(v, scaled);
  const parts = v.type.kind === "complex" ? 2 : 1;
  for (let j = 0; j < v.cols; j++) {
    const factor = y.data[y.offset + j * y.rowStride];
    if (!Number.isFinite(factor)) refuseValue(factor, x.data[x.offset + j * x.rowStride]);
    for (let i = 0; i < v.rows; i++) {
      const at = parts * (scaled.offset + i * scaled.rowStride + j * scaled.colStride);
      for (let part = at; part < at + parts; part++) scaled.data[part] *= factor;
    }
  }
  withAdjoint(v, (vh) => gemm(1, scaled, vh, 0, out));
  release(scaled.storage);
  makeHermitian(out);
}

function refuseValue(value: number, x: number): never {
  throw new ValueError(
    "funmh",
    "f must be finite at the eigenvalues",
    `${value} at ${x}`,
    "Move the eigenvalues to where f is defined, as by a ridge (a + λI), or clip them within f.",
  );
}

function refuseParameters(): never {
  throw new DerivativeError(
    "funmh",
    "f must be a fixed function",
    "one that depends on an array by which is differentiated",
    "Write V·diag(f(λ))·Vᴴ with eigh, which has derivatives by parameters of f.",
  );
}
