import { scalarLayout } from "../layout.js";
import { allocate, release } from "../memory/heap.js";
import { elements } from "../memory/storage.js";
import type { ZipOp } from "../ops/op.js";
import type { Strided } from "../strided.js";
import { zip } from "../zip.js";

/** The parts of a times those of b. */
const mulParts: ZipOp = {
  name: "mulParts",
  reference: (a, b) => a * b,
  complex: (a, b, c, d) => [a * c, b * d],
  result: "same",
  code: -1,
  complexCode: 17,
};

/** out ← x̄, of complex numbers; x has any strides, out is contiguous. */
export function conjugate(x: Strided, out: Strided): void {
  const signs = { type: x.type, layout: scalarLayout, storage: allocate(16), offset: 0 };
  elements(signs.storage, x.type).set([1, -1]);
  zip(mulParts, x, signs, out);
  release(signs.storage);
}
