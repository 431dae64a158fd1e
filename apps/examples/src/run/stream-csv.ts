// `node dist/run/stream-csv.js [megabytes]`: makes a CSV file of 500 MB, streams it into moments and covariances, aborts another
// stream in its middle, and prints throughput, peak memory and how long the abort took.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { abortLatency, makeCsv, mega, summarizeCsv } from "../streams/stream-csv.js";
import { machine } from "./machine.js";

const bytes = Number(process.argv[2] ?? 500) * 1e6;
if (!(bytes > 0)) {
  console.error("stream-csv: the length must be a positive number of megabytes.");
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), "linnet-stream-"));
try {
  const path = join(folder, "numbers.csv");
  console.log(`▸ stream-csv: ${mega(bytes)} of numbers into moments and covariances. ${machine()}`);
  await makeCsv(path, bytes);
  const stream = await summarizeCsv(path, (line) => console.log(`  ${line}`));
  const { count, mean } = stream.moments;
  console.log(`  ${count} rows; means ${mean.toArray().map((m) => m.toFixed(3))}`);
  console.log(
    `  variances ${stream.covariance
      .covariance()
      .toArray()
      .map((row, j) => row[j].toFixed(3))}`,
  );
  console.log(`  ${(stream.bytes / 1e6 / stream.seconds).toFixed(0)} MB/s; peak memory ${mega(stream.peak)}, of which`);
  console.log(`  ${mega(stream.before)} were there before; an abort took ${(await abortLatency(path)).toFixed(0)} ms`);
} finally {
  await rm(folder, { recursive: true });
}
