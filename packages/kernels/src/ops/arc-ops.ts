import * as inverse from "../complex/inverse-functions.js";
import { arcsineFamily, arctanFamily } from "../wasm/map-families.js";
import { atan2Family, hypotFamily } from "../wasm/zip-families.js";
import type { MapOp, ZipOp } from "./op.js";

/** The angle in [−π/2, π/2] that has this sine. */
export const asin: MapOp = {
  name: "asin",
  reference: Math.asin,
  complex: inverse.asin,
  result: "same",
  code: 21,
  family: arcsineFamily,
};
/** The angle in [0, π] that has this cosine. */
export const acos: MapOp = {
  name: "acos",
  reference: Math.acos,
  complex: inverse.acos,
  result: "same",
  code: 22,
  family: arcsineFamily,
};
/** The angle in [−π/2, π/2] that has this tangent. */
export const atan: MapOp = {
  name: "atan",
  reference: Math.atan,
  complex: inverse.atan,
  result: "same",
  code: 23,
  family: arctanFamily,
};
/** The angle of the point (b, a), in radians. */
export const atan2: ZipOp = { name: "atan2", reference: Math.atan2, result: "same", code: 0, family: atan2Family };
/** √(a² + b²) without over- or underflow on the way. */
export const hypot: ZipOp = { name: "hypot", reference: Math.hypot, result: "same", code: 0, family: hypotFamily };
