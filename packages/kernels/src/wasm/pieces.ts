import type { TypedArray } from "../element-type.js";
import { type Loops, fuse, innerLength, innerStep, outerLength, outerStep, stridesBeside, walk } from "../loops.js";
import { wholeMemory } from "../memory/memory.js";
import { stagingSpace } from "../memory/scratch.js";
import { CHUNK_BYTES, stageOut } from "../memory/staging.js";
import { elements, inHeap } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import { address } from "./address.js";
import { copyFamily } from "./copy-family.js";

/** Bytes of scratch for one operand. */
const SLOT = CHUNK_BYTES + 64;

/** A rectangle of an operand: its first element, rows and columns, steps in elements. */
interface Rectangle {
  readonly at: number;
  readonly rows: number;
  readonly cols: number;
  readonly rowStep: number;
  readonly colStep: number;
}

/**
 * Runs an elementwise kernel over operands of any strides, in the heap or not, piece by piece: what is not contiguous, or
 * spilled, is gathered into scratch that stays in the second-level cache. The kernel gets the number of elements and the
 * addresses of contiguous ones, the output first. An operand of one element is handed over as it is, for every piece.
 */
export function inPieces(
  inputs: readonly Strided[],
  out: Strided,
  kernel: (n: number, o: number, ...inputs: number[]) => void,
): void {
  const operands = [out, ...inputs];
  const widest = Math.max(...operands.map((x) => 2 ** x.type.shift));
  const space = stagingSpace(operands.length * SLOT);
  if (out.layout.size <= CHUNK_BYTES / widest) {
    runWhole(inputs, out, space, kernel);
    return;
  }
  const loops = fuse(
    out.layout.shape,
    operands.map((x) => stridesBeside(x, out)),
  );
  const spilled = !inHeap(out.storage);
  const bytes = 2 ** out.type.shift;
  eachRectangle(loops, operands, CHUNK_BYTES / widest, (rectangles) => {
    const [{ at, rows, cols }] = rectangles;
    const addresses = inputs.map((x, i) => contiguousAt(x, rectangles[i + 1], space + (i + 1) * SLOT));
    const o = spilled ? space : out.storage.address + at * bytes;
    kernel(rows * cols, o, ...addresses);
    if (spilled) stageOut(out.storage, at * bytes, rows * cols * bytes, o);
  });
}

/** The same for so few elements that one piece holds them all. */
function runWhole(
  inputs: readonly Strided[],
  out: Strided,
  space: number,
  kernel: (n: number, o: number, ...inputs: number[]) => void,
): void {
  const { size } = out.layout;
  const addresses = inputs.map((x, i) => {
    if (x.layout.contiguous && inHeap(x.storage)) return address(x);
    const to = space + (i + 1) * SLOT;
    packInto(x, to);
    return to;
  });
  if (inHeap(out.storage)) {
    kernel(size, address(out), ...addresses);
    return;
  }
  kernel(size, space, ...addresses);
  const bytes = 2 ** out.type.shift;
  stageOut(out.storage, out.offset * bytes, size * bytes, space);
}

/** Cuts loops into pieces of at most `most` elements that are rectangles of every operand. */
function eachRectangle(
  loops: Loops,
  operands: readonly Strided[],
  most: number,
  f: (rectangles: readonly Rectangle[]) => void,
): void {
  const m = outerLength(loops);
  const n = innerLength(loops);
  const width = Math.min(n, most);
  const height = Math.min(m, Math.max(1, Math.floor(most / n)));
  const offsets = operands.map((x) => x.offset);
  walk(loops, 2, offsets, (at) => {
    for (let i = 0; i < m; i += height) {
      for (let j = 0; j < n; j += width) {
        const rows = Math.min(height, m - i);
        const cols = Math.min(width, n - j);
        const rectangles = at.map((start, k) => {
          const rowStep = outerStep(loops, k);
          const colStep = innerStep(loops, k);
          return { at: start + i * rowStep + j * colStep, rows, cols, rowStep, colStep };
        });
        f(rectangles);
      }
    }
  });
}

/** Where the elements of a rectangle lie side by side: in place, or at `to` after being gathered there. */
function contiguousAt(x: Strided, rectangle: Rectangle, to: number): number {
  const { rows, cols, at, rowStep, colStep } = rectangle;
  const bytes = 2 ** x.type.shift;
  const direct = inHeap(x.storage);
  if (x.layout.size === 1) {
    if (direct) return x.storage.address + x.offset * bytes;
    packRectangle(x, { ...rectangle, at: x.offset, rows: 1, cols: 1 }, to);
    return to;
  }
  if (direct && (colStep === 1 || cols === 1) && (rowStep === cols || rows === 1))
    return x.storage.address + at * bytes;
  packRectangle(x, rectangle, to);
  return to;
}

/** Copies the elements of a rectangle side by side to an address. */
function packRectangle(x: Strided, { at, rows, cols, rowStep, colStep }: Rectangle, to: number): void {
  if (inHeap(x.storage)) {
    const from = x.storage.address + at * 2 ** x.type.shift;
    copyFamily.exports.copy(rows, cols, from, rowStep, colStep, to, cols, 1, 2 ** x.type.shift);
    return;
  }
  const places = x.type.kind === "complex" ? 2 : 1;
  const from = elements(x.storage, x.type);
  const target = viewAt(x, to, rows * cols * places);
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0, p = at + i * rowStep; j < cols; j++, p += colStep) {
      for (let part = 0; part < places; part++, k++) target[k] = from[p * places + part];
    }
  }
}

/** Copies all elements of an operand side by side to an address, in row-major order. */
export function packInto(x: Strided, to: number): void {
  if (x.layout.size === 0) return;
  const loops = fuse(x.layout.shape, [x.layout.strides]);
  const [rows, cols] = [outerLength(loops), innerLength(loops)];
  const [rowStep, colStep] = [outerStep(loops, 0), innerStep(loops, 0)];
  const bytes = rows * cols * 2 ** x.type.shift;
  let o = to;
  walk(loops, 2, [x.offset], (at) => {
    packRectangle(x, { at: at[0], rows, cols, rowStep, colStep }, o);
    o += bytes;
  });
}

function viewAt(x: Strided, address: number, n: number): TypedArray {
  return new x.type.array(wholeMemory().buffer as ArrayBuffer, address, n); // constructors take shared buffers too
}
