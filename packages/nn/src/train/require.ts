import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Layer } from "../layer.js";

/** @throws {ValueError} unless the model has a `forward` */
export function requireLayer(op: string, model: Layer): void {
  if (typeof model?.forward === "function") return;
  throw new ValueError(op, "the model must be a layer, with a method forward", kindOf(model));
}

/** @throws {ValueError} unless the value is a positive integer */
export function requirePositive(op: string, name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new ValueError(op, `${name} must be a positive integer`, kindOf(value));
}
