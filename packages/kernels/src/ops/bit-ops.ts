import type { MapOp, ZipOp } from "./op.js";

// Of integers and bools. The results wrap around into the dtype.

export const bitwiseAnd: ZipOp = { name: "bitwiseAnd", reference: (a, b) => a & b, result: "same", code: -1 };
export const bitwiseOr: ZipOp = { name: "bitwiseOr", reference: (a, b) => a | b, result: "same", code: -1 };
export const bitwiseXor: ZipOp = { name: "bitwiseXor", reference: (a, b) => a ^ b, result: "same", code: -1 };
/** Of integers; a bool is inverted by `logicalNot`. */
export const bitwiseInvert: MapOp = { name: "bitwiseInvert", reference: (x) => ~x, result: "same", code: -1 };

/** a·2ᵇ modulo 2³²: 0 from b = 32 on. */
export const bitwiseLeftShift: ZipOp = {
  name: "bitwiseLeftShift",
  reference: (a, b) => (b < 32 ? a << b : 0),
  result: "same",
  code: -1,
};

/** ⌊a/2ᵇ⌋: negative numbers stay negative. */
export const bitwiseRightShift: ZipOp = {
  name: "bitwiseRightShift",
  reference: (a, b) => Math.floor(a / 2 ** Math.min(b, 32)),
  result: "same",
  code: -1,
};
