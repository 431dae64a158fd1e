import * as kernels from "@linnet/kernels";
import type { ElementType, ZipOp } from "@linnet/kernels";
import { isArray, requireArray } from "../array/argument.js";
import { type Integer, type Promote, promote } from "../array/dtype.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { DTypeError, ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import type { Primitive } from "../primitive/primitive.js";
import { type ZipPrimitive, bindZip, mapPrimitive, notOperands, zipPrimitive } from "./elementwise.js";
import { logicalNot } from "./logical.js";

/** What consists of bits. */
type Bits = Integer | "bool";

/**
 * Bits that both have, element by element; shapes broadcast, integer dtypes promote, of bools it is `logicalAnd`.
 *
 * @throws {ShapeError} when the shapes do not broadcast; known dimensions that do not meet do not compile
 * @throws {DTypeError} for floats, and for int32 beside uint32, which no integer dtype holds both
 * @example
 * bitwiseAnd(array([12, 10], { dtype: "uint8" }), 6).toArray(); // [4, 2]
 */
export function bitwiseAnd<D extends Bits, A extends Shape, E extends Bits = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "bitwiseAnd">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>> {
  return bindBits(andP, a as NDArray, b as NDArray, true);
}

/** Bits that one or both have, under the rules of `bitwiseAnd`. */
export function bitwiseOr<D extends Bits, A extends Shape, E extends Bits = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "bitwiseOr">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>> {
  return bindBits(orP, a as NDArray, b as NDArray, true);
}

/** Bits that exactly one has, under the rules of `bitwiseAnd`. */
export function bitwiseXor<D extends Bits, A extends Shape, E extends Bits = D, B extends Shape = readonly []>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "bitwiseXor">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>> {
  return bindBits(xorP, a as NDArray, b as NDArray, true);
}

/** Every bit inverted: −x − 1 of signed integers, `logicalNot` of bools. @throws {DTypeError} for floats */
export function bitwiseInvert<D extends Bits, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  const { type } = requireArray("bitwiseInvert", "x", x);
  if (!hasBits(type, true)) throw new DTypeError("bitwiseInvert", "x must be integer or bool", { x: type.name });
  if (type.kind === "bool") return logicalNot(x as NDArray) as NDArray<any>;
  return bind(invertP, [x as NDArray], undefined);
}

/**
 * a·2ᵇ, element by element, under the rules of `bitwiseAnd` but for bools: bits beyond the dtype are lost.
 *
 * @throws {ValueError} when b is negative
 */
export function bitwiseLeftShift<
  D extends Integer,
  A extends Shape,
  E extends Integer = D,
  B extends Shape = readonly [],
>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "bitwiseLeftShift">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>> {
  return bindBits(leftP, a as NDArray, b as NDArray, false);
}

/**
 * ⌊a/2ᵇ⌋, element by element, under the rules of `bitwiseLeftShift`: negative numbers stay negative.
 *
 * @throws {ValueError} when b is negative
 */
export function bitwiseRightShift<
  D extends Integer,
  A extends Shape,
  E extends Integer = D,
  B extends Shape = readonly [],
>(
  a: NDArray<D, A>,
  b: (NDArray<E, B> & Check<Broadcast<A, B>, "bitwiseRightShift">) | number,
): NDArray<Promote<D, E>, Result<Broadcast<A, B>>> {
  return bindBits(rightP, a as NDArray, b as NDArray, false);
}

const andP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("bitwiseAnd", kernels.bitwiseAnd, false);
const orP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("bitwiseOr", kernels.bitwiseOr, false);
const xorP: ZipPrimitive = /* @__PURE__ */ zipPrimitive("bitwiseXor", kernels.bitwiseXor, false);
const invertP: Primitive = /* @__PURE__ */ mapPrimitive("bitwiseInvert", kernels.bitwiseInvert, false);
const leftP: ZipPrimitive = /* @__PURE__ */ zipPrimitive(
  "bitwiseLeftShift",
  /* @__PURE__ */ checked(kernels.bitwiseLeftShift),
  false,
);
const rightP: ZipPrimitive = /* @__PURE__ */ zipPrimitive(
  "bitwiseRightShift",
  /* @__PURE__ */ checked(kernels.bitwiseRightShift),
  false,
);

function bindBits(p: ZipPrimitive, a: NDArray | number, b: NDArray | number, bools: boolean): NDArray {
  const { name } = p.rules;
  const types = [a, b].map((x) => (isArray(x) ? x.type : null));
  if (types[0] === null && types[1] === null) throw notOperands(name, a, b);
  const whole = [a, b].every((x) => typeof x !== "number" || Number.isInteger(x));
  const [first, second] = types.map((type) => type ?? types[0] ?? types[1]) as [ElementType, ElementType]; // one is known
  if (!whole || !hasBits(first, bools) || !hasBits(second, bools) || !hasBits(promote(first, second), bools)) {
    const dtypes = Object.fromEntries(types.map((type, i) => ["ab"[i], type?.name ?? String([a, b][i])]));
    const expected = `operands must meet in an integer dtype${bools ? " or be bool" : ""}`;
    throw new DTypeError(name, expected, dtypes, 'Convert first: x.astype("int32").');
  }
  return bindZip(p, a, b, "any");
}

function hasBits({ kind }: ElementType, bools: boolean): boolean {
  return kind === "int" || kind === "uint" || (bools && kind === "bool");
}

/** The same but for a negative count, which the standard leaves open. */
function checked({ name, reference, result, code }: ZipOp): ZipOp {
  const counted = (a: number, b: number): number => {
    if (b >= 0) return reference(a, b);
    throw new ValueError(name, "b must not be negative", b, "Shift the other way.");
  };
  return { name, reference: counted, result, code };
}
