import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { formatPercent } from "../draw/ticks.js";
import { readNumbers } from "./numbers.js";
import { readRatios } from "./ratios.js";

/** A fitted model of principal components, such as a PCA. */
export interface PrincipalComponents {
  /** Column means `[p]`. */
  readonly mean: NDArray;
  /** One component a row, orthonormal, `[k, p]`. */
  readonly components: NDArray;
  /** Variance of the scores along each, `[k]`. */
  readonly explainedVariance: NDArray;
  /** Its shares of the whole `[k]`, where the model knows it. */
  readonly explainedVarianceRatio?: NDArray;
}

/** Names of components with their shares of the variance: PC 1 (72.8 %). */
export function componentTitles(op: string, model: object, k: number): string[] {
  const name = "explainedVarianceRatio";
  const ratios = name in model ? readRatios(op, model[name] as NDArray) : undefined;
  const stem = "explainedVariance" in model ? "PC" : "component";
  return Array.from({ length: k }, (_, a) => {
    const share = ratios && a < ratios.length ? ` (${formatPercent(ratios[a])})` : "";
    return `${stem} ${a + 1}${share}`;
  });
}

/** @throws {ValueError} unless `chosen` are different indices of `k` components */
export function requireComponents(op: string, chosen: readonly number[], k: number, exactly?: number): void {
  const whole = Array.isArray(chosen) && chosen.every((a) => Number.isInteger(a) && a >= 0 && a < k);
  const many = exactly === undefined ? chosen.length > 0 : chosen.length === exactly;
  if (whole && many && new Set(chosen).size === chosen.length) return;
  const count = exactly === undefined ? "" : `${exactly === 2 ? "two" : exactly} `;
  throw new ValueError(
    op,
    `components must be ${count}different indices from 0 to ${k - 1}`,
    JSON.stringify(chosen) ?? "undefined",
  );
}

/** A field of a model as numbers. @throws {ShapeError} unless its length is that of its partner */
export function readField(op: string, model: object, name: string, partner: string, length: number): Float64Array {
  const { shape, data } = readNumbers(op, name, (model as Readonly<Record<string, unknown>>)[name], 1);
  if (shape[0] === length) return data;
  throw new ShapeError(op, `${name} must fit ${partner}`, { [name]: shape, [partner]: [length] });
}
