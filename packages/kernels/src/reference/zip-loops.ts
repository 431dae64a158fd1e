import { elements } from "../memory/storage.js";
import { fuse, innerLength, innerStep, stridesBeside, walk } from "../loops.js";
import { write } from "../complex/write.js";
import type { ZipOp } from "../ops/op.js";
import type { Zip } from "../signatures.js";
import type { Strided } from "../strided.js";

/** out ← a ∘ b, one pair after the other, by the operation's own definition. */
export const zipLoops: Zip = (op, a, b, out) => {
  if (out.layout.size === 0) return;
  if (a.type.kind === "complex") {
    zipComplex(op, a, b, out);
    return;
  }
  const loops = fuse(out.layout.shape, [stridesBeside(a, out), stridesBeside(b, out), out.layout.strides]);
  const f = a.type.kind === "float" || b.type.kind === "float" ? op.reference : (op.integer ?? op.reference);
  const x = elements(a.storage, a.type);
  const y = elements(b.storage, b.type);
  const z = elements(out.storage, out.type);
  const n = innerLength(loops);
  const [xStep, yStep, zStep] = [innerStep(loops, 0), innerStep(loops, 1), innerStep(loops, 2)];
  walk(loops, 1, [a.offset, b.offset, out.offset], (at) => {
    let [i, j, k] = at;
    for (let l = 0; l < n; l++, i += xStep, j += yStep, k += zStep) z[k] = f(x[i], y[j]);
  });
};

function zipComplex({ complex: f }: ZipOp, a: Strided, b: Strided, out: Strided): void {
  const loops = fuse(out.layout.shape, [stridesBeside(a, out), stridesBeside(b, out), out.layout.strides]);
  const [x, y, z] = [a, b, out].map(({ storage, type }) => elements(storage, type));
  walk(loops, 0, [a.offset, b.offset, out.offset], ([i, j, k]) => {
    write(z, k, f?.(x[2 * i], x[2 * i + 1], y[2 * j], y[2 * j + 1]));
  });
}
