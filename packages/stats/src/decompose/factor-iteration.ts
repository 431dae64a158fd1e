/** One iteration of a factorization, for charts and logs. */
export interface FactorIteration {
  /** 1 is the first. */
  readonly iteration: number;
  /** What the tolerance is compared with. */
  readonly change: number;
}
