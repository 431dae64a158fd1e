export interface CorrectDigits {
  readonly set: string;
  readonly quantity: "mean" | "std" | "autocorr1";
  readonly digits: number;
  readonly decimals: number;
}

/** @param cases of `univariateCases` */
export function univariate(cases: readonly object[]): readonly CorrectDigits[];
