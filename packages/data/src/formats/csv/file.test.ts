import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Columns, NDArray, array } from "@linnet/core";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Progress } from "../../source/progress.js";
import { Table } from "../../table.js";
import { rejection, valuesOf } from "../../testing.js";
import { decodeCsv } from "./decode.js";
import { loadCsv, saveCsv } from "./file.js";
import { settingsOf } from "./options.js";
import { streamCsv, tablesOf } from "./stream.js";

let folder = "";
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-csv-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What columns hold, with dtypes. */
function shown(columns: Columns): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, x]) => [name, x instanceof NDArray ? [x.dtype, ...valuesOf(x)] : x]),
  );
}
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
async function all(tables: AsyncIterable<Table>): Promise<Table[]> {
  const list: Table[] = [];
  for await (const table of tables) list.push(table);
  return list;
}
/** Numbers of some megabytes. */
const long = bytesOf(`n,x\n${Array.from({ length: 100_000 }, (_, i) => `${i},${i / 8}`).join("\n")}\n`);

describe("loadCsv and saveCsv", () => {
  it("write a file and read it back, with tabs where its name says so", async () => {
    const table = new Table({ x: array([1.5, NaN]), s: ["a\tb", "c,d"] });
    for (const name of ["table.csv", "table.tsv"]) {
      await saveCsv(at(name), table);
      const types = { x: "float64", s: "string" } as const;
      expect(shown((await loadCsv(at(name), { types })).columns)).toEqual(shown(table.columns));
    }
    expect(await readFile(at("table.tsv"), "utf8")).toBe('x\ts\n1.5\t"a\tb"\n\tc,d\n');
  });

  it("read from bytes, Blobs and files, gzipped or not", async () => {
    const bytes = bytesOf("a\tb,c\n1\t2\n"); // by its name, tabs separate it
    await writeFile(at("some.tsv.gz"), gzipSync(bytes));
    const named = new File([new Uint8Array(bytes)], "some.tsv");
    for (const source of [at("some.tsv.gz"), named]) {
      expect(shown((await loadCsv(source)).columns)).toEqual({ a: ["int32", 1], "b,c": ["int32", 2] });
    }
    for (const source of [bytesOf("a\n1\n"), gzipSync("a\n1\n"), new Blob(["a\n1\n"])]) {
      expect(shown((await loadCsv(source)).columns)).toEqual({ a: ["int32", 1] });
    }
    expect(shown((await loadCsv(Uint8Array.of(0x61, 10, 0xe9), { encoding: "latin1" })).columns)).toEqual({ a: ["é"] });
  });

  it("read a column again that is text late, and tell progress once", async () => {
    await writeFile(at("late.csv"), [long, bytesOf("100000,late\n")]);
    const told: Progress[] = [];
    const { n, x } = (await loadCsv(at("late.csv"), { onProgress: (progress) => told.push(progress) })).columns;
    expect(n instanceof NDArray && [n.dtype, n.size]).toEqual(["int32", 100_001]);
    expect(Array.isArray(x) && [x.length, x[1], x[100_000]]).toEqual([100_001, "0.125", "late"]);
    const total = long.length + 12;
    expect(told.at(-1)).toEqual({ loaded: total, total });
    const loaded = told.map((progress) => progress.loaded);
    expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
    const { x: again } = (await loadCsv(gzipSync(await readFile(at("late.csv"))))).columns;
    expect(again.toString()).toBe(x.toString());
  });

  it("name the file in an error, and say where", async () => {
    await writeFile(at("ragged.csv"), "a,b\n1\n");
    const message =
      `FormatError: loadCsv: every line must have the 2 fields of line 1; got 1 on line 2 at byte 4 of ${at("ragged.csv")}. ` +
      "Check the delimiter, and quotes around text that holds it.";
    expect(await rejection(loadCsv(at("ragged.csv")))).toBe(message);
    expect(await rejection(all(streamCsv(at("ragged.csv"))))).toBe(message.replace("loadCsv", "streamCsv"));
  });

  it.each([
    ["none.csv", "FileError: loadCsv: the file must be readable; got ENOENT for "],
    ["", "FileError: loadCsv: the file must be readable; got EISDIR for "],
  ])("refuse %j", async (name, message) => {
    expect(await rejection(loadCsv(at(name)))).toContain(message);
  });

  it("refuse an empty file, and a damaged gzip stream", async () => {
    expect(await rejection(loadCsv(new Uint8Array(0)))).toBe(
      "FormatError: loadCsv: there must be a line of column names; got nothing on line 1 at byte 0. The file is empty.",
    );
    expect(await rejection(loadCsv(gzipSync(long).subarray(0, 5000)))).toMatch(
      /^FormatError: loadCsv: the gzip stream/,
    );
    expect(await rejection(loadCsv({} as never))).toBe(
      "ValueError: loadCsv: source must be a path, a URL, a Blob or bytes; got an object.",
    );
  });

  it("stop when they are aborted, also within bytes in memory", async () => {
    const abort = new AbortController();
    const wide = bytesOf(`${"1;".repeat(2 ** 17)}1\n`.repeat(2 ** 5)); // 8 MB, far longer than 5 ms
    setTimeout(() => abort.abort(new Error("enough")), 5);
    const loading = loadCsv(wide, { header: false, types: "int32", columns: ["column0"], signal: abort.signal });
    expect(await rejection(loading)).toBe("Error: enough");
    expect(await rejection(loadCsv(long, { signal: AbortSignal.abort(new Error("no")) }))).toBe("Error: no");
  });
});

describe("streamCsv", () => {
  it("gives tables of as many rows as asked for, whose types the first decides", async () => {
    await writeFile(at("stream.csv"), "a,b\n1,x\n2,y\n3,4\n5,NA\n6,z\n");
    const tables = await all(streamCsv(at("stream.csv"), { rows: 2 }));
    expect(tables.map(({ columns }) => shown(columns))).toEqual([
      { a: ["int32", 1, 2], b: ["x", "y"] },
      { a: ["int32", 3, 5], b: ["4", ""] },
      { a: ["int32", 6], b: ["z"] },
    ]);
    expect((await all(streamCsv(at("stream.csv"), { rows: 5 }))).length).toBe(1);
    expect((await all(streamCsv(at("stream.csv"), { rows: 2, limit: 3 }))).map(({ length }) => length)).toEqual([2, 1]);
    expect(await all(streamCsv(bytesOf("a,b\n")))).toEqual([]);
  });

  it("is the whole file, in pieces", async () => {
    const tables = await all(streamCsv(gzipSync(long), { rows: 30_000 }));
    expect(tables.map(({ length }) => length)).toEqual([30_000, 30_000, 30_000, 10_000]);
    const { n, x } = decodeCsv(long, { types: { n: "int32", x: "float64" } }).columns;
    const joined = (name: string): number[] => tables.flatMap((table) => valuesOf(table.column(name) as NDArray));
    expect(joined("n").join()).toBe(valuesOf(n).join());
    expect(joined("x").join()).toBe(valuesOf(x).join());
  });

  it("finds text out anywhere in the first table", async () => {
    const [table] = await all(streamCsv(new Blob([new Uint8Array(long), "1,late\n"]), { rows: 200_000 }));
    const { x } = table.columns;
    expect(Array.isArray(x) && [x.length, x[1], x[100_000]]).toEqual([100_001, "0.125", "late"]);
  });

  it.each([
    [
      "a\n1\n2.5\n",
      {},
      'column "a" must be int32, as the first table has it; got "2.5" on line 3 at byte 4. Give { types: { "a": "float64" } }.',
    ],
    [
      "a\n1\nx\n",
      {},
      'column "a" must be int32, as the first table has it; got "x" on line 3 at byte 4. Give { types: { "a": "string" } }, or name the text in { missing }.',
    ],
    [
      "a,b\n1,1\n,2\n",
      {},
      'column "a" must be int32, as the first table has it; got "" on line 3 at byte 8. Give { types: { "a": "float64" } }.',
    ],
    [
      "a,b\n1,\n1,x\n",
      {},
      'column "b" must be float64, as the first table has it; got "x" on line 3 at byte 9. Give { types: { "b": "string" } }, or name the text in { missing }.',
    ],
    [
      "a\n1\nx\n",
      { types: "float64" },
      'column "a" must be float64; got "x" on line 3 at byte 4. Give { types: { "a": "string" } }, or name the text in { missing }.',
    ],
  ])("says what to give for a later value that does not fit: %j", async (text, options, message) => {
    expect(await rejection(all(streamCsv(bytesOf(text), { rows: 1, ...options } as object)))).toBe(
      `FormatError: streamCsv: ${message}`,
    );
  });

  it("refuses options when it is called", () => {
    expect(() => streamCsv("x.csv", { rows: 0 })).toThrow("streamCsv: rows must be a positive integer; got 0.");
  });

  it("reads the same however the file is cut into pieces", async () => {
    const text = 'a;b;c\r\n1;"x;\r\n""y""";0,5\r\n\r\n# no\r\n2;é€😀;NA\r\n3;"";1e3\r\n';
    const bytes = bytesOf(text);
    const settings = settingsOf("t", { decimal: ",", comment: "#" });
    const whole = shown(decodeCsv(bytes, { decimal: ",", comment: "#" }).columns);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
        const edges = [0, ...cuts, bytes.length].sort((a, b) => a - b);
        async function* pieces(): AsyncGenerator<Uint8Array> {
          for (const [i, edge] of edges.entries()) yield bytes.subarray(edges[i - 1] ?? 0, edge);
        }
        const [table] = await all(tablesOf("t", pieces(), settings, 10));
        expect(shown(table.columns)).toEqual(whole);
      }),
    );
  });

  it("refuses a line of 2 GB after maxLine bytes of it", async () => {
    const piece = new Uint8Array(2 ** 20).fill(0x37);
    let given = 0;
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield bytesOf("a,b\n");
      for (; given < 2 ** 31; given += piece.length) yield piece;
    }
    const tables = tablesOf("streamCsv", pieces(), settingsOf("streamCsv", { maxLine: 2 ** 23 }), 10);
    expect(await rejection(all(tables))).toBe(
      "FormatError: streamCsv: a line must have at most 8388608 bytes; got a longer one on line 2 at byte 4. Check its quotes, or give { maxLine: bytes }.",
    );
    expect(given).toBeLessThanOrEqual(2 ** 23 + 2 ** 20);
  });

  it("reads a line in time that is proportional to its length, however small the pieces are", async () => {
    const piece = new Uint8Array(2 ** 12).fill(0x2c); // commas
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield bytesOf('a\n"');
      for (let i = 0; i < 2 ** 10; i++) yield piece; // 4 MB of quoted text
    }
    const settings = settingsOf("t", { header: false, delimiter: "," });
    const start = performance.now();
    expect(await rejection(all(tablesOf("t", pieces(), settings, 10)))).toMatch(
      /^FormatError: t: every quote must be closed/,
    );
    expect(performance.now() - start).toBeLessThan(10_000); // 2¹⁰ looks at up to 4 MB each would be 2 GB
  });
});
