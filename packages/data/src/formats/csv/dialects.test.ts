import { describe, expect, it } from "vitest";
import { bytesOf, valuesOf } from "../../testing.js";
import type { CsvOptions } from "./options.js";
import { decodeCsv } from "./decode.js";
import fixtures from "./fixtures/dialects.json" with { type: "json" };

const types = { town: "string", height: "float64", people: "int32", capital: "bool", note: "string" } as const;
const [town, height, people, capital, note] = fixtures.columns;
/** What the columns hold: a missing number is NaN, a missing text "". */
const held = {
  town,
  height: height.map((text) => (text === null ? NaN : Number(text))),
  people: people.map(Number),
  capital: capital.map((text) => Number(text === "true")),
  note: note.map((text) => text ?? ""),
};
const rowNames = { header: ["row", ...fixtures.names], skipLines: 1 };

/** What each file needs to be said; the delimiter is found in all of them. */
const options: Readonly<Record<keyof typeof fixtures.files, CsvOptions>> = {
  excel: { decimal: "," },
  "excel, windows-1252": { decimal: ",", encoding: "windows-1252" },
  r: rowNames,
  pandas: rowNames,
  "pandas, no index": {},
  "pandas, all quoted": {},
  "pandas, utf-16": { encoding: "utf-16le" },
  tsv: {},
  unix: {},
  "excel of csv": {},
  bars: { quote: "'" },
};

describe("dialects that other programs write", () => {
  it.each(Object.entries(options))("%s", (name, how) => {
    const bytes = bytesOf(fixtures.files[name as keyof typeof fixtures.files]);
    const { columns } = decodeCsv(bytes, { ...how, types, columns: Object.keys(types) as (keyof typeof types)[] });
    expect({ ...columns, ...numbers(columns) }).toEqual(held);
  });

  it.each(Object.entries(options))(
    "%s: the same types are found out, but for text that is numbers alone",
    (name, how) => {
      const bytes = bytesOf(fixtures.files[name as keyof typeof fixtures.files]);
      const { columns } = decodeCsv(bytes, { ...how, columns: ["town", "height", "people", "capital", "note"] });
      const found = Object.values(columns).map((column) => ("dtype" in column ? column.dtype : "string"));
      expect(found).toEqual(Object.values(types));
    },
  );
});

function numbers({ height, people, capital }: Pick<Columns, "height" | "people" | "capital">): object {
  return { height: valuesOf(height), people: valuesOf(people), capital: valuesOf(capital) };
}

type Columns = ReturnType<typeof decodeCsv<typeof types, keyof typeof types>>["columns"];
