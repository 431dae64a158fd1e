import type { MapOp } from "./op.js";

/** The angle of a number, in (−π, π]: 0 or π of a real one. */
export const angle: MapOp = {
  name: "angle",
  reference: (x) => (x !== x ? x : x < 0 || Object.is(x, -0) ? Math.PI : 0),
  complex: (re, im) => Math.atan2(im, re),
  result: "real",
  code: -1,
};
