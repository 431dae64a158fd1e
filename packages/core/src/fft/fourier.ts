import { type ElementType, elementTypes, rowMajor } from "@linnet/kernels";
import { type Fourier, fft as transformLines } from "@linnet/kernels/fft";
import { kindOf, requireArray } from "../array/argument.js";
import type { NDArray } from "../array/ndarray.js";
import type { Length } from "../array/typed-fft.js";
import { DTypeError, ValueError } from "../errors.js";
import { astype } from "../ops/astype.js";
import { type IndexSpec, embed, slice } from "../ops/slice-pad.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";

/** Which direction divides by n: the inverse (`"backward"`), both by √n (`"ortho"`), or the transform (`"forward"`). */
export type FourierNorm = "backward" | "ortho" | "forward";

/** Options of a Fourier transform along one axis. */
export interface FourierOptions<N extends Length, A extends number> {
  /** Length of the transform: x is cut, or filled up with zeros. Default: that of x. */
  readonly n?: N;
  /** Default −1. */
  readonly axis?: A;
  /** Default `"backward"`. */
  readonly norm?: FourierNorm;
}

/** Sign of the exponent, and the side that is half a spectrum. */
export type FourierKind = Pick<Fourier, "sign" | "half">;

/** `x` as floats or complex numbers: integers become float64. @throws {DTypeError} for bool, and complex where half a spectrum results */
export function signalOf(op: string, x: NDArray, { half, sign }: FourierKind): NDArray {
  const { kind, name } = requireArray(op, "x", x).type;
  if (kind === "bool")
    throw new DTypeError(op, "x must be numbers", { x: name }, 'Convert it first: x.astype("float64").');
  if (kind === "complex" && half === "out") {
    throw new DTypeError(op, "x must be real", { x: name }, `Use ${sign < 0 ? "fft" : "ifft"}.`);
  }
  return kind === "int" || kind === "uint" ? astype(x, "float64") : x;
}

/** The transform of all lines along a checked axis. @throws {ValueError} for a length or a norm that is none */
export function fourierAlong(
  op: string,
  x: NDArray,
  axis: number,
  n: Length,
  norm: FourierNorm = "backward",
  { sign, half }: FourierKind,
): NDArray {
  const own = x.layout.shape[axis];
  const length = n ?? (half === "x" ? 2 * (own - 1) : own);
  if (!Number.isInteger(length) || length < 1) {
    throw new ValueError(op, "n must be an integer ≥ 1", kindOf(length), n === undefined ? "Give n." : "");
  }
  if (norm !== "backward" && norm !== "ortho" && norm !== "forward") {
    throw new ValueError(op, 'norm must be "backward", "ortho" or "forward"', kindOf(norm));
  }
  const divides = norm === (sign < 0 ? "forward" : "backward");
  const scale = norm === "ortho" ? 1 / Math.sqrt(length) : divides ? 1 / length : 1;
  const given = resized(x, axis, half === "x" ? Math.floor(length / 2) + 1 : length);
  return bind(fourierP, [given], { axis, n: length, sign, scale, half, weight: 1, isReal: half === "x" });
}

interface FourierParams extends Fourier {
  readonly axis: number;
  /** Length of the side that is not halved. */
  readonly n: number;
  /** Whether the result is real, or the real part of one. */
  readonly isReal: boolean;
}

/** A Fourier transform along an axis: linear, and its transpose is another one. */
const fourierP: Primitive<FourierParams> = /* @__PURE__ */ primitive<FourierParams>("fft", {
  abstract([{ type, layout }], { axis, n, half, isReal }) {
    const length = half === "out" ? Math.floor(n / 2) + 1 : n;
    return { type: resultType(type, isReal), layout: rowMajor(layout.shape.toSpliced(axis, 1, length)) };
  },

  evaluate: ([x], out, params) => transformLines(params, x, params.axis, out),

  derivative: {
    vjp: (ct, [x], _out, params) => [() => bind(fourierP, [ct], transposeOf(params, x))],
    jvp: ([dx], _inputs, _out, params) => bind(fourierP, [dx], params),
  },
});

/**
 * Fᵀ = F: the transposes of rules are without conjugates. Let R take n real numbers to half a spectrum, and Dₐ multiply by a what
 * has a partner there. Analysis is Dₐ·R; synthesis counts twice what has a partner, the real part of Rᵀ·D₂·Dₐ. So the transpose
 * of Dₐ·R is synthesis with a/2, and that of Rᵀ·D₂ₐ analysis with 2a.
 */
function transposeOf({ half, weight, ...rest }: FourierParams, x: NDArray): FourierParams {
  return {
    ...rest,
    half: half === null ? null : half === "x" ? "out" : "x",
    weight: half === null ? 1 : half === "x" ? 2 * weight : weight / 2,
    isReal: x.type.kind !== "complex",
  };
}

function resultType({ array }: ElementType, isReal: boolean): ElementType {
  const { float32, float64, complex64, complex128 } = elementTypes;
  if (array === Float32Array) return isReal ? float32 : complex64;
  return isReal ? float64 : complex128;
}

/** `x` with `length` elements along an axis: its first ones, or all of them and zeros. */
function resized(x: NDArray, axis: number, length: number): NDArray {
  const { shape } = x.layout;
  const own = shape[axis];
  if (own === length) return x;
  if (own > length) return slice(x, ...shape.map((_, i): IndexSpec => (i === axis ? `:${length}` : ":")));
  return embed(
    x,
    shape.with(axis, length),
    shape.map(() => 0),
    0,
  );
}
