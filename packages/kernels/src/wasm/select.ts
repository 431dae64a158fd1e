import { bool } from "../element-type.js";
import { inHeap } from "../memory/storage.js";
import { select as referenceSelect } from "../reference/select.js";
import type { Select } from "../signatures.js";
import { selectWasm } from "../generated/select.js";
import { Family } from "./family.js";

interface SelectExports {
  select_4: SelectBlock;
  select_8: SelectBlock;
}
/** n elements o ← where a byte of c is not 0 then a else b; a step is 1, or 0 for one element for all. */
type SelectBlock = (n: number, c: number, a: number, aStep: number, b: number, bStep: number, o: number) => void;

/** Kernels that choose. */
const selectFamily: Family<SelectExports> = /* @__PURE__ */ new Family<SelectExports>(selectWasm, 128);
import { inPieces } from "./pieces.js";

/** Elements of 4 and 8 bytes by kernels, others by the reference. */
export const select: Select = (condition, a, b, out) => {
  const { shift } = out.type;
  const oneType = a.type === out.type && b.type === out.type && condition.type === bool;
  if (!oneType || (shift !== 2 && shift !== 3) || condition.layout.size !== out.layout.size) {
    referenceSelect(condition, a, b, out);
    return;
  }
  for (const x of [condition, a, b, out]) inHeap(x.storage, "select"); // throws where one was disposed
  if (out.layout.size === 0) return;
  const kernel = shift === 2 ? selectFamily.exports.select_4 : selectFamily.exports.select_8;
  const [aStep, bStep] = [a, b].map((x) => Number(x.layout.size !== 1));
  if (condition.layout.size === 1) referenceSelect(condition, a, b, out);
  else inPieces([condition, a, b], out, (n, o, c, x, y) => kernel(n, c, x, aStep, y, bStep, o));
};
