import { cbrtFamily, exp2Family } from "../wasm/map-families.js";
import type { MapOp } from "./op.js";

/** 2ˣ: exact for integers. */
export const exp2: MapOp = { name: "exp2", reference: (x) => 2 ** x, result: "same", code: 0, family: exp2Family };
/** ∛x. */
export const cbrt: MapOp = { name: "cbrt", reference: Math.cbrt, result: "same", code: 0, family: cbrtFamily };
