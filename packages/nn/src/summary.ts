import { type TreeLeaf, treeLeaves } from "@linnet/core";

/** A table of a model's parameters: path, shape, dtype, count, and the total with its bytes. */
export function summary(model: object): string {
  const leaves = treeLeaves(model);
  const rows = leaves.map(({ path, leaf }: TreeLeaf) => [
    path,
    `[${leaf.shape.join(", ")}]`,
    leaf.dtype as string,
    leaf.size.toLocaleString("en"),
  ]);
  const count = leaves.reduce((n, { leaf }) => n + leaf.size, 0);
  const bytes = leaves.reduce((n, { leaf }) => n + leaf.size * 2 ** leaf.type.shift, 0);
  const head = ["parameter", "shape", "dtype", "count"];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 3 ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join("  ")
      .trimEnd();
  const total = `${count.toLocaleString("en")} parameters, ${(bytes / 1024).toFixed(1)} KiB`;
  return [line(head), ...rows.map(line), total].join("\n");
}
