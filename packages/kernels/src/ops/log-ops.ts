import * as complex from "../complex/functions.js";
import { log as complexLog } from "../complex/log.js";
import { log2Family, logFamily } from "../wasm/map-families.js";
import type { MapOp } from "./op.js";

export const log: MapOp = {
  name: "log",
  reference: Math.log,
  complex: complexLog,
  result: "same",
  code: 2,
  family: logFamily,
};
export const log1p: MapOp = {
  name: "log1p",
  reference: Math.log1p,
  complex: complex.log1p,
  result: "same",
  code: 3,
  family: logFamily,
};

/** Exact for powers of two. */
export const log2: MapOp = { name: "log2", reference: Math.log2, result: "same", code: 8, family: log2Family };
export const log10: MapOp = { name: "log10", reference: Math.log10, result: "same", code: 9, family: log2Family };
