/** Whether NIST's files are at hand; they are read where they lie. */
export const hasNist: boolean;

/** A nonlinear regression set as published. */
export interface NistSet {
  /** Two starts, from afar and near. */
  readonly starts: readonly (readonly number[])[];
  readonly certified: readonly number[];
  readonly standardErrors: readonly number[];
  readonly residualStandardDeviation: number;
  readonly sumOfSquares: number;
  readonly y: readonly number[];
  /** One list for each predictor. */
  readonly x: readonly (readonly number[])[];
}

export function readNist(name: string): NistSet;
