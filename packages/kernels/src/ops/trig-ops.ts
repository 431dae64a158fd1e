import { mathFamily } from "../wasm/math-family.js";
import type { MapOp } from "./op.js";

/** Sine of an angle in radians. */
export const sin: MapOp = { name: "sin", reference: Math.sin, result: "same", code: 7, family: mathFamily };
/** Cosine of an angle in radians. */
export const cos: MapOp = { name: "cos", reference: Math.cos, result: "same", code: 8, family: mathFamily };
