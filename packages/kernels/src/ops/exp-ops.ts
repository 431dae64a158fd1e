import * as complex from "../complex/functions.js";
import { exp as complexExp } from "../complex/log.js";
import { expFamily } from "../wasm/map-families.js";
import type { MapOp } from "./op.js";

export const exp: MapOp = {
  name: "exp",
  reference: Math.exp,
  complex: complexExp,
  result: "same",
  code: 0,
  family: expFamily,
};
export const expm1: MapOp = {
  name: "expm1",
  reference: Math.expm1,
  complex: complex.expm1,
  result: "same",
  code: 1,
  family: expFamily,
};
