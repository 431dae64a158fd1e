import type { MapOp } from "./op.js";

/** 2ˣ: exact for integers. Without a kernel. */
export const exp2: MapOp = { name: "exp2", reference: (x) => 2 ** x, result: "same", code: -1 };
/** ∛x. Without a kernel. */
export const cbrt: MapOp = { name: "cbrt", reference: Math.cbrt, result: "same", code: -1 };
