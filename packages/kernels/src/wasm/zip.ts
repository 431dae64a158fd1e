import { type ElementType, bool } from "../element-type.js";
import { fuse, innerLength, innerStep, outerLength, outerStep, stridesBeside, walk } from "../loops.js";
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
  const { family = cheapZips } = op;
  const direct = inHeap(a.storage, op.name) && inHeap(b.storage, op.name) && inHeap(out.storage, op.name);
  if (!direct || aStep < 0 || bStep < 0) {
    if (n > 0) zipStrided(family, code, a, b, out, direct);
    return;
  }
  const x = address(a);
  const y = address(b);
  const o = address(out);
  const bytes = type.array.BYTES_PER_ELEMENT;
  const count = n * placesOf(type);
  if (n >= SHARED) {
    const steps = [0, 0, aStep * bytes, 0, bStep * bytes, 0, out.type.array.BYTES_PER_ELEMENT, 0];
    if (eachOnThreads(family, "zip", [code, count, x, aStep, y, bStep, o, bytes], steps, bytes, 64)) return;
  }
  family.exports.zip(code, count, x, aStep, y, bStep, o, bytes);
};

/** 1 for n contiguous elements, 0 for one element that meets them all, −1 for anything else. */
function stepBeside({ layout }: Strided, n: number): number {
  if (layout.size === n && layout.contiguous) return 1;
  return layout.size === 1 || !layout.strides.some(Boolean) ? 0 : -1;
}

/** Rows in which every operand is contiguous or one number, where they are long; else pieces. */
function zipStrided(family: ZipFamily, code: number, a: Strided, b: Strided, out: Strided, direct: boolean): void {
  const kernels = family.exports;
  const [width, places] = [a.type.array.BYTES_PER_ELEMENT, placesOf(a.type)];
  const loops = fuse(out.layout.shape, [stridesBeside(a, out), stridesBeside(b, out), out.layout.strides]);
  const n = innerLength(loops);
  const [aStep, bStep] = [innerStep(loops, 0), innerStep(loops, 1)];
  if (!direct || n < LONG_ROW || !isUnit(aStep) || !isUnit(bStep)) {
    const [x, y] = [a, b].map(({ layout }) => Number(layout.size !== 1));
    inPieces([a, b], out, (count, to, p, q) => kernels.zip(code, count * places, p, x, q, y, to, width));
    return;
  }
  const [aRow, bRow] = [outerStep(loops, 0) * places, outerStep(loops, 1) * places];
  walk(loops, 2, [a.offset, b.offset, out.offset], (at) => {
    const [x, y, o] = [a, b, out].map(({ storage, type }, i) => storage.address + at[i] * 2 ** type.shift);
    kernels.zip_rows(code, outerLength(loops), n * places, x, aRow, aStep, y, bRow, bStep, o, width);
  });
}

function isUnit(step: number): boolean {
  return step === 0 || step === 1;
}

/** The number of an operation's kernel, −1 for none. */
function codeOf({ code, complexCode = -1 }: ZipOp, { kind }: ElementType): number {
  return kind === "float" ? code : kind === "complex" ? complexCode : -1;
}

/** How many numbers of a kernel an element is. */
function placesOf({ kind }: ElementType): number {
  return kind === "complex" ? 2 : 1;
}
