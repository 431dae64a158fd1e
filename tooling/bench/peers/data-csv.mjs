// Papa Parse and danfo.js (which uses it): a CSV file to columns of numbers, as each of them offers it.
import { createReadStream, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const folder = join(tmpdir(), "linnet-bench-data");
const names = { csv: "doubles.csv", csvShort: "short.csv", csvMixed: "mixed.csv" };

export const tasks = Object.fromEntries(
  Object.entries(names).flatMap(([task, name]) => [
    [`${task} Papa Parse`, () => papa(join(folder, name))],
    [`${task} danfo.js`, () => danfo(join(folder, name))],
  ]),
);

async function papa(path) {
  const { default: Papa } = await import("papaparse");
  return () =>
    new Promise((resolve, reject) => {
      const rows = [];
      Papa.parse(createReadStream(path), {
        header: false,
        dynamicTyping: true,
        chunk: ({ data }) => {
          for (const row of data) rows.push(row);
        },
        complete: () => resolve(columnsOf(rows)),
        error: reject,
      });
    });
}

/** Rows to columns: numbers as float64, others as they are. */
function columnsOf([names, ...rows]) {
  return names.map((_, j) =>
    rows.every((row) => row[j] === null || typeof row[j] === "number")
      ? Float64Array.from(rows, (row) => row[j] ?? Number.NaN)
      : rows.map((row) => row[j]),
  );
}

/** danfo.js reads what a browser has, a File, and by its FileReader; Node has only the first. */
async function danfo(path) {
  globalThis.FileReader ??= FileReaderOfBlobs;
  const { readCSV } = await import("danfojs");
  return () => readCSV(new File([readFileSync(path)], basename(path)));
}

class FileReaderOfBlobs {
  readAsText(blob, encoding) {
    blob.arrayBuffer().then(
      (bytes) => this.onload({ target: { result: new TextDecoder(encoding).decode(bytes) } }),
      (error) => this.onerror({ target: { error } }),
    );
  }
}
