import {
  type ElementType,
  type MapOp,
  type ZipOp,
  bool,
  elements,
  float64,
  int32,
  map,
  realType,
  rowMajor,
  sameShape,
  zip,
} from "@linnet/kernels";
import { NO_ORDER, isArray, kindOf, requireArray, requireReal } from "../array/argument.js";
import type { Aval } from "../array/aval.js";
import { allocate, allocateScalar, permanentScalar, viewOf } from "../array/construct.js";
import { inexactType, promote } from "../array/dtype.js";
import { broadcastLayout, broadcastShapes, contiguousLike } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import { DTypeError } from "../errors.js";
import { bind, currentInterpreter } from "../primitive/bind.js";
import { type Derivative, type Primitive, primitive } from "../primitive/primitive.js";
import { astype } from "./astype.js";

/** A primitive over two operands, element by element, with the kernel that computes it at hand. */
export interface ZipPrimitive {
  readonly rules: Primitive;
  readonly op: ZipOp;
}

/** What a zip asks of its operands' dtypes. */
export type Domain = "numbers" | "reals" | "ordered" | "any" | "bools";

/** The rules of an elementwise operation on two operands of one dtype. */
export function zipPrimitive(name: string, op: ZipOp, derivative: Derivative<undefined> | false): ZipPrimitive {
  return {
    op,
    rules: primitive(name, {
      batch: [0],
      abstract: (inputs) => zipRule(name, op, inputs[0], inputs[1]),
      evaluate: (inputs, out) => zipInto(op, inputs[0], inputs[1], out),
      derivative,
    }),
  };
}

/** Applies a zip to operands of any two dtypes, or an array and a number. */
export function bindZip(p: ZipPrimitive, a: NDArray | number, b: NDArray | number, domain: Domain): NDArray {
  const { name } = p.rules;
  let x = typeof a === "number" ? weak(name, a, b, domain) : a;
  let y = typeof b === "number" ? weak(name, b, x, domain) : b;
  if (!isArray(x) || !isArray(y)) throw notOperands(name, a, b);
  if (x.type !== y.type) {
    const type = promote(x.type, y.type);
    if (x.type !== type) x = astype(x, type.name);
    if (y.type !== type) y = astype(y, type.name);
  }
  requireDomain(p, domain, x.type, a, b);
  if (currentInterpreter() !== null) return bind(p.rules, [x, y], undefined);
  const out = allocate(zipRule(name, p.op, x, y));
  zipInto(p.op, x, y, out);
  return out;
}

function zipRule(name: string, op: ZipOp, a: Aval, b: Aval): Aval {
  const la = a.layout;
  const lb = b.layout;
  const like =
    la === lb || sameShape(la.shape, lb.shape)
      ? la.contiguous || !lb.contiguous
        ? a
        : b
      : lb.size === 1 && lb.shape.length <= la.shape.length
        ? a
        : la.size === 1 && la.shape.length <= lb.shape.length
          ? b
          : { type: a.type, layout: rowMajor(broadcastShapes(name, la.shape, lb.shape)) };
  const out = contiguousLike(like);
  return op.result === "bool" && out.type !== bool ? { type: bool, layout: out.layout } : out;
}

/** Runs a zip kernel over operands that broadcast to `out`. */
export function zipInto(op: ZipOp, a: NDArray, b: NDArray, out: NDArray): void {
  const { shape, size } = out.layout;
  const x =
    a.layout.size === 1 || (a.layout.size === size && sameShape(a.layout.shape, shape)) ? a : stretched(a, shape);
  const y =
    b.layout.size === 1 || (b.layout.size === size && sameShape(b.layout.shape, shape)) ? b : stretched(b, shape);
  zip(op, x, y, out);
}

function stretched(x: NDArray, shape: readonly number[]): NDArray {
  return viewOf(x, broadcastLayout(x.layout, shape));
}

/** A JavaScript number as a 0-d array of the dtype that it takes beside `other`. */
export function weak(name: string, value: number, other: NDArray | number, domain: Domain): NDArray {
  if (!isArray(other)) throw notOperands(name, value, other);
  const type = weakType(name, value, other.type, domain);
  const interpreter = currentInterpreter();
  return interpreter === null ? passing(type, value) : (interpreter.constant ?? scalarOf)(type, value);
}

/** The dtype that a number takes beside elements of a type. @throws {DTypeError} when it does not fit */
export function weakType(name: string, value: number, type: ElementType, domain: Domain): ElementType {
  if (type.kind === "float" || type.kind === "complex") return type;
  if (type.kind === "bool" && domain !== "any" && domain !== "bools") return type; // as a number it would be let in
  if (type.kind === "bool") return Number.isInteger(value) ? int32 : float64;
  if (!Number.isInteger(value)) return float64;
  const bits = 8 << type.shift;
  const low = type.kind === "int" ? -(2 ** (bits - 1)) : 0;
  const high = type.kind === "int" ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  if (value >= low && value <= high) return type;
  throw new DTypeError(
    name,
    `a number beside ${type.name} elements must lie in [${low}, ${high}]`,
    { number: String(value) },
    'Convert the array first: x.astype("float64").',
  );
}

/** A 0-d array that holds `value`. */
export function scalarOf(type: ElementType, value: number, imaginary = 0): NDArray {
  return filled(allocateScalar(type), value, imaginary);
}

/** By the code of an element type. */
const passed: NDArray[] = [];

/**
 * As `scalarOf`, without an allocation: for an operand that is read before anything else computes, by a kernel or by what an
 * evaluation consists of. The next number of that dtype takes its place.
 */
export function passing(type: ElementType, value: number, imaginary = 0): NDArray {
  return filled((passed[type.code] ??= permanentScalar(type)), value, imaginary);
}

function filled(x: NDArray, value: number, imaginary: number): NDArray {
  const data = elements(x.storage, x.type);
  data[0] = value;
  if (x.type.kind === "complex") data[1] = imaginary;
  return x;
}

function requireDomain(
  { op, rules: { name } }: ZipPrimitive,
  domain: Domain,
  type: ElementType,
  a: NDArray | number,
  b: NDArray | number,
): void {
  const { kind } = type;
  const complex = op.complex !== undefined || op.complexCode !== undefined;
  const known = kind === "complex" ? complex : kind !== "bool" || domain === "any";
  if (domain === "bools" ? kind === "bool" : known) return;
  const dtypes = { a: dtypeName(a), b: dtypeName(b) };
  if (domain === "bools") throw new DTypeError(name, "operands must be bool", dtypes, "Compare first: x.notEqual(0).");
  if (kind === "complex")
    throw new DTypeError(name, "operands must be real", dtypes, domain === "ordered" ? NO_ORDER : "");
  throw new DTypeError(
    name,
    "operands must be numbers",
    dtypes,
    'Use logicalAnd, logicalOr or logicalXor, or count with x.astype("int32").',
  );
}

/** @returns what to throw for operands that are no operands */
export function notOperands(name: string, a: unknown, b: unknown): DTypeError {
  const expected = "operands must be two arrays, or an array and a number";
  return new DTypeError(name, expected, { a: dtypeName(a), b: dtypeName(b) }, "Make one with array(…).");
}

function dtypeName(x: unknown): string {
  return isArray(x) ? x.type.name : typeof x === "number" ? "number" : kindOf(x);
}

/** The rules of an elementwise operation on one operand, whose result has its dtype, or is bool. */
export function mapPrimitive(name: string, op: MapOp, derivative: Derivative<undefined> | false): Primitive {
  return primitive(name, {
    batch: [0],
    abstract([x]) {
      if (op.complex === undefined) requireReal(name, "x", x);
      if (x.type === bool && op.result !== "bool") throw notNumber(name);
      const out = contiguousLike(x);
      if (op.result === "real" && x.type.kind === "complex") return { type: realType(x.type), layout: out.layout };
      return op.result === "bool" && out.type !== bool ? { type: bool, layout: out.layout } : out;
    },
    evaluate: ([x], out) => map(op, x, out),
    derivative,
  });
}

/** Applies a map that is defined on floats: integers are converted to float64, bools refused. */
export function bindFloatMap(p: Primitive, x: NDArray): NDArray {
  const { type } = requireArray(p.name, "x", x);
  if (type.kind === "bool") throw notNumber(p.name);
  return bind(p, [type === inexactType(type) ? x : astype(x, "float64")], undefined);
}

/** @returns what to throw for a bool where a number is asked for */
export function notNumber(name: string): DTypeError {
  return new DTypeError(name, "x must be a number", { x: "bool" }, 'Convert it first: x.astype("float64").');
}
