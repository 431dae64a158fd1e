import * as complex from "../complex/functions.js";
import { log as complexLog } from "../complex/log.js";
import { logFamily } from "../wasm/map-families.js";
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
