import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** A learning rate that changes: the rate of a step, counted from 0. */
export type Schedule = (step: number) => number;

/** A learning rate, or how it changes from step to step. */
export type LearningRate = number | Schedule;

/** @throws {ValueError} unless it is a positive number or a schedule */
export function requireLearningRate(op: string, rate: LearningRate): void {
  if (typeof rate === "function" || (typeof rate === "number" && rate > 0 && rate < Infinity)) return;
  throw new ValueError(op, "learningRate must be a positive number or a schedule", kindOf(rate));
}

/** The rate of one step. @throws {ValueError} when a schedule answers what is no rate */
export function rateAt(op: string, rate: LearningRate, step: number): number {
  const value = typeof rate === "function" ? rate(step) : rate;
  if (typeof value === "number" && value >= 0 && value < Infinity) return value;
  throw new ValueError(op, "a schedule must answer a finite rate of 0 or more", `${kindOf(value)} at step ${step}`);
}
