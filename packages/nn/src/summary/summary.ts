import { type TreeLeaf, treeLeaves } from "@linnet/core";
import type { Layer } from "../layer.js";
import { type ModelSummary, type SummarizeOptions, summarize } from "./summarize.js";

/** A table of a model's parameters: path, shape, dtype, count, and the total with its bytes. */
export function summary(model: object): string;
/**
 * A table of a model's layers at an input: what each gives, its parameters, and the memory and operations of a pass.
 *
 * @param inputShape with the axis of examples: `[1, 784]`
 * @example
 * console.log(summary(model, [1, 784]));
 */
export function summary(model: Layer, inputShape: readonly number[], options?: SummarizeOptions): string;
export function summary(model: object, inputShape?: readonly number[], options?: SummarizeOptions): string {
  if (inputShape === undefined) return ofParameters(model);
  return ofLayers(summarize(model as Layer, inputShape, options)); // refuses what is none
}

function ofParameters(model: object): string {
  const leaves = treeLeaves(model);
  const rows = leaves.map(({ path, leaf }: TreeLeaf) => [
    path,
    shapeText(leaf.shape),
    leaf.dtype as string,
    grouped(leaf.size),
  ]);
  const count = leaves.reduce((n, { leaf }) => n + leaf.size, 0);
  const bytes = leaves.reduce((n, { leaf }) => n + leaf.size * 2 ** leaf.type.shift, 0);
  const total = `${grouped(count)} parameters, ${kibibytes(bytes)} KiB`;
  return [...table(["parameter", "shape", "dtype", "count"], rows, 3), total].join("\n");
}

function ofLayers({ rows, parameters, parameterBytes, activationBytes, flops, estimated }: ModelSummary): string {
  const cells = rows.map((row) => [
    "  ".repeat(row.depth) + (row.path.split(".").pop() ?? ""),
    row.layer,
    row.outputs.map(shapeText).join(" "),
    grouped(row.parameters),
    `${kibibytes(row.activationBytes)} KiB`,
    (row.isEstimate ? "≈ " : "") + grouped(row.flops),
  ]);
  const lines = table(["part", "layer", "output", "parameters", "activations", "flops"], cells, 3);
  const about = estimated.length === 0 ? "" : ` (≈: ${estimated.join(", ")} counted by their results)`;
  lines.push(
    `${grouped(parameters)} parameters, ${kibibytes(parameterBytes)} KiB; ` +
      `activations ${kibibytes(activationBytes)} KiB; ${grouped(flops)} flops${about}`,
  );
  return lines.join("\n");
}

/** Lines with columns of one width: text on the left, from column `numbers` on numbers on the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[], numbers: number): string[] {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, i) => (i >= numbers ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join("  ")
      .trimEnd(),
  );
}

function shapeText(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}

function grouped(n: number): string {
  return n.toLocaleString("en");
}

function kibibytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
