import { type CoefficientRow, coefficientText, figure, probability } from "./coefficient-table.js";
import type { LeastSquaresInference } from "./least-squares-inference.js";

/** The table of a regression: numbers to read, and `toString()` to print them. */
export class RegressionSummary {
  readonly n: number;
  readonly rank: number;
  readonly dfModel: number;
  readonly dfResidual: number;
  readonly residualStandardDeviation: number;
  readonly r2: number;
  readonly adjustedR2: number;
  readonly f: number;
  readonly fPValue: number;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly conditionNumber: number;
  readonly aliased: readonly string[];
  readonly covarianceKind: string;

  constructor(
    readonly model: string,
    inference: LeastSquaresInference,
    readonly coefficients: readonly CoefficientRow[],
    /** Of the confidence intervals. */
    readonly level: number,
  ) {
    this.n = inference.n;
    this.rank = inference.rank;
    this.dfModel = inference.dfModel;
    this.dfResidual = inference.dfResidual;
    this.residualStandardDeviation = inference.residualStandardDeviation;
    this.r2 = inference.r2;
    this.adjustedR2 = inference.adjustedR2;
    this.f = inference.f;
    this.fPValue = inference.fPValue;
    this.logLikelihood = inference.logLikelihood;
    this.aic = inference.aic;
    this.bic = inference.bic;
    this.conditionNumber = inference.conditionNumber;
    this.aliased = inference.aliased;
    this.covarianceKind = inference.covarianceKind;
  }

  toString(): string {
    const { n, rank, dfModel, dfResidual } = this;
    const errors = this.covarianceKind === "plain" ? "" : `, standard errors ${this.covarianceKind}`;
    return [
      `${this.model}: n ${n}, rank ${rank}, residual degrees of freedom ${dfResidual}${errors}`,
      "",
      coefficientText(this.coefficients, this.level),
      "",
      `R² ${figure(this.r2)}, adjusted ${figure(this.adjustedR2)}; F(${dfModel}, ${dfResidual}) ${figure(this.f)}, p ${probability(this.fPValue)}`,
      `residual standard deviation ${figure(this.residualStandardDeviation)}; condition number ${figure(this.conditionNumber)}`,
      `log-likelihood ${figure(this.logLikelihood)}; AIC ${figure(this.aic)}, BIC ${figure(this.bic)}`,
      ...(this.aliased.length > 0 ? [`dropped, as others combine to them: ${this.aliased.join(", ")}`] : []),
    ].join("\n");
  }
}
