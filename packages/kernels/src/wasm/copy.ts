import { float32, float64 } from "../element-type.js";
import { fuse, innerLength, innerStep, outerLength, outerStep, stridesBeside, walk } from "../loops.js";
import { inHeap } from "../memory/storage.js";
import { copy as referenceCopy } from "../reference/copy.js";
import type { Copy } from "../signatures.js";
import type { Strided } from "../strided.js";
import { address } from "./address.js";
import { copyFamily } from "./copy-family.js";

/** One dtype to itself, and between float32 and float64, by kernels; other conversions and what spilled by the reference. */
export const copy: Copy = (x, out) => {
  if (!inHeap(x.storage, "copy") || !inHeap(out.storage, "copy")) referenceCopy(x, out);
  else if (x.type === out.type) copyElements(x, out);
  else if (!(x.layout.contiguous && out.layout.contiguous) || !convert(x, out)) referenceCopy(x, out);
};

function copyElements(x: Strided, out: Strided): void {
  const { size } = out.layout;
  const { copy } = copyFamily.exports;
  const bytes = 2 ** out.type.shift;
  if (x.layout.contiguous && out.layout.contiguous && x.layout.size === size) {
    copy(1, size, address(x), 0, 1, address(out), 0, 1, bytes);
    return;
  }
  if (size === 0) return;
  const loops = fuse(out.layout.shape, [stridesBeside(x, out), out.layout.strides]);
  const [m, n] = [outerLength(loops), innerLength(loops)];
  const [xRow, oRow] = [outerStep(loops, 0), outerStep(loops, 1)];
  const [xCol, oCol] = [innerStep(loops, 0), innerStep(loops, 1)];
  walk(loops, 2, [x.offset, out.offset], (at) => {
    const from = x.storage.address + at[0] * bytes;
    const to = out.storage.address + at[1] * bytes;
    copy(m, n, from, xRow, xCol, to, oRow, oCol, bytes);
  });
}

/** Converts contiguous elements where a kernel does it. */
function convert(x: Strided, out: Strided): boolean {
  const { size } = out.layout;
  if (x.layout.size !== size) return false;
  const { f32_from_f64, f64_from_f32 } = copyFamily.exports;
  if (x.type === float64 && out.type === float32) f32_from_f64(size, address(x), address(out));
  else if (x.type === float32 && out.type === float64) f64_from_f32(size, address(x), address(out));
  else return false;
  return true;
}
