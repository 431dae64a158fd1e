import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NDArray, arange, broadcastTo, expandDims } from "@linnet/core";
import { type Progress, encodeNpy, streamNpy } from "@linnet/data";
import { RunningMoments } from "@linnet/stats";
import type { Example, Outcome } from "../run/example.js";

/** Rows of what the file repeats, and columns: a million bytes. */
const [PERIOD, COLUMNS] = [1000, 125];
/** What more memory a reader may need than before, in bytes: no more for a longer file. */
const MEMORY = 128e6;

type Say = (line: string) => void;

/** A file of a gigabyte, read in blocks of two megabytes. */
export const streamedNpy: Example = {
  name: "stream-npy",
  shows: "Means and variances of 125 columns of a 1 GB npy file, which never is in memory",
  bar: { words: "aborts within 100 ms", holds: (milliseconds) => milliseconds <= 100 },
  seeds: [1],
  format: (milliseconds) => `${milliseconds.toFixed(1)} ms`,
  run: (_seed, say) => measure(1_000_000, say),
};

/**
 * Writes a file of that many rows, streams it, and aborts a second reading.
 *
 * @param rows a multiple of a thousand
 * @returns milliseconds from the abort to its error; NaN where moments are wrong or memory grew with the file
 */
export async function measure(rows: number, say: Say): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "linnet-stream-"));
  try {
    const path = join(folder, "table.npy");
    await writeTable(path, rows);
    const alone = await watched(
      path,
      () => undefined,
      () => undefined,
    );
    const { right, ...all } = await momentsOf(path, rows, say);
    const latency = await abortLatency(path);
    const mb = (bytes: number): string => (bytes / 1e6).toFixed(0);
    const rate = ({ bytes, seconds }: Reading): string => `${mb(bytes / seconds)} MB/s`;
    const speed = `${mb(alone.bytes)} MB at ${rate(alone)}, with the moments at ${rate(all)}`;
    const note = `${speed}; peak memory ${mb(alone.memory)} MB more than before, with the moments ${mb(all.memory)} MB`;
    return { value: right && alone.memory <= MEMORY ? latency : NaN, note };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Column j holds j, j + 1, …, j + 999 again and again: its mean is j + 499.5, its variance (1000² − 1)/12. */
async function writeTable(path: string, rows: number): Promise<void> {
  const block = broadcastTo(expandDims(arange(PERIOD), 1), [PERIOD, COLUMNS]).add(arange(COLUMNS));
  const file = encodeNpy(block);
  const start = file.length - block.size * 8;
  const text = new TextDecoder("latin1").decode(file.subarray(0, start));
  const shaped = text.replace(/\(1000, 125\), \}(\s*)\n$/, (_, spaces: string) => `(${rows}, 125), }${spaces}`);
  const header = `${shaped.slice(0, start - 1).padEnd(start - 1)}\n`; // the length stays: NumPy leaves room for digits
  const handle = await open(path, "w");
  try {
    await handle.write(header, null, "latin1");
    for (let first = 0; first < rows; first += PERIOD) await handle.write(file, start);
  } finally {
    await handle.close();
  }
}

interface Reading {
  readonly bytes: number;
  readonly seconds: number;
  /** What more memory there was at most than before, in bytes. */
  readonly memory: number;
}

/** Reads a file block by block. @param say is given a bar at every tenth */
async function watched(path: string, use: (block: NDArray) => void, say: Say): Promise<Reading> {
  const before = process.memoryUsage().rss;
  const begun = performance.now();
  let [memory, tenths, bytes] = [0, 0, 0];
  const onProgress = ({ loaded, total = NaN }: Progress): void => {
    bytes = loaded;
    memory = Math.max(memory, process.memoryUsage().rss - before);
    const now = Math.floor((10 * loaded) / total);
    if (now > tenths) say(`${"█".repeat(now)}${"░".repeat(10 - now)} ${(loaded / 1e6).toFixed(0)} MB`);
    tenths = now;
  };
  for await (const block of streamNpy(path, { rows: 2 * PERIOD, onProgress })) {
    use(block);
    block.dispose();
  }
  return { bytes, seconds: (performance.now() - begun) / 1000, memory };
}

async function momentsOf(path: string, rows: number, say: Say): Promise<Reading & { readonly right: boolean }> {
  let moments = RunningMoments.empty(COLUMNS);
  const update = (block: NDArray): void => {
    moments = moments.update(block);
  };
  const reading = await watched(path, update, say);
  const near = (x: number, y: number): boolean => Math.abs(x - y) <= 1e-12 * Math.abs(y);
  const means = moments.mean.toArray().every((x, j) => near(x, j + (PERIOD - 1) / 2));
  const variances = moments.variance({ ddof: 0 }).toArray();
  const right = means && variances.every((x) => near(x, (PERIOD ** 2 - 1) / 12)) && moments.count === rows;
  return { ...reading, right };
}

/** Milliseconds from the abort in the middle of a file to the error that ends the loop. */
async function abortLatency(path: string): Promise<number> {
  const controller = new AbortController();
  let aborted = NaN;
  const abort = (): void => {
    aborted = performance.now();
    controller.abort();
  };
  try {
    for await (const block of streamNpy(path, { signal: controller.signal })) {
      block.dispose();
      if (Number.isNaN(aborted)) setTimeout(abort, 1);
    }
  } catch {
    return performance.now() - aborted;
  }
  return NaN; // it was read before the timer rang
}
