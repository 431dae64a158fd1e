import type { Columns, NDArray } from "@linnet/core";
import { expectTypeOf, it } from "vitest";
import type { Table } from "../../table.js";
import { decodeCsv } from "./decode.js";
import { loadCsv } from "./file.js";
import { streamCsv } from "./stream.js";

type Of<D extends "float64" | "int32" | "bool"> = NDArray<D, readonly [number]>;
const text = "a,name\n1,x\n";

it("given types are the result's, exactly", () => {
  const table = decodeCsv(text, { types: { a: "float64", name: "string" } });
  expectTypeOf(table).toEqualTypeOf<Table<{ readonly a: Of<"float64">; readonly name: readonly string[] }>>();
  // @ts-expect-error: no column of that name is promised
  table.column("b");
});

it("one type for all is the type of every column", () => {
  const table = decodeCsv(text, { types: "float64" });
  expectTypeOf(table).toEqualTypeOf<Table<{ readonly [name: string]: Of<"float64"> }>>();
  const some = decodeCsv(text, { types: "int32", columns: ["a"] });
  expectTypeOf(some).toEqualTypeOf<Table<{ readonly a: Of<"int32"> }>>();
});

it("columns that are chosen are named, their types open where none are given", () => {
  const table = decodeCsv(text, { columns: ["a", "name"], types: { a: "bool" } });
  expectTypeOf(table.columns.a).toEqualTypeOf<Of<"bool">>();
  expectTypeOf(table.columns.name).toEqualTypeOf<NDArray | readonly string[]>();
  expectTypeOf(decodeCsv(text).columns).toEqualTypeOf<Columns>();
});

it("loading and streaming promise the same", async () => {
  const options = { types: { a: "float64" } } as const;
  expectTypeOf(await loadCsv("x.csv", options)).toEqualTypeOf<Table<{ readonly a: Of<"float64"> }>>();
  for await (const table of streamCsv("x.csv", options)) expectTypeOf(table.columns.a).toEqualTypeOf<Of<"float64">>();
  // @ts-expect-error: not a type that CSV columns have
  decodeCsv(text, { types: { a: "complex64" } });
});
