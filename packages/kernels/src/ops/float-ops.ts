import type { MapOp, ZipOp } from "./op.js";

export const isInf: MapOp = {
  name: "isInf",
  reference: (x) => Number(Math.abs(x) === Infinity),
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
    single[0] = a;
    singleBits[0] += b > a === a > 0 ? 1 : -1;
    return single[0];
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
    double[0] = a;
    doubleBits[0] += b > a === a > 0 ? 1n : -1n;
    return double[0];
  },
  result: "same",
  code: -1,
};

const single = /* @__PURE__ */ new Float32Array(1);
const singleBits = /* @__PURE__ */ new Int32Array(single.buffer);
const double = /* @__PURE__ */ new Float64Array(1);
const doubleBits = /* @__PURE__ */ new BigInt64Array(double.buffer);

function isNegative(x: number): boolean {
  return x < 0 || Object.is(x, -0);
}
