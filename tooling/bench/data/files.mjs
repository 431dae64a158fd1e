// The files that the rows of the data table read: made once a machine, in the folder of temporary files. Linnet's process begins first
// and makes them; peers/data.py and peers/data-csv.mjs find them there.
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { array } from "@linnet/core";
import { encodeIdx, encodeNpy, encodeNpz, encodeSafetensors } from "@linnet/data";
import { numbers } from "../core/inputs.mjs";

const folder = join(tmpdir(), "linnet-bench-data");

/** The path of a file of that name, made by `make` if it is not there yet. */
function file(name, make) {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, make());
  renameSync(part, path);
  return path;
}

const matrix = (dtype, rows, columns) => array(numbers(dtype, rows * columns, 1), { shape: [rows, columns] });

/** Pictures of 28 × 28 pixels, four of five black and the others of any brightness, as handwriting has them. */
function pixels({ n }) {
  const shades = numbers("float32", n * 784, 1, (x) => (x > 0.84 ? Math.min(255, 128 * x) : 0));
  return array(Uint8Array.from(shades), { shape: [n, 28, 28] });
}

/** What each row reads, by the name that its task has. */
export const makers = {
  npy: (sizes) => file("matrix.npy", () => encodeNpy(matrix("float64", sizes.n, sizes.p))),
  safetensors: ({ n, count }) =>
    file("tensors.safetensors", () =>
      encodeSafetensors(
        Object.fromEntries(Array.from({ length: count }, (_, i) => [`layer${i}.weight`, matrix("float32", n, n)])),
      ),
    ),
  idx: (sizes) => file("pixels-idx3-ubyte", () => encodeIdx(pixels(sizes))),
  idxFloats: (sizes) => file("matrix-idx2-float", () => encodeIdx(matrix("float32", sizes.n, sizes.p))),
  npz: (sizes) => file("stored.npz", () => encodeNpz({ x: matrix("float64", sizes.n, sizes.p) })),
  npzDeflated: (sizes) => file("deflated.npz", () => encodeNpz({ x: pixels(sizes) }, { compress: true })),
  csv: (sizes) => file("doubles.csv", () => csvOf(sizes, String)),
  csvShort: (sizes) => file("short.csv", () => csvOf(sizes, (x) => x.toPrecision(6))),
  csvMixed: (sizes) => file("mixed.csv", () => mixedCsv(sizes)),
};

function csvOf({ n, p }, print) {
  const x = numbers("float64", n * p, 1);
  const lines = [Array.from({ length: p }, (_, j) => `x${j}`).join(",")];
  for (let i = 0; i < n; i++) lines.push(Array.from(x.subarray(i * p, (i + 1) * p), print).join(","));
  return `${lines.join("\n")}\n`;
}

/** Text with quotes, integers, decimals, bools and missing values, as tables of people have them. */
function mixedCsv({ n }) {
  const x = numbers("float64", n, 1);
  const towns = ["Bern", "Zürich, Stadt", 'the "old" town', "Basel"];
  const lines = ["id,town,height,visited,year"];
  for (let i = 0; i < n; i++) {
    const town = towns[i % 4];
    const quoted = /[",]/.test(town) ? `"${town.replaceAll('"', '""')}"` : town;
    const height = i % 50 === 0 ? "" : x[i].toFixed(4);
    lines.push(`${i},${quoted},${height},${i % 3 === 0},${1900 + (i % 120)}`);
  }
  return `${lines.join("\n")}\n`;
}
