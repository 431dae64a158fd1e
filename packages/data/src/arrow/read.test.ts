import { type NDArray, abs, array, greater, zeros } from "@linnet/core";
import * as arrow from "apache-arrow";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { described, tableFixture } from "../columnar/fixtures/expected.js";
import { Table } from "../table.js";
import { bytesOf, rejection, valuesOf } from "../testing.js";
import fixtures from "./fixtures/arrow.json" with { type: "json" };
import { matrixFromArrow, tableFromArrow } from "./read.js";
import { arrowFromTable, encodeArrow } from "./write.js";

const read = fixtures.read.map(tableFixture);
const refused = Object.fromEntries(Object.entries(fixtures.refused).map(([name, bytes]) => [name, bytesOf(bytes)]));

describe("tableFromArrow", () => {
  it.each(read)("reads what pyarrow wrote: $name", async ({ file, columns }) => {
    expect(described(await tableFromArrow(file))).toEqual(columns);
    expect(described(await tableFromArrow(arrow.tableFromIPC(file)))).toEqual(columns);
  });

  it("reads the columns that are asked for, in their order", async () => {
    const table = await tableFromArrow(read[0].file, { columns: ["text", "int8"] });
    expect(table.names).toEqual(["text", "int8"]);
    expect(await rejection(tableFromArrow(refused.list, { columns: ["y"] }))).toBe(
      'ValueError: tableFromArrow: columns must be some of x, fine; got "y".',
    );
    expect((await tableFromArrow(refused.list, { columns: ["fine"] })).length).toBe(2);
  });

  const types = 'FormatError: tableFromArrow: column "x" must hold numbers, bools, texts or times; got';
  const cast = "at byte 0. Cast it, or choose the other columns: { columns: [...] }.";
  it.each([
    ["list", `${types} List<Int64> ${cast}`],
    ["struct", `${types} Struct<{a:Int64}> ${cast}`],
    ["binary", `${types} Binary ${cast}`],
    ["decimal", `${types} Decimal[3e+2] ${cast}`],
    ["time", `${types} Time64<MICROSECOND> ${cast}`],
    ["duration", `${types} Duration<MICROSECOND> ${cast}`],
    [
      "inexact",
      'FormatError: tableFromArrow: column "x" must hold integers that float64 holds; got 9007199254740993 in row 0 of its chunk at byte 0. Store it as text, or leave it out.',
    ],
  ])("refuses a column that no table holds: %s", async (name, problem) => {
    expect(await rejection(tableFromArrow(refused[name]))).toBe(problem);
  });

  it("refuses other bytes, cut files, and what is no table", async () => {
    const message = "FormatError: tableFromArrow: the bytes must be an Arrow file or stream; got";
    expect(await rejection(tableFromArrow(new Uint8Array(0)))).toBe(
      `${message} 0 bytes at byte 0. The file may be truncated.`,
    );
    expect(await rejection(tableFromArrow(new TextEncoder().encode("name,age\nAda,36\n")))).toMatch(
      /^FormatError: tableFromArrow: the bytes must be an Arrow file or stream; got ".*" from its reader at byte 0\. The file may be damaged\.$/,
    );
    expect(await rejection(tableFromArrow(read[0].file.subarray(0, -100)))).toBe(
      "FormatError: tableFromArrow: a file that begins with ARROW1 must end with it; got other bytes at byte 0. The file may be truncated.",
    );
    expect(await rejection(tableFromArrow(refused.compressed))).toMatch(/^FormatError: tableFromArrow: .*codec/i);
    expect(await rejection(tableFromArrow("a.arrow" as never))).toContain("ValueError: tableFromArrow: bytes must be");
    expect(await rejection(tableFromArrow({} as never))).toBe(
      "ValueError: tableFromArrow: source must be an Arrow table or bytes; got an object.",
    );
  });

  it("refuses two columns of one name, and words beyond their dictionary", async () => {
    const v = arrow.makeVector(new Int32Array(2));
    const twice = new arrow.Schema([new arrow.Field("a", v.type), new arrow.Field("a", v.type)]);
    const data = arrow.makeData({ type: new arrow.Struct(twice.fields), length: 2, children: [v.data[0], v.data[0]] });
    const table = new arrow.Table([new arrow.RecordBatch(twice, data)]);
    expect(await rejection(tableFromArrow(table))).toBe(
      'ValueError: tableFromArrow: names of columns must be different; got "a" twice. Rename one of them.',
    );
    const dictionary = arrow.vectorFromArray(["a", "b"], new arrow.Utf8());
    const type = new arrow.Dictionary(dictionary.type, new arrow.Int32());
    const coded = arrow.makeData({ type, length: 2, data: Int32Array.of(0, 2), dictionary });
    expect(await rejection(tableFromArrow(new arrow.Table({ x: arrow.makeVector(coded) })))).toBe(
      'ValueError: tableFromArrow: column "x" must name words of its dictionary of 2; got 2. The file may be damaged.',
    );
  });

  it("refuses bytes that are not UTF-8", async () => {
    const type = new arrow.Utf8();
    const offsets = Int32Array.of(0, 1, 2);
    const text = arrow.makeData({
      type,
      length: 2,
      nullCount: 0,
      valueOffsets: offsets,
      data: Uint8Array.of(97, 0xff),
    });
    expect(await rejection(tableFromArrow(new arrow.Table({ x: arrow.makeVector(text) })))).toBe(
      'ValueError: tableFromArrow: column "x" must be UTF-8; got other bytes. Encode it anew.',
    );
  });
});

describe("matrixFromArrow", () => {
  const lists = bytesOf(fixtures.lists);

  it("reads lists of one length as rows, over chunks", async () => {
    const x = await matrixFromArrow(lists, "embedding");
    expect([x.dtype, x.shape]).toEqual(["float32", [3, 4]]);
    expect(valuesOf(x)).toEqual(Array.from({ length: 12 }, (_, i) => i));
  });

  it("refuses other columns, which a table refuses in turn", async () => {
    expect(await rejection(matrixFromArrow(lists, "id"))).toBe(
      'FormatError: matrixFromArrow: column "id" must hold lists of one length; got Int64 at byte 0.',
    );
    expect(await rejection(matrixFromArrow(lists, "ids"))).toBe(
      'FormatError: matrixFromArrow: column "ids" must hold lists of one length; got none of that name at byte 0.',
    );
    expect(await rejection(tableFromArrow(lists))).toContain(
      "got FixedSizeList[4]<Float32> at byte 0. Read it with matrixFromArrow, and choose the other columns: { columns: [...] }.",
    );
    const missing = arrow.vectorFromArray(
      [[1, 2], null],
      new arrow.FixedSizeList(2, new arrow.Field("x", new arrow.Float64())),
    );
    expect(await rejection(matrixFromArrow(new arrow.Table({ x: missing }), "x"))).toBe(
      'ValueError: matrixFromArrow: column "x" must have no list missing; got one that is. Leave out such rows first.',
    );
  });
});

describe("arrowFromTable and encodeArrow", () => {
  const dtypes = ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "float32", "float64"] as const;

  it("are undone by tableFromArrow, for every dtype and text", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: -127, max: 127 }), fc.string({ unit: "grapheme" })), {
          maxLength: 20,
        }),
        fc.constantFrom("file", "stream"),
        async (rows, format) => {
          const numbers = array(Int32Array.from(rows, ([, number]) => number));
          const as = (dtype: (typeof dtypes)[number]): NDArray => {
            if (dtype === "bool") return greater(numbers, 0);
            return (dtype.startsWith("u") ? abs(numbers) : numbers).astype(dtype);
          };
          const columns = Object.fromEntries(dtypes.map((dtype) => [dtype, as(dtype)]));
          const table = new Table({ ...columns, text: rows.map(([, , text]) => text) });
          expect(described(await tableFromArrow(await arrowFromTable(table)))).toEqual(described(table));
          expect(described(await tableFromArrow(await encodeArrow(table, { format })))).toEqual(described(table));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("write the types that the columns have", async () => {
    const table = await arrowFromTable(new Table({ a: zeros([2]), b: array([true, false]), c: ["x", ""] }));
    expect(table.schema.fields.map((field) => String(field))).toEqual(["a: Float64", "b: Bool", "c: Utf8"]);
    expect(table.toArray().map((row) => row?.toJSON())).toEqual([
      { a: 0, b: true, c: "x" },
      { a: 0, b: false, c: "" },
    ]);
  });

  it("refuse other formats, and what is no table", async () => {
    expect(await rejection(encodeArrow(new Table({ x: zeros([1]) }), { format: "csv" as never }))).toBe(
      'ValueError: encodeArrow: format must be "file" or "stream"; got "csv".',
    );
    expect(await rejection(arrowFromTable({ x: zeros([1]) } as never))).toBe(
      "ValueError: arrowFromTable: table must be a Table; got an object.",
    );
  });
});
