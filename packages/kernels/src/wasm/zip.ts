import { type ElementType, bool } from "../element-type.js";
import { type Loops, fuse, innerLength, innerStep, outerLength, outerStep, stridesBeside, walk } from "../loops.js";
import { inHeap } from "../memory/storage.js";
import type { ZipOp } from "../ops/op.js";
import { zipLoops } from "../reference/zip-loops.js";
import type { Zip } from "../signatures.js";
import type { Strided } from "../strided.js";
import { eachOnThreads } from "../threads/elements.js";
import { address } from "./address.js";
import { inPieces } from "./pieces.js";
import { type ZipFamily, cheapZips } from "./zip-families.js";

/** Elements from which threads may pay; below, the question is not even asked. */
const SHARED = 2 ** 16;

/** Shorter rows cost less when they are gathered first. */
const LONG_ROW = 8;

/** float32 and float64 by SIMD kernels, other dtypes and operations without one by the reference. */
export const zip: Zip = (op, a, b, out) => {
  const { type } = a;
  const resultType = op.result === "bool" ? bool : type;
  const code = codeOf(op, type);
  if (code < 0 || type !== b.type || out.type !== resultType) {
    if (op.bools !== undefined && type === bool && b.type === bool) op.bools(a, b, out);
    else zipLoops(op, a, b, out);
    return;
  }
  const n = out.layout.size;
  const aStep = stepBeside(a, n);
  const bStep = stepBeside(b, n);
  const direct = inHeap(a.storage, op.name) && inHeap(b.storage, op.name) && inHeap(out.storage, op.name);
  if (!direct || aStep < 0 || bStep < 0) {
    zipStrided(op, a, b, out, direct);
    return;
  }
  const family = familyOf(op);
  const x = address(a);
  const y = address(b);
  const o = address(out);
  const count = type.kind === "complex" ? 2 * n : n;
  const wide = type.array === Float64Array;
  if (n >= SHARED) {
    const bytes = wide ? 8 : 4;
    const steps = [0, 0, aStep * bytes, 0, bStep * bytes, 0, out.type.array.BYTES_PER_ELEMENT];
    const args = [code, count, x, aStep, y, bStep, o];
    if (eachOnThreads(family, wide ? "f64_zip" : "f32_zip", args, steps, bytes, 64)) return;
  }
  if (wide) family.exports.f64_zip(code, count, x, aStep, y, bStep, o);
  else family.exports.f32_zip(code, count, x, aStep, y, bStep, o);
};

function familyOf(op: ZipOp): ZipFamily {
  return op.family ?? cheapZips;
}

/** 1 for n contiguous elements, 0 for one element that meets them all, −1 for anything else. */
function stepBeside({ layout }: Strided, n: number): number {
  if (layout.size === n && layout.contiguous) return 1;
  return layout.size === 1 ? 0 : -1;
}

function zipStrided(op: ZipOp, a: Strided, b: Strided, out: Strided, direct: boolean): void {
  if (out.layout.size === 0) return;
  const loops = fuse(out.layout.shape, [stridesBeside(a, out), stridesBeside(b, out), out.layout.strides]);
  const rows = innerLength(loops) >= LONG_ROW && isUnit(innerStep(loops, 0)) && isUnit(innerStep(loops, 1));
  if (direct && rows) zipRows(op, loops, a, b, out);
  else zipPieces(op, a, b, out);
}

/** Rows in which every operand is contiguous or one number. */
function zipRows(op: ZipOp, loops: Loops, a: Strided, b: Strided, out: Strided): void {
  const kernels = familyOf(op).exports;
  const [code, places] = [codeOf(op, a.type), placesOf(a.type)];
  const wide = a.type.array === Float64Array;
  const [m, n] = [outerLength(loops), innerLength(loops)];
  const [aRow, bRow] = [outerStep(loops, 0), outerStep(loops, 1)];
  const [aStep, bStep] = [innerStep(loops, 0), innerStep(loops, 1)];
  const bytes = 2 ** a.type.shift;
  const outBytes = op.result === "bool" ? 1 : bytes;
  walk(loops, 2, [a.offset, b.offset, out.offset], (at) => {
    const x = a.storage.address + at[0] * bytes;
    const y = b.storage.address + at[1] * bytes;
    const o = out.storage.address + at[2] * outBytes;
    const kernel = wide ? kernels.f64_zip_rows : kernels.f32_zip_rows;
    kernel(code, m, n * places, x, aRow * places, aStep, y, bRow * places, bStep, o);
  });
}

function isUnit(step: number): boolean {
  return step === 0 || step === 1;
}

function zipPieces(op: ZipOp, a: Strided, b: Strided, out: Strided): void {
  const { f32_zip, f64_zip } = familyOf(op).exports;
  const [code, places] = [codeOf(op, a.type), placesOf(a.type)];
  const kernel = a.type.array === Float64Array ? f64_zip : f32_zip;
  const [aStep, bStep] = [a, b].map((x) => Number(x.layout.size !== 1));
  inPieces([a, b], out, (n, o, x, y) => kernel(code, n * places, x, aStep, y, bStep, o));
}

/** The number of an operation's kernel, −1 for none. */
function codeOf({ code, complexCode = -1 }: ZipOp, { kind }: ElementType): number {
  return kind === "float" ? code : kind === "complex" ? complexCode : -1;
}

/** How many numbers of a kernel an element is. */
function placesOf({ kind }: ElementType): number {
  return kind === "complex" ? 2 : 1;
}
