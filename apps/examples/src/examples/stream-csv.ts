import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NDArray, matmul, random, scope } from "@linnet/core";
import { Table, encodeCsv, streamCsv } from "@linnet/data";
import { RunningCovariance, RunningMoments } from "@linnet/stats";
import type { Example } from "../run/example.js";

/** A file of half a gigabyte, read in tables of 16,384 rows. */
export const streamedCsv: Example = {
  name: "stream-csv",
  shows: "Means and covariances of 8 columns of a 500 MB CSV file, which never is in memory",
  bar: { words: "aborts within 100 ms", holds: (milliseconds) => milliseconds <= 100 },
  seeds: [1],
  format: (milliseconds) => `${milliseconds.toFixed(1)} ms`,
  async run(_seed, say) {
    const folder = await mkdtemp(join(tmpdir(), "linnet-stream-"));
    try {
      const path = join(folder, "numbers.csv");
      await makeCsv(path, 500e6);
      const { bytes, seconds, before, peak, moments } = await summarizeCsv(path, say);
      const speed = `${moments.count} rows, ${mega(bytes)} at ${(bytes / 1e6 / seconds).toFixed(0)} MB/s`;
      const note = `${speed}; peak memory ${mega(peak - before)} more than before`;
      return { value: await abortLatency(path), note };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Columns of the file, and rows of the block that it repeats. */
const NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"] as const;
const ROWS = 2 ** 14;

/** What a file of any length is summed up to. */
export interface Summary {
  readonly moments: RunningMoments;
  readonly covariance: RunningCovariance;
}

/** How streaming went. */
export interface Stream extends Summary {
  readonly bytes: number;
  readonly seconds: number;
  /** The most memory of the process while it lasted, in bytes, and how much it had before. */
  readonly peak: number;
  readonly before: number;
}

/**
 * Writes a file of correlated numbers with all their digits: one block of rows, again and again until there are `bytes`.
 *
 * @returns the block's own moments, which are those of the file
 */
export async function makeCsv(path: string, bytes: number): Promise<Summary> {
  const x = block();
  const columns = Object.fromEntries(NAMES.map((name, j) => [name, x.slice(":", j) as NDArray]));
  const file = await open(path, "w");
  try {
    let { bytesWritten } = await file.write(encodeCsv(new Table(columns)));
    const lines = encodeCsv(new Table(columns), { header: false });
    while (bytesWritten < bytes) bytesWritten += (await file.write(lines)).bytesWritten;
  } finally {
    await file.close();
  }
  return { moments: RunningMoments.fit(x), covariance: RunningCovariance.fit(x) };
}

function block(): NDArray<"float64", readonly [number, number]> {
  const rng = random(9);
  const mixed = matmul(rng.normal([ROWS, NAMES.length]), rng.normal([NAMES.length, NAMES.length]));
  return mixed.add(1);
}

/**
 * Moments and covariances of a CSV file in one pass, in memory that does not depend on its length.
 *
 * @param say is told the progress, ten times
 */
export async function summarizeCsv(path: string, say: (line: string) => void, signal?: AbortSignal): Promise<Stream> {
  const before = process.memoryUsage.rss();
  let [bytes, peak, tenths] = [0, before, 0];
  let summary: Summary | undefined;
  const start = performance.now();
  const onProgress = ({ loaded, total = loaded }: { loaded: number; total?: number }): void => {
    bytes = loaded;
    peak = Math.max(peak, process.memoryUsage.rss());
    if (Math.floor((10 * loaded) / total) === tenths) return;
    tenths = Math.floor((10 * loaded) / total);
    say(`${10 * tenths} %: ${mega(loaded)} of ${mega(total)}, memory ${mega(peak)}`);
  };
  const tables = streamCsv(path, { types: "float64", rows: 2 ** 14, onProgress, ...(signal && { signal }) });
  for await (const table of tables) {
    const last = summary;
    summary = scope(() => {
      const x = table.matrix();
      const covariance = last?.covariance.update(x) ?? RunningCovariance.fit(x);
      return { moments: last?.moments.update(x) ?? RunningMoments.fit(x), covariance };
    });
    for (const name of table.names) table.column(name).dispose();
  }
  if (summary === undefined) throw new Error(`${path} has no rows`);
  return { ...summary, bytes, seconds: (performance.now() - start) / 1000, peak, before };
}

/** Milliseconds from an abort in the middle of the file until the stream has ended. */
export async function abortLatency(path: string): Promise<number> {
  const abort = new AbortController();
  let asked = NaN;
  const ask = (): void => {
    asked = performance.now();
    abort.abort();
  };
  let timer: NodeJS.Timeout | undefined;
  const onProgress = (): void => void (timer ??= setTimeout(ask, 5));
  try {
    for await (const { length } of streamCsv(path, { types: "float64", signal: abort.signal, onProgress })) void length;
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    return performance.now() - asked;
  }
  clearTimeout(timer);
  return NaN; // the file ended before
}

/** "500.0 MB" */
export function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
