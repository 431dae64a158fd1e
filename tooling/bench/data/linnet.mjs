// Linnet's part in the rows of the data table; arrays are given back at once.
import { arraysIn, random } from "@linnet/core";
import { loadCsv, loadIdx, loadNpy, loadNpz, loadSafetensors } from "@linnet/data";
import { heatmap, scatter } from "@linnet/plot";
import { makers } from "./files.mjs";

/** A task that reads the file which its row is about. */
const reads = (task, load) => (sizes) => {
  const path = makers[task](sizes);
  return async () => {
    for (const x of arraysIn(await load(path))) x.dispose();
  };
};

export const tasks = {
  npy: reads("npy", loadNpy),
  safetensors: reads("safetensors", async (path) => (await loadSafetensors(path)).tensors),
  idx: reads("idx", loadIdx),
  idxFloats: reads("idxFloats", loadIdx),
  npz: reads("npz", loadNpz),
  npzDeflated: reads("npzDeflated", loadNpz),
  csv: reads("csv", async (path) => (await loadCsv(path)).columns),
  csvShort: reads("csvShort", async (path) => (await loadCsv(path)).columns),
  csvMixed: reads("csvMixed", async (path) => (await loadCsv(path)).columns),
  scatter() {
    const rng = random(1);
    const xy = rng.normal([10_000, 2]);
    const labels = Array.from({ length: 10_000 }, (_, i) => i % 10);
    return () => scatter(xy, { labels });
  },
  heatmap() {
    const matrix = random(1).normal([512, 512]);
    return () => heatmap(matrix);
  },
};
