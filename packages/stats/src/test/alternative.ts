import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** What is held against the null hypothesis: that the quantity differs from it, is less, or greater. */
export type Alternative = "two-sided" | "less" | "greater";

export interface AlternativeOptions {
  /** Default `"two-sided"`. */
  readonly alternative?: Alternative;
}

export interface IntervalOptions extends AlternativeOptions {
  /** Of the interval, which is one-sided with a one-sided alternative. Default 0.95. */
  readonly confidence?: number;
}

/** @throws {ValueError} */
export function requireAlternative(op: string, alternative: Alternative = "two-sided"): Alternative {
  return requireWord(op, "alternative", alternative, ["two-sided", "less", "greater"]);
}

/** One of some words. @throws {ValueError} */
export function requireWord<W extends string>(op: string, name: string, word: W, allowed: readonly W[]): W {
  if (allowed.includes(word)) return word;
  const list = allowed.map((w) => `"${w}"`);
  throw new ValueError(op, `${name} must be ${list.slice(0, -1).join(", ")} or ${list.at(-1)}`, kindOf(word));
}

/** @throws {ValueError} unless it is in (0, 1) */
export function requireConfidence(op: string, confidence = 0.95): number {
  if (confidence > 0 && confidence < 1) return confidence;
  throw new ValueError(op, "confidence must lie in (0, 1)", kindOf(confidence));
}

interface Law {
  cdf(x: number): number;
  sf(x: number): number;
}

/** Of a statistic whose null distribution is symmetric about 0. */
export function symmetricPValue(law: Law, statistic: number, alternative: Alternative): number {
  if (alternative === "less") return law.cdf(statistic);
  return alternative === "greater" ? law.sf(statistic) : 2 * law.sf(Math.abs(statistic));
}

/** Of any other: twice the smaller tail. */
export function tailedPValue(law: Law, statistic: number, alternative: Alternative): number {
  const [below, above] = [law.cdf(statistic), law.sf(statistic)];
  if (alternative === "less") return below;
  return alternative === "greater" ? above : Math.min(1, 2 * Math.min(below, above));
}

/** estimate ± q·error with q the quantile that the alternative asks for; one side infinite where it is one-sided. */
export function symmetricInterval(
  law: { isf(q: number): number },
  estimate: number,
  error: number,
  alternative: Alternative,
  confidence: number,
): readonly [low: number, high: number] {
  const outside = 1 - confidence;
  if (alternative === "two-sided") {
    const reach = law.isf(outside / 2) * error;
    return [estimate - reach, estimate + reach];
  }
  const reach = law.isf(outside) * error;
  return alternative === "less" ? [-Infinity, estimate + reach] : [estimate - reach, Infinity];
}
