import { array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { Table } from "../../table.js";
import { rejection } from "../../testing.js";
import { decodeCsv } from "./decode.js";
import { encodeCsv } from "./encode.js";
import { loadCsv, saveCsv } from "./file.js";
import { streamCsv } from "./stream.js";

const table = new Table({ x: array([1.5, NaN, 2]), s: ["ä", "b,c", ""] });
const types = { x: "float64", s: "string" } as const;

describe("CSV in a browser", () => {
  it("is loaded from a Blob, gzipped or not, and from its address, and streamed", async () => {
    const blob = new Blob([encodeCsv(table)]);
    const gzipped = await new Response(blob.stream().pipeThrough(new CompressionStream("gzip"))).blob();
    for (const source of [blob, gzipped, URL.createObjectURL(blob)]) {
      const { columns } = await loadCsv(source, { types });
      expect([columns.x.toArray(), columns.s]).toEqual([[1.5, NaN, 2], table.columns.s]);
      const rows: number[] = [];
      for await (const { length } of streamCsv(source, { types, rows: 2 })) rows.push(length);
      expect(rows).toEqual([2, 1]);
    }
  });

  it("is read from shared memory, in any encoding", () => {
    const shared = (text: string): Uint8Array => {
      const bytes = new Uint8Array(new SharedArrayBuffer(text.length));
      bytes.set([...text].map((character) => character.charCodeAt(0)));
      return bytes;
    };
    expect(decodeCsv(shared("s\nx\n"), { types: "string" }).column("s")).toEqual(["x"]);
    expect(decodeCsv(shared("s\n\x80\n"), { types: "string", encoding: "windows-1252" }).column("s")).toEqual(["€"]);
  });

  it("is not saved", async () => {
    expect(await rejection(saveCsv("a.csv", table))).toMatch(/^FileError: saveCsv: files need Node; /);
  });
});
