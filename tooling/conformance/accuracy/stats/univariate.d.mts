/** A set of NIST's with its certified values, as the reference's nist.json has them. */
export interface UnivariateCase {
  readonly name: string;
  readonly inputs: { readonly y: object };
  readonly expect: Readonly<Record<string, { readonly value: object }>>;
}

export interface CorrectDigits {
  readonly set: string;
  readonly quantity: "mean" | "std" | "autocorr1";
  readonly digits: number;
}

export function univariateCases(folder: string): readonly UnivariateCase[];
export function univariate(cases: readonly UnivariateCase[]): readonly CorrectDigits[];
