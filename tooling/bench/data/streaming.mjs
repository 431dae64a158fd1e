// Files that are larger than they should ever be in memory: how fast they stream through, how much memory there is at the most, and how
// soon an abort ends it. Prints a table. Each file is read by a process of its own: `node data/streaming.mjs <csv | npy> <path>`.
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { array, scope } from "@linnet/core";
import { encodeNpy, streamCsv, streamNpy } from "@linnet/data";
import { RunningMoments } from "@linnet/stats";
import { numbers } from "../core/inputs.mjs";

const MiB = 2 ** 20;
const columns = 20;
const streams = {
  csv: (path, options) => streamCsv(path, { rows: 20_000, ...options }),
  npy: (path, options) => streamNpy(path, { rows: 20_000, ...options }),
};

const [, , kind, path] = process.argv;
if (kind === undefined) compare();
else console.log(JSON.stringify(await measure(streams[kind], path, kind)));

/** Makes the files, has each read, and prints what that took. */
function compare() {
  const folder = mkdtempSync(join(tmpdir(), "linnet-streams-"));
  try {
    const files = { csv: csvFile(join(folder, "large.csv"), 500e6), npy: npyFile(join(folder, "large.npy"), 1e9) };
    const lines = Object.entries(files).map(([name, file]) => {
      const words = [fileURLToPath(import.meta.url), name, file];
      const { bytes, rows, seconds, before, peak, stopped } = JSON.parse(
        execFileSync("node", words, { encoding: "utf8" }),
      );
      return [
        `${name}, ${Math.round(bytes / 1e6)} MB`,
        rows.toLocaleString("en"),
        `${seconds.toFixed(1)} s`,
        `${Math.round(bytes / 1e6 / seconds)} MB/s`,
        `${Math.round(before)} MiB`,
        `${Math.round(peak)} MiB`,
        `${stopped.toFixed(1)} ms`,
      ];
    });
    const header = [
      "file",
      "rows",
      "means and variances of all columns",
      "rate",
      "memory before",
      "at the most",
      "an abort takes",
    ];
    console.log(`## Streams

Files read in blocks of 20,000 rows of ${columns} numbers; each block goes into \`RunningMoments\`. Progress is told throughout. The abort comes in
the middle, between two blocks or within one, ten times; its longest is told.
`);
    for (const cells of [header, header.map(() => "---"), ...lines]) console.log(`| ${cells.join(" | ")} |`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(stream, file, name) {
  const before = process.memoryUsage().rss / MiB;
  const start = performance.now();
  let loaded = 0;
  let moments;
  for await (const block of stream(file, { onProgress: (progress) => (loaded = progress.loaded) })) {
    const x = name === "csv" ? block.matrix() : block;
    moments = moments === undefined ? RunningMoments.fit(x) : scope(() => moments.update(x));
  }
  const seconds = (performance.now() - start) / 1000;
  const peak = process.resourceUsage().maxRSS / 1024;
  const bytes = statSync(file).size;
  if (loaded !== bytes) throw new Error(`progress ended at ${loaded} of ${bytes} bytes`);
  let stopped = 0;
  for (let i = 0; i < 10; i++) stopped = Math.max(stopped, await abortAfter(100 + 7 * i, stream, file));
  return { bytes, rows: moments.count, seconds, before, peak, stopped };
}

/** Milliseconds from an abort to the end of the stream. */
async function abortAfter(milliseconds, stream, file) {
  const controller = new AbortController();
  let aborted = 0;
  const timer = setTimeout(() => {
    aborted = performance.now();
    controller.abort();
  }, milliseconds);
  try {
    for await (const block of stream(file, { signal: controller.signal })) void block;
  } catch (error) {
    if (error !== controller.signal.reason) throw error;
    return performance.now() - aborted;
  } finally {
    clearTimeout(timer);
  }
  throw new Error("the stream ended before the abort came");
}

/** A CSV of about so many bytes: the same thousand lines again and again. */
function csvFile(target, bytes) {
  const x = numbers("float64", 1000 * columns, 1);
  const lines = Array.from({ length: 1000 }, (_, i) => x.subarray(i * columns, (i + 1) * columns).join(","));
  const block = Buffer.from(`${lines.join("\n")}\n`);
  const header = Buffer.from(`${Array.from({ length: columns }, (_, j) => `x${j}`).join(",")}\n`);
  return written(target, header, block, Math.ceil(bytes / block.length));
}

/** An npy file of about so many bytes, likewise. */
function npyFile(target, bytes) {
  const x = numbers("float64", 1000 * columns, 1);
  const times = Math.ceil(bytes / x.byteLength);
  const one = Buffer.from(encodeNpy(array(x, { shape: [1000, columns] })));
  const shape = `(${1000 * times}, ${columns})`;
  const header = one.subarray(0, one.length - x.byteLength).toString("latin1");
  const longer = header
    .replace(`(1000, ${columns})`, shape)
    .replace(/ +\n$/, "")
    .padEnd(header.length - 1);
  return written(target, Buffer.from(`${longer}\n`, "latin1"), one.subarray(header.length), times);
}

function written(target, header, block, times) {
  const file = openSync(target, "wx");
  writeSync(file, header);
  for (let i = 0; i < times; i++) writeSync(file, block);
  closeSync(file);
  return target;
}
