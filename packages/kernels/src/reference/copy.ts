import { partView, realView } from "../complex/parts.js";
import { bool } from "../element-type.js";
import { elements } from "../memory/storage.js";
import { fuse, innerLength, innerStep, stridesBeside, walk } from "../loops.js";
import type { Copy } from "../signatures.js";
import type { Strided } from "../strided.js";

/**
 * out ← x, converted as typed arrays convert: floats to integers by truncation modulo 2ⁿ, anything but 0 to true, a real
 * number to a complex one without imaginary part. A complex operand asks for a complex output. Any strides on both
 * sides; x has out's shape or one element.
 */
export const copy: Copy = (x, out) => {
  if (out.layout.size === 0) return;
  if (out.type.kind !== "complex") copyReal(x, out);
  else if (x.type.kind === "complex") copyReal(realView(x), realView(out));
  else {
    copyReal(x, partView(out, 0));
    fill(partView(out, 1), 0);
  }
};

function copyReal(x: Strided, out: Strided): void {
  const loops = fuse(out.layout.shape, [stridesBeside(x, out), out.layout.strides]);
  const from = elements(x.storage, x.type);
  const to = elements(out.storage, out.type);
  const n = innerLength(loops);
  const [step, outStep] = [innerStep(loops, 0), innerStep(loops, 1)];
  const toBool = out.type === bool && x.type !== bool;
  walk(loops, 1, [x.offset, out.offset], (at) => {
    let [i, k] = at;
    if (toBool) for (let j = 0; j < n; j++, i += step, k += outStep) to[k] = Number(from[i] !== 0);
    else for (let j = 0; j < n; j++, i += step, k += outStep) to[k] = from[i];
  });
}

function fill(out: Strided, value: number): void {
  const loops = fuse(out.layout.shape, [out.layout.strides]);
  const to = elements(out.storage, out.type);
  const n = innerLength(loops);
  const outStep = innerStep(loops, 0);
  walk(loops, 1, [out.offset], (at) => {
    let [k] = at;
    for (let j = 0; j < n; j++, k += outStep) to[k] = value;
  });
}
