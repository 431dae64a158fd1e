import { tanFamily, trigFamily } from "../wasm/map-families.js";
import type { MapOp } from "./op.js";

/** Sine of an angle in radians. */
export const sin: MapOp = { name: "sin", reference: Math.sin, result: "same", code: 6, family: trigFamily };
/** Cosine of an angle in radians. */
export const cos: MapOp = { name: "cos", reference: Math.cos, result: "same", code: 7, family: trigFamily };
/** Tangent of an angle in radians. */
export const tan: MapOp = { name: "tan", reference: Math.tan, result: "same", code: 20, family: tanFamily };
