import { type NDArray, add, mul } from "@linnet/core";
import { requireFunction, requireNonNegative } from "../require.js";
import type { Where } from "./leaves.js";

/** How fast weights decay: all of them, or those that `where` chooses. */
export type WeightDecay = number | { readonly rate: number; readonly where: Where };

/** Without biases and gains: decays what has two axes or more. */
export const matricesOnly: Where = (_path, { ndim }) => ndim >= 2;

/** @throws {ValueError} when the rate is negative, or `where` no function */
export function requireWeightDecay(op: string, decay: WeightDecay): void {
  if (typeof decay === "object" && decay !== null) {
    requireNonNegative(op, "weightDecay.rate", decay.rate);
    requireFunction(op, "weightDecay.where", decay.where);
  } else requireNonNegative(op, "weightDecay", decay);
}

/** The decay of one parameter. */
export function decayOf(decay: WeightDecay, path: string, leaf: NDArray): number {
  if (typeof decay === "number") return decay;
  return decay.where(path, leaf) ? decay.rate : 0;
}

/** The gradient of the loss and of half the decay times ‖x‖². */
export function withDecay(g: NDArray, x: NDArray, decay: number): NDArray {
  return decay === 0 ? g : add(g, mul(x, decay));
}
