import { ChiSquared } from "../distributions/chi-squared.js";
import { Normal } from "../distributions/normal.js";

/** One estimated coefficient. */
export interface LogisticCoefficient {
  /** `"intercept"`, or of the column. */
  readonly name: string;
  /** The class whose log odds against the first class it changes. */
  readonly label: number;
  readonly estimate: number;
  /** From the observed information. */
  readonly standardError: number;
  /** estimate / standardError. */
  readonly z: number;
  /** P(|Z| ≥ |z|) of a standard normal Z. */
  readonly pValue: number;
  /** Of the interval. */
  readonly lower: number;
  readonly upper: number;
}

/** The table of an unpenalized fit. */
export interface LogisticSummary {
  readonly coefficients: readonly LogisticCoefficient[];
  /** Confidence of the intervals. */
  readonly level: number;
  readonly observations: number;
  readonly logLikelihood: number;
  /** Of the shares of the classes alone; without an intercept, of equal probabilities. */
  readonly nullLogLikelihood: number;
  /** −2·ln likelihood. */
  readonly deviance: number;
  readonly nullDeviance: number;
  /** McFadden's R², 1 − logLikelihood / nullLogLikelihood. */
  readonly pseudoR2: number;
  readonly aic: number;
  readonly bic: number;
  /** Of all coefficients but the intercepts: χ² with df degrees of freedom, where none matters. */
  readonly likelihoodRatio: { readonly statistic: number; readonly df: number; readonly pValue: number };
  toString(): string;
}

/** What a table is made of. */
export interface LogisticEstimates {
  /** Log odds against the first class, class by class: intercept, if there is one, then columns. */
  readonly estimates: readonly number[];
  readonly standardErrors: readonly number[];
  readonly names: readonly string[];
  /** Labels of the classes but the first. */
  readonly labels: readonly number[];
  readonly columns: number;
  readonly observations: number;
  readonly logLikelihood: number;
  readonly nullLogLikelihood: number;
}

/** @see McCullagh & Nelder, *Generalized Linear Models*, 2nd ed., §4.4; McFadden, *Conditional logit analysis*, 1974 (R²) */
export function logisticSummary(given: LogisticEstimates, level: number): LogisticSummary {
  const { estimates, standardErrors, names, labels, observations, logLikelihood, nullLogLikelihood } = given;
  const normal = new Normal();
  const reach = normal.isf((1 - level) / 2);
  const coefficients = estimates.map((estimate, i): LogisticCoefficient => {
    const [standardError, z] = [standardErrors[i], estimate / standardErrors[i]];
    return {
      name: names[i % names.length],
      label: labels[Math.floor(i / names.length)],
      estimate,
      standardError,
      z,
      pValue: 2 * normal.sf(Math.abs(z)),
      lower: estimate - reach * standardError,
      upper: estimate + reach * standardError,
    };
  });
  const df = given.columns * labels.length;
  const statistic = Math.max(0, 2 * (logLikelihood - nullLogLikelihood));
  const summary = {
    coefficients,
    level,
    observations,
    logLikelihood,
    nullLogLikelihood,
    deviance: -2 * logLikelihood,
    nullDeviance: -2 * nullLogLikelihood,
    pseudoR2: 1 - logLikelihood / nullLogLikelihood,
    aic: 2 * estimates.length - 2 * logLikelihood,
    bic: Math.log(observations) * estimates.length - 2 * logLikelihood,
    likelihoodRatio: { statistic, df, pValue: new ChiSquared(df).sf(statistic) },
  };
  return { ...summary, toString: () => printed(summary) };
}

function printed(summary: Omit<LogisticSummary, "toString">): string {
  const { coefficients, level, observations, logLikelihood, pseudoR2, aic, bic, likelihoodRatio } = summary;
  const percent = `${Number((100 * level).toPrecision(4))} %`;
  const rows = [
    ["class", "name", "estimate", "std. error", "z", "p", `${percent} from`, "to"],
    ...coefficients.map((c) => [
      String(c.label),
      c.name,
      ...[c.estimate, c.standardError, c.z, c.pValue, c.lower, c.upper].map((v) => String(Number(v.toPrecision(5)))),
    ]),
  ];
  const widths = rows[0].map((_, j) => Math.max(...rows.map((row) => row[j].length)));
  const table = rows.map((row) => row.map((cell, j) => (j < 2 ? cell.padEnd(widths[j]) : cell.padStart(widths[j]))));
  const { statistic, df, pValue } = likelihoodRatio;
  const short = (v: number): string => String(Number(v.toPrecision(6)));
  return [
    ...table.map((row) => row.join("  ").trimEnd()),
    "",
    `observations ${observations}, log likelihood ${short(logLikelihood)}, McFadden's R² ${short(pseudoR2)}`,
    `AIC ${short(aic)}, BIC ${short(bic)}, likelihood ratio χ²(${df}) = ${short(statistic)}, p = ${short(pValue)}`,
  ].join("\n");
}
