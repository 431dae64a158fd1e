import { multiply } from "../complex/arithmetic.js";
import type { ZipOp } from "../ops/op.js";
import type { Zip } from "../signatures.js";
import { zipLoops } from "./zip-loops.js";

/** What the operations with complex kernels mean: kept from the operations, which every bundle has. */
const arithmetic: Readonly<Record<string, ZipOp["complex"]>> = {
  add: (a, b, c, d) => [a + c, b + d],
  sub: (a, b, c, d) => [a - c, b - d],
  mul: multiply,
};

/** out ← a ∘ b, one pair after the other, by the operation's own definition. */
export const zip: Zip = (op, a, b, out) => {
  zipLoops(a.type.kind === "complex" ? { ...op, complex: op.complex ?? arithmetic[op.name] } : op, a, b, out);
};
