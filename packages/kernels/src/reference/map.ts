import { elements } from "../memory/storage.js";
import { fuse, innerLength, innerStep, walk } from "../loops.js";
import { write } from "../complex/write.js";
import type { MapOp } from "../ops/op.js";
import type { Map } from "../signatures.js";
import type { Strided } from "../strided.js";

/** out ← f(x), one element after the other, by the operation's own definition. */
export const map: Map = (op, x, out) => {
  if (out.layout.size === 0) return;
  if (x.type.kind === "complex") {
    mapComplex(op, x, out);
    return;
  }
  const loops = fuse(out.layout.shape, [x.layout.strides, out.layout.strides]);
  const f = x.type.kind === "float" ? op.reference : (op.integer ?? op.reference);
  const from = elements(x.storage, x.type);
  const to = elements(out.storage, out.type);
  const n = innerLength(loops);
  const [step, outStep] = [innerStep(loops, 0), innerStep(loops, 1)];
  walk(loops, 1, [x.offset, out.offset], (at) => {
    let [i, k] = at;
    for (let j = 0; j < n; j++, i += step, k += outStep) to[k] = f(from[i]);
  });
};

function mapComplex({ complex: f }: MapOp, x: Strided, out: Strided): void {
  const loops = fuse(out.layout.shape, [x.layout.strides, out.layout.strides]);
  const [from, to] = [elements(x.storage, x.type), elements(out.storage, out.type)];
  walk(loops, 0, [x.offset, out.offset], ([i, k]) => write(to, k, f?.(from[2 * i], from[2 * i + 1])));
}
