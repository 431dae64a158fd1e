import type { MapOp } from "./op.js";

/** Sine of an angle in radians, one element at a time. */
export const sin: MapOp = { name: "sin", reference: Math.sin, result: "same", code: -1 };
/** Cosine of an angle in radians, one element at a time. */
export const cos: MapOp = { name: "cos", reference: Math.cos, result: "same", code: -1 };
