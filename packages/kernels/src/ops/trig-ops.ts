import * as complex from "../complex/functions.js";
import { tanFamily, trigFamily } from "../wasm/map-families.js";
import type { MapOp } from "./op.js";

/** Sine of an angle in radians. */
export const sin: MapOp = {
  name: "sin",
  reference: Math.sin,
  complex: complex.sin,
  result: "same",
  code: 6,
  family: trigFamily,
};
/** Cosine of an angle in radians. */
export const cos: MapOp = {
  name: "cos",
  reference: Math.cos,
  complex: complex.cos,
  result: "same",
  code: 7,
  family: trigFamily,
};
/** Tangent of an angle in radians. */
export const tan: MapOp = {
  name: "tan",
  reference: Math.tan,
  complex: complex.tan,
  result: "same",
  code: 20,
  family: tanFamily,
};
