import * as inverse from "../complex/inverse-functions.js";
import * as complex from "../complex/functions.js";
import { areaFamily, hyperbolicFamily } from "../wasm/map-families.js";
import type { MapOp } from "./op.js";

export const sinh: MapOp = {
  name: "sinh",
  reference: Math.sinh,
  complex: complex.sinh,
  result: "same",
  code: 24,
  family: hyperbolicFamily,
};
export const cosh: MapOp = {
  name: "cosh",
  reference: Math.cosh,
  complex: complex.cosh,
  result: "same",
  code: 25,
  family: hyperbolicFamily,
};
export const asinh: MapOp = {
  name: "asinh",
  reference: Math.asinh,
  complex: inverse.asinh,
  result: "same",
  code: 26,
  family: areaFamily,
};
export const acosh: MapOp = {
  name: "acosh",
  reference: Math.acosh,
  complex: inverse.acosh,
  result: "same",
  code: 27,
  family: areaFamily,
};
export const atanh: MapOp = {
  name: "atanh",
  reference: Math.atanh,
  complex: inverse.atanh,
  result: "same",
  code: 28,
  family: areaFamily,
};
