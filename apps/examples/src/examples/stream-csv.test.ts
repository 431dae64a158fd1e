import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { abortLatency, makeCsv, summarizeCsv } from "./stream-csv.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-stream-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("stream-csv", () => {
  it("sums a file of repeated rows up to what those rows are, says how far it is, and can be stopped", async () => {
    const path = join(folder, "numbers.csv");
    const block = await makeCsv(path, 9e6);
    const lines: string[] = [];
    const { moments, covariance, bytes } = await summarizeCsv(path, (line) => lines.push(line));
    expect(bytes).toBeGreaterThan(9e6);
    expect(lines.at(-1)).toMatch(/^100 %: /);
    const times = moments.count / block.moments.count;
    expect(Number.isInteger(times) && times > 1).toBe(true);
    // n rows are the same block over and over: means are equal, scatters are multiples, up to the sums' roundings
    const close = (a: readonly number[], b: readonly number[], scale: number): void => {
      const bound = 4 * moments.count * Number.EPSILON;
      for (const [i, value] of a.entries()) expect(Math.abs(value - b[i])).toBeLessThanOrEqual(bound * scale);
    };
    const [most] = [Math.max(...block.covariance.covariance().toArray().flat())];
    close(moments.mean.toArray(), block.moments.mean.toArray(), 1 + most);
    const population = { ddof: 0 };
    close(
      covariance.covariance(population).toArray().flat(),
      block.covariance.covariance(population).toArray().flat(),
      most,
    );
    expect(await abortLatency(path)).toBeLessThan(5000); // 100 ms are measured by the program: tests share the machine
  });
});
