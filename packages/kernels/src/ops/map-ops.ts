import * as complex from "../complex/functions.js";
import { hypot } from "../complex/log.js";
import { cheapFamily } from "../wasm/map-families.js";
import type { MapOp } from "./op.js";

export const negate: MapOp = {
  name: "negate",
  reference: (x) => -x,
  complex: (re, im) => [-re, -im],
  result: "same",
  code: 0,
  family: cheapFamily,
};
export const abs: MapOp = {
  name: "abs",
  reference: (x) => Math.abs(x),
  complex: hypot,
  result: "real",
  code: 1,
  family: cheapFamily,
};

/** −1, 0 (never −0) or 1; NaN of NaN. */
export const sign: MapOp = {
  name: "sign",
  reference: (x) => (x > 0 ? 1 : x < 0 ? -1 : x === 0 ? 0 : x),
  complex: complex.sign,
  result: "same",
  code: 2,
  family: cheapFamily,
};

export const square: MapOp = {
  name: "square",
  reference: (x) => x * x,
  integer: (x) => Math.imul(x, x),
  complex: complex.square,
  result: "same",
  code: 3,
  family: cheapFamily,
};

export const sqrt: MapOp = {
  name: "sqrt",
  reference: (x) => Math.sqrt(x),
  complex: complex.sqrt,
  result: "same",
  code: 4,
  family: cheapFamily,
};
export const reciprocal: MapOp = {
  name: "reciprocal",
  reference: (x) => 1 / x,
  complex: complex.reciprocal,
  result: "same",
  code: 5,
  family: cheapFamily,
};
export const floor: MapOp = {
  name: "floor",
  reference: (x) => Math.floor(x),
  result: "same",
  code: 6,
  family: cheapFamily,
};
export const ceil: MapOp = {
  name: "ceil",
  reference: (x) => Math.ceil(x),
  result: "same",
  code: 7,
  family: cheapFamily,
};

/** To the nearest integer, halves to the even one. */
export const round: MapOp = { name: "round", reference: roundHalfToEven, result: "same", code: 8, family: cheapFamily };

export const trunc: MapOp = {
  name: "trunc",
  reference: (x) => Math.trunc(x),
  result: "same",
  code: 9,
  family: cheapFamily,
};

/** x, or 0 where x < 0. */
export const relu: MapOp = {
  name: "relu",
  reference: (x) => (x < 0 ? 0 : x),
  result: "same",
  code: 10,
  family: cheapFamily,
};

/** 1 where x > 0, else 0: the derivative of relu. */
export const step: MapOp = {
  name: "step",
  reference: (x) => Number(x > 0),
  result: "same",
  code: 11,
  family: cheapFamily,
};

export const isNaN: MapOp = {
  name: "isNaN",
  reference: (x) => Number(x !== x),
  complex: (re, im) => Number(re !== re || im !== im),
  result: "bool",
  code: 12,
  family: cheapFamily,
};

export const isFinite: MapOp = {
  name: "isFinite",
  reference: (x) => Number(Math.abs(x) < Infinity),
  complex: (re, im) => Number(Math.abs(re) < Infinity && Math.abs(im) < Infinity),
  result: "bool",
  code: 13,
  family: cheapFamily,
};

export const logicalNot: MapOp = {
  name: "logicalNot",
  reference: (x) => Number(x === 0),
  result: "bool",
  code: 14,
  family: cheapFamily,
};

/** Numbers from 2⁵² on are integers, and adding 2⁵² rounds smaller ones as IEEE 754 does. */
function roundHalfToEven(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < 2 ** 52)) return x;
  const rounded = magnitude + 2 ** 52 - 2 ** 52;
  return x < 0 || Object.is(x, -0) ? -rounded : rounded;
}
