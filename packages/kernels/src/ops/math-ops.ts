import { mathFamily } from "../wasm/math-family.js";
import type { MapOp } from "./op.js";

export const exp: MapOp = { name: "exp", reference: Math.exp, result: "same", code: 0, family: mathFamily };
export const expm1: MapOp = { name: "expm1", reference: Math.expm1, result: "same", code: 1, family: mathFamily };
export const log: MapOp = { name: "log", reference: Math.log, result: "same", code: 2, family: mathFamily };
export const log1p: MapOp = { name: "log1p", reference: Math.log1p, result: "same", code: 3, family: mathFamily };
export const tanh: MapOp = { name: "tanh", reference: Math.tanh, result: "same", code: 4, family: mathFamily };

/** 1/(1 + e⁻ˣ). */
export const sigmoid: MapOp = {
  name: "sigmoid",
  reference: (x) => {
    const e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  },
  result: "same",
  code: 5,
  family: mathFamily,
};

/** ln(1 + eˣ). */
export const softplus: MapOp = {
  name: "softplus",
  reference: (x) => Math.log1p(Math.exp(-Math.abs(x))) + (x < 0 ? 0 : x),
  result: "same",
  code: 6,
  family: mathFamily,
};
