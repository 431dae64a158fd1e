import { reflectorsWasm } from "../generated/reflectors.js";
import { Family } from "../wasm/family.js";

/** Reduces rows to a lower triangle; answers how many are done. */
type Reduce = (
  k: number,
  m: number,
  first: number,
  p: number,
  pRow: number,
  v: number,
  vRow: number,
  t: number,
  tRow: number,
) => number;
type Factor = (k: number, m: number, v: number, vRow: number, t: number, tRow: number) => void;

/** Strides and distances in elements; answers the number of the first matrix that something is wrong with, or −1. */
type LeastSquaresMany = (
  single: boolean,
  count: number,
  m: number,
  n: number,
  k: number,
  a: number,
  aStep: number,
  aRow: number,
  aCol: number,
  b: number,
  bStep: number,
  bRow: number,
  bCol: number,
  rtol: number,
  x: number,
  squares: number,
  work: number,
) => number;

/** Contiguous rows; addresses in bytes, strides in elements. */
interface ReflectorsExports {
  f64_reduce: Reduce;
  c128_reduce: Reduce;
  f64_factor: Factor;
  c128_factor: Factor;
  least_squares_many: LeastSquaresMany;
}

/** Panels of Householder reflections. */
export const reflectorsFamily: Family<ReflectorsExports> = /* @__PURE__ */ new Family<ReflectorsExports>(
  reflectorsWasm,
  0,
);
