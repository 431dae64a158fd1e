import { logicalWasm } from "../generated/logical.js";
import { inHeap } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import { Family } from "./family.js";
import { inPieces } from "./pieces.js";

interface LogicalExports {
  u8_zip(op: number, n: number, a: number, aStep: number, b: number, bStep: number, o: number): void;
}

/** and, or, xor of bools. */
const logicalFamily: Family<LogicalExports> = /* @__PURE__ */ new Family<LogicalExports>(logicalWasm, 0);

/** out ← a ∘ b for bools, the code being that of `assembly/logical`. */
export function zipBools(code: number, a: Strided, b: Strided, out: Strided): void {
  for (const x of [a, b, out]) inHeap(x.storage, "zip"); // throws where one was disposed
  if (out.layout.size === 0) return;
  const [aStep, bStep] = [a, b].map((x) => Number(x.layout.size !== 1));
  inPieces([a, b], out, (n, o, x, y) => logicalFamily.exports.u8_zip(code, n, x, aStep, y, bStep, o));
}
