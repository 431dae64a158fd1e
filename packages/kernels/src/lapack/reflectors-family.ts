import { reflectorsWasm } from "../generated/reflectors.js";
import { Family } from "../wasm/family.js";

/** Reduces rows to a lower triangle. */
type Reduce = (k: number, m: number, p: number, pRow: number, v: number, vRow: number, t: number, tRow: number) => void;
/** The same from row `first` on; answers how many are done. */
type ReduceFrom = (
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
  f32_reduce: Reduce;
  f64_reduce: Reduce;
  c128_reduce: ReduceFrom;
  f32_factor: Factor;
  f64_factor: Factor;
  c128_factor: Factor;
  least_squares_many: LeastSquaresMany;
  /** Real numbers, float32 ones where `single`. */
  apply_block(
    single: boolean,
    g: number,
    m: number,
    k: number,
    known: number,
    c: number,
    cRow: number,
    v: number,
    vRow: number,
    t: number,
    tRow: number,
    turned: boolean,
    work: number,
  ): void;
  finish_factors(
    single: boolean,
    r: number,
    n: number,
    k: number,
    upper: number,
    upperRow: number,
    m: number,
    basis: number,
    basisRow: number,
  ): void;
  /** Answers the number of the first matrix in which a number is not finite, or −1. */
  qr_many(
    single: boolean,
    count: number,
    m: number,
    n: number,
    r: number,
    a: number,
    aStep: number,
    aRow: number,
    aCol: number,
    q: number,
    upper: number,
    work: number,
  ): number;
}

/** Panels of Householder reflections. */
export const reflectorsFamily: Family<ReflectorsExports> = /* @__PURE__ */ new Family<ReflectorsExports>(
  reflectorsWasm,
  0,
);
