import type { MapOp, ZipOp } from "./op.js";

export const isInf: MapOp = {
  name: "isInf",
  reference: (x) => Number(Math.abs(x) === Infinity),
  complex: (re, im) => Number(Math.abs(re) === Infinity || Math.abs(im) === Infinity),
  result: "bool",
  code: -1,
};

/** Whether x is below 0, or −0. JavaScript does not tell NaN with a sign from NaN without: of NaN, no. */
export const signbit: MapOp = {
  name: "signbit",
  reference: (x) => Number(isNegative(x)),
  result: "bool",
  code: -1,
};

/** |a| with the sign of b. */
export const copysign: ZipOp = {
  name: "copysign",
  reference: (a, b) => (isNegative(b) ? -Math.abs(a) : Math.abs(a)),
  result: "same",
  code: -1,
};

/** ln(eᵃ + eᵇ) without overflow. */
export const logaddexp: ZipOp = {
  name: "logaddexp",
  reference: (a, b) => (a === b ? a + Math.LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))),
  result: "same",
  code: -1,
};

/** The neighbour of a among float32 in the direction of b. */
export const nextafter32: ZipOp = {
  name: "nextafter",
  reference: (a, b) => {
    if (a === b || a !== a || b !== b) return a === b ? b : NaN;
    if (a === 0) return b < 0 ? -(2 ** -149) : 2 ** -149;
    bits().setFloat32(0, a);
    bits().setInt32(0, bits().getInt32(0) + (b > a === a > 0 ? 1 : -1));
    return bits().getFloat32(0);
  },
  result: "same",
  code: -1,
};

/** The neighbour of a among float64 in the direction of b. */
export const nextafter64: ZipOp = {
  name: "nextafter",
  reference: (a, b) => {
    if (a === b || a !== a || b !== b) return a === b ? b : NaN;
    if (a === 0) return b < 0 ? -Number.MIN_VALUE : Number.MIN_VALUE;
    bits().setFloat64(0, a);
    bits().setBigInt64(0, bits().getBigInt64(0) + (b > a === a > 0 ? 1n : -1n));
    return bits().getFloat64(0);
  },
  result: "same",
  code: -1,
};

let memory: DataView | null = null;

/** Room for a float, to be read as an integer. */
function bits(): DataView {
  return (memory ??= new DataView(new ArrayBuffer(8)));
}

function isNegative(x: number): boolean {
  return x < 0 || Object.is(x, -0);
}
