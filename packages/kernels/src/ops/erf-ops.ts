import { erfFamily, normalFamily } from "../wasm/map-families.js";
import { ENTRY, NORMAL, erfTable } from "./erf-table.js";
import type { MapOp } from "./op.js";

/** The error function 2/√π·∫₀ˣ e^(−t²) dt. */
export const erf: MapOp = {
  name: "erf",
  reference: (x) => {
    const y = curve(0, 0, Math.min(Math.abs(x), 6));
    return x === 0 ? x : x < 0 ? -y : y;
  },
  result: "same",
  code: 10,
  family: erfFamily,
};

/** 1 − erf x, of full relative precision where that is small. */
export const erfc: MapOp = {
  name: "erfc",
  reference: (x) => {
    if (x > 4.5) return (tail(1, x) / x) * INVERSE_ROOT_PI;
    return x < 0 ? 1 + curve(0, 0, Math.min(-x, 6)) : curve(0, 2, x);
  },
  result: "same",
  code: 11,
  family: normalFamily,
};

/** x·Φ(x), Φ being the normal distribution: the exact gelu, not its approximation by tanh. */
export const gelu: MapOp = {
  name: "gelu",
  reference: (x) => {
    if (x < -8.25) return -tail(0.5, -x) * INVERSE_ROOT_2PI;
    return x * (x < 0 ? curve(NORMAL, 2, -x) : curve(NORMAL, 0, Math.min(x, 8.5)));
  },
  result: "same",
  code: 12,
  family: normalFamily,
};

const INVERSE_ROOT_PI = 0.5641895835477563;
const INVERSE_ROOT_2PI = 0.3989422804014327;

/** V(a) by the entry about the nearest point, or 1 − V(a) where `side` is 2. */
function curve(from: number, side: 0 | 2, a: number): number {
  if (a !== a) return a;
  const table = erfTable();
  const k = Math.round(a * 16);
  const at = from + k * ENTRY;
  const d = a - k / 16;
  let p = 0;
  for (let n = 16; n > 3; n--) p = p * d + table[at + n];
  return table[at + side] + (table[at + side + 1] + (side === 0 ? d * p : -d * p));
}

/** a·e^(−half·a²)/(a + (1/s)/(a + (2/s)/(a + …))), s = 2·half: the continued fraction of the integral from a on. */
function tail(half: 0.5 | 1, a: number): number {
  if (a > 40) return 0;
  let t = a;
  for (let n = 30; n > 0; n--) t = a + n / (2 * half * t);
  const h = Math.fround(a); // h² is exact
  return (Math.exp(-h * h * half) * Math.exp((h - a) * (h + a) * half) * a) / t;
}
