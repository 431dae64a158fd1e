import type { NDArray } from "@linnet/core";

/** y of the parameters b and of x, `[m]`, or `[m]` for each of several predictors. */
export type Model = (b: readonly NDArray[], x: readonly NDArray[]) => NDArray;

export const models: Readonly<Record<string, Model>>;
