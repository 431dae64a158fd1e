import { extremaFamily, sumFamily } from "../wasm/reduce-families.js";
import type { ReduceOp } from "./op.js";

export const sum: ReduceOp = {
  name: "sum",
  init: 0,
  reference: (s, x) => s + x,
  arg: false,
  code: 0,
  family: sumFamily,
};
/** One element after the other, in float64. */
export const prod: ReduceOp = { name: "prod", init: 1, reference: (p, x) => p * x, arg: false, code: -1 };

/** The largest; NaN where any is. */
export const max: ReduceOp = {
  name: "max",
  init: -Infinity,
  reference: Math.max,
  arg: false,
  code: 0,
  family: extremaFamily,
};
/** The smallest; NaN where any is. */
export const min: ReduceOp = {
  name: "min",
  init: Infinity,
  reference: Math.min,
  arg: false,
  code: 1,
  family: extremaFamily,
};

export const any: ReduceOp = {
  name: "any",
  init: 0,
  reference: (known, x) => (x === 0 ? known : 1),
  arg: false,
  code: -1,
};
export const all: ReduceOp = {
  name: "all",
  init: 1,
  reference: (known, x) => (x === 0 ? 0 : known),
  arg: false,
  code: -1,
};

/** The first index of the largest, or of the first NaN. */
export const argmax: ReduceOp = {
  name: "argmax",
  init: -Infinity,
  reference: (best, x) => Number(x > best || (x !== x && best === best)),
  arg: true,
  code: 2,
  family: extremaFamily,
};
/** The first index of the smallest, or of the first NaN. */
export const argmin: ReduceOp = {
  name: "argmin",
  init: Infinity,
  reference: (best, x) => Number(x < best || (x !== x && best === best)),
  arg: true,
  code: 3,
  family: extremaFamily,
};
