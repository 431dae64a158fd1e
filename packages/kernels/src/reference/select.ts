import { realView, spread } from "../complex/parts.js";
import { elements } from "../memory/storage.js";
import { fuse, innerLength, innerStep, stridesBeside, walk } from "../loops.js";
import type { Select } from "../signatures.js";
import type { Strided } from "../strided.js";
import { strided } from "../layout.js";

/** out ← a where condition, else b. */
export const select: Select = (condition, a, b, out) => {
  if (out.layout.size === 0) return;
  if (out.type.kind === "complex") {
    select(paired(condition, out), realView(spread(a, out)), realView(spread(b, out)), realView(out));
    return;
  }
  const operands = [condition, a, b].map((x) => stridesBeside(x, out));
  const loops = fuse(out.layout.shape, [...operands, out.layout.strides]);
  const c = elements(condition.storage, condition.type);
  const x = elements(a.storage, a.type);
  const y = elements(b.storage, b.type);
  const z = elements(out.storage, out.type);
  const n = innerLength(loops);
  const steps = [0, 1, 2, 3].map((operand) => innerStep(loops, operand));
  walk(loops, 1, [condition.offset, a.offset, b.offset, out.offset], (at) => {
    let [h, i, j, k] = at;
    for (let l = 0; l < n; l++, h += steps[0], i += steps[1], j += steps[2], k += steps[3]) {
      z[k] = c[h] !== 0 ? x[i] : y[j];
    }
  });
};

/** A condition for real and imaginary parts alike. */
function paired(condition: Strided, out: Strided): Strided {
  const layout = strided([...out.layout.shape, 2], [...stridesBeside(condition, out), 0]);
  return { type: condition.type, layout, storage: condition.storage, offset: condition.offset };
}
