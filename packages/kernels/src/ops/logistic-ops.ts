import * as complex from "../complex/functions.js";
import { logisticFamily, softplusFamily } from "../wasm/map-families.js";
import type { MapOp } from "./op.js";

export const tanh: MapOp = {
  name: "tanh",
  reference: Math.tanh,
  complex: complex.tanh,
  result: "same",
  code: 4,
  family: logisticFamily,
};

/** 1/(1 + e⁻ˣ). */
export const sigmoid: MapOp = {
  name: "sigmoid",
  reference: (x) => {
    const e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  },
  result: "same",
  code: 5,
  family: logisticFamily,
};

/** ln(1 + eˣ): a family of its own, because its module holds those of exp and of log1p. */
export const softplus: MapOp = {
  name: "softplus",
  reference: (x) => Math.log1p(Math.exp(-Math.abs(x))) + (x < 0 ? 0 : x),
  result: "same",
  code: 0,
  family: softplusFamily,
};
