// IncrementalPCA over 1,000,000 × 100: how long it takes, and how much memory there is at the most. Prints a table.
import { random, scope } from "@linnet/core";
import { IncrementalPCA } from "@linnet/stats";

const [rows, columns, batch] = [1_000_000, 100, 10_000];
const rng = random(1);
const resident = () => process.memoryUsage().rss / 2 ** 20;

let model = IncrementalPCA.fit(rng.normal([batch, columns]));
const before = resident();
let peak = before;
let fitting = 0;
for (let seen = batch; seen < rows; seen += batch) {
  const x = rng.normal([batch, columns]);
  const start = performance.now();
  const next = scope(() => model.partialFit(x));
  fitting += performance.now() - start;
  x.dispose();
  model = next;
  peak = Math.max(peak, resident());
}

console.log(`## A stream

Incremental PCA of ${rows.toLocaleString("en")} × ${columns} float64 (${Math.round((rows * columns * 8) / 2 ** 20)} MiB, which are never there at once), all components,
in batches of ${batch.toLocaleString("en")} rows:

| rows seen | fitting, without drawing the rows | memory of the process after the first batch | at the most |
| --- | --- | --- | --- |
| ${model.samples.toLocaleString("en")} | ${(fitting / 1000).toFixed(1)} s | ${Math.round(before)} MiB | ${Math.round(peak)} MiB |`);
