import { divide, multiply } from "../complex/arithmetic.js";
import { log } from "../complex/log.js";
import { power as complexPower } from "../complex/power.js";
import { zipBools } from "../wasm/zip-bools.js";
import { powFamily } from "../wasm/zip-families.js";
import type { ZipOp } from "./op.js";

export const add: ZipOp = {
  name: "add",
  reference: (a, b) => a + b,
  result: "same",
  code: 0,
  complexCode: 13,
};
export const sub: ZipOp = {
  name: "sub",
  reference: (a, b) => a - b,
  result: "same",
  code: 1,
  complexCode: 14,
};
export const mul: ZipOp = {
  name: "mul",
  reference: (a, b) => a * b,
  integer: Math.imul,

  result: "same",
  code: 2,
  complexCode: 15,
};
export const div: ZipOp = { name: "div", reference: (a, b) => a / b, complex: divide, result: "same", code: 3 };

/** The larger; NaN where either is, and 0 rather than −0. */
export const maximum: ZipOp = { name: "maximum", reference: (a, b) => Math.max(a, b), result: "same", code: 4 };
/** The smaller; NaN where either is, and −0 rather than 0. */
export const minimum: ZipOp = { name: "minimum", reference: (a, b) => Math.min(a, b), result: "same", code: 5 };

export const equal: ZipOp = {
  name: "equal",
  reference: (a, b) => Number(a === b),
  complex: (a, b, c, d) => Number(a === c && b === d),
  result: "bool",
  code: 7,
};
export const notEqual: ZipOp = {
  name: "notEqual",
  reference: (a, b) => Number(a !== b),
  complex: (a, b, c, d) => Number(a !== c || b !== d),
  result: "bool",
  code: 8,
};
export const less: ZipOp = { name: "less", reference: (a, b) => Number(a < b), result: "bool", code: 9 };
export const lessEqual: ZipOp = { name: "lessEqual", reference: (a, b) => Number(a <= b), result: "bool", code: 10 };
export const greater: ZipOp = { name: "greater", reference: (a, b) => Number(a > b), result: "bool", code: 11 };
export const greaterEqual: ZipOp = {
  name: "greaterEqual",
  reference: (a, b) => Number(a >= b),
  result: "bool",
  code: 12,
};

/** aᵇ as IEEE 754 has it: 1 to any power is 1, and so is −1 to an infinite one. Squares, inverses and roots are exact. */
export const pow: ZipOp = {
  name: "pow",
  reference: power,
  complex: complexPower,
  result: "same",
  code: 6,
  family: powFamily,
};

/** a·log b. */
export const timesLog: ZipOp = {
  name: "timesLog",
  reference: (a, b) => a * Math.log(b),
  complex: (a, b, c, d) => multiply(a, b, ...log(c, d)),
  result: "same",
  code: -1,
};

export const logicalAnd: ZipOp = {
  name: "logicalAnd",
  reference: (a, b) => Number(a !== 0 && b !== 0),
  result: "bool",
  code: -1,
  bools: (a, b, out) => zipBools(0, a, b, out),
};
export const logicalOr: ZipOp = {
  name: "logicalOr",
  reference: (a, b) => Number(a !== 0 || b !== 0),
  result: "bool",
  code: -1,
  bools: (a, b, out) => zipBools(1, a, b, out),
};
export const logicalXor: ZipOp = {
  name: "logicalXor",
  reference: (a, b) => Number((a !== 0) !== (b !== 0)),
  result: "bool",
  code: -1,
  bools: (a, b, out) => zipBools(2, a, b, out),
};

/** What `**` of some engines misses by an ulp, where the nearest number is at hand, is computed by itself. */
function power(a: number, b: number): number {
  if (b === 2) return a * a;
  if (b === -1) return 1 / a;
  if (b === 0.5 && a > 0) return Math.sqrt(a);
  return a === 1 || (a === -1 && (b === Infinity || b === -Infinity)) ? 1 : a ** b;
}
