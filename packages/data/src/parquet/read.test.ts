import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "fflate";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { described, tableFixture } from "../columnar/fixtures/expected.js";
import type { Table } from "../table.js";
import { bytesOf, rejection } from "../testing.js";
import fixtures from "./fixtures/parquet.json" with { type: "json" };
import { loadParquet, streamParquet } from "./read.js";

const read = fixtures.read.map(tableFixture);
const refused = Object.fromEntries(Object.entries(fixtures.refused).map(([name, bytes]) => [name, bytesOf(bytes)]));
const [whole] = read;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-parquet-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function all(tables: AsyncIterable<Table>): Promise<Table[]> {
  const list: Table[] = [];
  for await (const table of tables) list.push(table);
  return list;
}

describe("loadParquet", () => {
  it.each(read)("reads what pyarrow wrote: $name", async ({ file, columns }) => {
    expect(described(await loadParquet(file))).toEqual(columns);
  });

  it("reads columns and rows that are asked for, from a file, and of the file no more than those", async () => {
    const x = Float64Array.from({ length: 60_000 }, (_, i) => i);
    const columnData = [
      { name: "x", data: x, type: "DOUBLE" as const },
      { name: "y", data: x.map((v) => -v), type: "DOUBLE" as const },
    ];
    const buffer = new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 20_000, codec: "UNCOMPRESSED" }));
    const path = join(folder, "xy.parquet");
    await writeFile(path, buffer);
    let loaded = 0;
    const onProgress = (progress: { loaded: number }): void => {
      if (progress.loaded < buffer.length) loaded = progress.loaded; // the end is told at last
    };
    const table = await loadParquet(path, { columns: ["y"], rows: [20_001, 20_003], onProgress });
    expect(described(table)).toEqual({ y: { dtype: "float64", values: [-20_001, -20_002] } });
    expect(buffer.length).toBeGreaterThan(900_000);
    expect(loaded).toBeLessThan(2 * 160_000 + 2 ** 19); // one chunk of one column, an index, and what hyparquet takes for the footer: 512 kB
  });

  it("makes no room for what a list of the footer claims, and leaves no rejection behind", async () => {
    const { file } = tableFixture(fixtures.read[0]);
    const end = file.length - 8;
    const begin = end - new DataView(file.buffer, file.byteOffset + end).getUint32(0, true);
    const lying = Uint8Array.from(file);
    lying.set([0x15, 2, 0x19, 0xf5, 0xff, 0xff, 0xff, 0xff, 7], begin); // a version, and a list of 2³¹ − 1 integers
    const start = process.cpuUsage();
    expect(await rejection(loadParquet(lying))).toMatch(
      /^FormatError: loadParquet: the footer must be whole; got .* at byte 0\. The file may be damaged\.$/,
    );
    expect(process.cpuUsage(start).user).toBeLessThan(1e6); // microseconds; it took seconds, and gigabytes
  });

  it("opens other compressions by what it is given", async () => {
    const { file, columns } = tableFixture(fixtures.gzip);
    const GZIP = (input: Uint8Array): Uint8Array => gunzipSync(input);
    expect(described(await loadParquet(file, { compressors: { GZIP } }))).toEqual(columns);
    expect(await rejection(loadParquet(file))).toMatch(
      /^FormatError: loadParquet: the bytes must be a Parquet file; got ".*GZIP.*" from its reader at byte 0\. The file may be damaged\.$/,
    );
  });

  const types = 'FormatError: loadParquet: column "x" must hold numbers, bools, texts or times; got';
  const choose = "at byte 0. Choose the other columns: { columns: [...] }.";
  it.each([
    ["list", `${types} lists, maps or records ${choose}`],
    ["struct", `${types} lists, maps or records ${choose}`],
    ["binary", `${types} BYTE_ARRAY ${choose}`],
    ["decimal", `${types} DECIMAL ${choose}`],
    ["time", `${types} TIME ${choose}`],
    [
      "inexact",
      'FormatError: loadParquet: column "x" must hold integers that float64 holds; got 9007199254740993 in row 0 of its chunk at byte 0. Store it as text, or leave it out.',
    ],
  ])("refuses a column that no table holds, and reads the others: %s", async (name, problem) => {
    expect(await rejection(loadParquet(refused[name]))).toBe(problem);
    const table = await loadParquet(refused[name], { columns: ["fine"] });
    expect(described(table)).toEqual({ fine: { dtype: "float64", values: [1.5, 2.5] } });
  });

  it("refuses columns and rows that there are not", async () => {
    expect(await rejection(loadParquet(refused.list, { columns: ["y"] }))).toBe(
      'ValueError: loadParquet: columns must be some of x, fine; got "y".',
    );
    expect(await rejection(loadParquet(refused.list, { columns: [] }))).toBe(
      "ValueError: loadParquet: there must be a column; got none.",
    );
    for (const rows of [
      [0, 6],
      [3, 2],
      [-1, 2],
      [0, 1.5],
    ] as const) {
      expect(await rejection(loadParquet(whole.file, { rows }))).toBe(
        `ValueError: loadParquet: rows must be [start, end) of 5; got ${JSON.stringify(rows)}.`,
      );
    }
  });

  it("refuses other bytes and cut files, naming the file", async () => {
    const path = join(folder, "cut.parquet");
    await writeFile(path, whole.file.subarray(0, -100));
    expect(await rejection(loadParquet(path))).toBe(
      `FormatError: loadParquet: the bytes must be a Parquet file; got "parquet file invalid (footer != PAR1)" from its reader at byte 0 of ${path}. The file may be damaged.`,
    );
    expect(await rejection(loadParquet(new Uint8Array(0)))).toBe(
      "FormatError: loadParquet: the bytes must be a Parquet file; got 0 bytes at byte 0. The file may be truncated.",
    );
    expect(await rejection(loadParquet(join(folder, "none.parquet")))).toMatch(/^FileError: loadParquet: .* ENOENT/);
    const signal = AbortSignal.abort(new RangeError("enough"));
    expect(await rejection(loadParquet(whole.file, { signal }))).toBe("RangeError: enough");
  });
});

describe("streamParquet", () => {
  it("gives a table for each group of rows, which together are the file", async () => {
    const parts = await all(streamParquet(whole.file));
    expect(parts.map(({ length }) => length)).toEqual([2, 2, 1]);
    const int8 = parts.flatMap((part) => described(part).int8.values);
    expect(int8).toEqual(whole.columns.int8.values);
    expect((await all(streamParquet(whole.file, { rows: [1, 3], columns: ["text"] }))).map(described)).toEqual([
      { text: { dtype: "text", values: [""] } },
      { text: { dtype: "text", values: ["größe 🌱"] } },
    ]);
  });

  it("stops when it is asked to, between groups", async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const run = async (): Promise<void> => {
      for await (const part of streamParquet(whole.file, { signal: controller.signal })) {
        seen.push(part.length);
        controller.abort(new RangeError("enough"));
      }
    };
    expect(await rejection(run())).toBe("RangeError: enough");
    expect(seen).toEqual([2]);
  });

  it("names the file that it refuses", async () => {
    const path = join(folder, "list.parquet");
    await writeFile(path, refused.list);
    expect(await rejection(all(streamParquet(path)))).toBe(
      `FormatError: streamParquet: column "x" must hold numbers, bools, texts or times; got lists, maps or records at byte 0 of ${path}. Choose the other columns: { columns: [...] }.`,
    );
  });
});
