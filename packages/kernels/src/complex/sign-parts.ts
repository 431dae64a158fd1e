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
  complexCode: 16,
};

/** The parts of a, which change places, times those of b. */
const mulTurned: ZipOp = {
  name: "mulTurned",
  reference: (a, b) => a * b,
  complex: (a, b, c, d) => [b * c, a * d],
  result: "same",
  code: -1,
  complexCode: 17,
};

/**
 * out ← the parts of x times signs: x̄ for signs 1 and −1. Where `turned`, the parts change places before: i·x for −1 and 1.
 * x and out are complex; x has any strides, out is contiguous.
 */
export function signParts(x: Strided, turned: boolean, signs: readonly [number, number], out: Strided): void {
  const factors = { type: x.type, layout: scalarLayout, storage: allocate(16), offset: 0 };
  elements(factors.storage, x.type).set(signs);
  zip(turned ? mulTurned : mulParts, x, factors, out);
  release(factors.storage);
}
