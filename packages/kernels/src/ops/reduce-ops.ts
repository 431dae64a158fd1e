import { extremaFamily, integerFamily, productFamily, sumFamily } from "../wasm/reduce-families.js";
import type { ReduceOp } from "./op.js";

/** Of integers as float64, added up in 64 bits. */
export const sum: ReduceOp = {
  name: "sum",
  init: 0,
  reference: (s, x) => s + x,

  arg: false,
  code: 0,
  family: sumFamily,
};
/** In float64, whatever the operand. */
export const prod: ReduceOp = {
  name: "prod",
  init: 1,
  reference: (p, x) => p * x,
  arg: false,
  code: 0,
  family: productFamily,
};

/** The largest; NaN where any is. */
export const max: ReduceOp = {
  name: "max",
  init: -Infinity,
  reference: Math.max,
  arg: false,
  code: 0,
  family: extremaFamily,
  integers: integerFamily,
};
/** The smallest; NaN where any is. */
export const min: ReduceOp = {
  name: "min",
  init: Infinity,
  reference: Math.min,
  arg: false,
  code: 1,
  family: extremaFamily,
  integers: integerFamily,
};

/** Of bools, the largest; of other dtypes by the reference. */
export const any: ReduceOp = {
  name: "any",
  init: 0,
  reference: (known, x) => (x === 0 ? known : 1),
  arg: false,
  code: 0, // the largest
  integers: integerFamily,
};
/** Of bools, the smallest; of other dtypes by the reference. */
export const all: ReduceOp = {
  name: "all",
  init: 1,
  reference: (known, x) => (x === 0 ? 0 : known),
  arg: false,
  code: 1, // the smallest
  integers: integerFamily,
};

/** The first index of the largest, or of the first NaN. */
export const argmax: ReduceOp = {
  name: "argmax",
  init: -Infinity,
  reference: (best, x) => Number(x > best || (x !== x && best === best)),
  arg: true,
  code: 2,
  family: extremaFamily,
  integers: integerFamily,
};
/** The first index of the smallest, or of the first NaN. */
export const argmin: ReduceOp = {
  name: "argmin",
  init: Infinity,
  reference: (best, x) => Number(x < best || (x !== x && best === best)),
  arg: true,
  code: 3,
  family: extremaFamily,
  integers: integerFamily,
};
