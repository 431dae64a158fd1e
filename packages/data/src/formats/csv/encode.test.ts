import { type Columns, NDArray, array } from "@linnet/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Table } from "../../table.js";
import { refusal } from "../../testing.js";
import type { CsvType } from "./column-types.js";
import { decodeCsv } from "./decode.js";
import { type CsvWriteOptions, encodeCsv } from "./encode.js";

const written = (columns: Columns, options?: CsvWriteOptions): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(encodeCsv(new Table(columns), options));
const refuse = (columns: Columns, options?: object): string =>
  refusal(() => encodeCsv(new Table(columns), options)).replace("encodeCsv: ", "");
/** Text that a file can hold: no halves of surrogate pairs, and no NUL. */
const text = fc
  .oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(..."a\"',;\t\r\n \uFEFF#1."), maxLength: 6 }),
  )
  .filter((s) => !s.includes("\0") && !/\p{Surrogate}/u.test(s));

describe("encodeCsv", () => {
  it("quotes what has to be, and nothing else", () => {
    const a = ["plain", "with,comma", 'a "quote"', "two\nlines", " spaces ", "NA", "", "é"];
    expect(written({ a, b: a.map((_, i) => String(i)) })).toBe(
      'a,b\nplain,0\n"with,comma",1\n"a ""quote""",2\n"two\nlines",3\n" spaces ",4\n"NA",5\n,6\né,7\n',
    );
  });

  it("writes the fewest digits, bools as words, and NaN as nothing", () => {
    const table = {
      x: array([0.1, -0, NaN, 1e300, 2 ** 53, -Infinity]),
      y: array(new Float32Array([0.1, 1 / 3, NaN, 1e30, 16777216, Infinity])),
      n: array(new Int32Array([1, -2, 3, 4, 5, 6])),
      b: array([true, false, true, false, true, true]),
    };
    expect(written(table)).toBe(
      "x,y,n,b\n0.1,0.1,1,true\n-0,0.33333334,-2,false\n,,3,true\n1e+300,1.0000000150474662e+30,4,false\n" +
        "9.007199254740992e+15,16777216,5,true\n-inf,inf,6,true\n",
    );
  });

  it("writes as options say", () => {
    const columns = { x: array([1.5, NaN]), s: ["a;b", ""] };
    expect(written(columns, { delimiter: ";", decimal: ",", missing: "NA", lineEnd: "\r\n", header: false })).toBe(
      '1,5;"a;b"\r\nNA;\r\n',
    );
    expect(written({ x: array([1, NaN]) })).toBe('x\n1\n""\n'); // a blank line would be left out
    expect(written({ s: ["", "a"] })).toBe('s\n""\na\n');
    expect(written({ "\uFEFFa": ["b"] })).toBe('"\uFEFFa"\nb\n'); // else it would be a mark of byte order
    expect(written({ x: array([2, 0, 4, 0]).slice("::2") })).toBe("x\n2\n4\n"); // a view
  });

  it("reads back to the bit: any text, any doubles, missing ones included", () => {
    const row = fc.record({ s: text, x: fc.double(), y: fc.float(), n: fc.integer(), b: fc.boolean() });
    const how = fc.constantFrom<CsvWriteOptions>(
      {},
      { delimiter: "\t", missing: "NA" },
      { delimiter: ";", decimal: ",", lineEnd: "\r\n" },
      { missing: "NaN", delimiter: "|" },
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), how, (rows, options) => {
        const columns = {
          s: rows.map(({ s }) => s),
          x: array(Float64Array.from(rows, ({ x }) => x)),
          y: array(Float32Array.from(rows, ({ y }) => y)),
          n: array(Int32Array.from(rows, ({ n }) => n)),
          b: array(rows.map(({ b }) => b)),
        };
        const { delimiter, decimal } = options;
        const back = decodeCsv(encodeCsv(new Table(columns), options), {
          types: { s: "string", x: "float64", y: "float32", n: "int32", b: "bool" },
          ...(delimiter !== undefined && { delimiter }),
          ...(decimal !== undefined && { decimal }),
        });
        expect(back.names).toEqual(["s", "x", "y", "n", "b"]);
        expect(back.columns.s).toEqual(columns.s);
        for (const name of ["x", "y", "n", "b"] as const) {
          const [is, was]: readonly NDArray[] = [back.columns[name], columns[name]];
          expect(is.dtype).toBe(was.dtype);
          expect(is.toTypedArray()).toEqual(was.toTypedArray()); // by Object.is: −0 is not 0
        }
      }),
    );
  });

  it("reads back one column alone, without a header too", () => {
    const types: CsvType[] = ["string"];
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), fc.boolean(), (s, header) => {
        const bytes = encodeCsv(new Table({ s }), { header });
        const back = decodeCsv(bytes, { types: types[0], header: header || ["s"], delimiter: "," });
        expect(back.column("s")).toEqual(s);
      }),
    );
  });

  it("finds the same types out for float64 that are not all whole", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (values) => {
        const x = array([...values, 0.5]);
        const back = decodeCsv(encodeCsv(new Table({ x }))).column("x");
        expect(back instanceof NDArray && back.toTypedArray()).toEqual(x.toTypedArray());
      }),
    );
  });

  it.each([
    [
      { s: ["a\0b"] },
      undefined,
      'ValueError: text must be one that UTF-8 and CSV can hold; got "a\\u0000b". Leave NUL and halves of surrogate pairs out.',
    ],
    [
      { s: ["\uD800"] },
      undefined,
      'ValueError: text must be one that UTF-8 and CSV can hold; got "\\ud800". Leave NUL and halves of surrogate pairs out.',
    ],
    [{ "": ["a"] }, undefined, "ValueError: every column must have a name; got an empty one."],
    [{ s: ["a"] }, { delimiter: "x" }, 'ValueError: delimiter must be a tab or one ASCII punctuation mark; got "x".'],
    [
      { s: ["a"] },
      { decimal: "," },
      'ValueError: delimiter, quote and decimal must differ; got {"delimiter":",","decimal":","}.',
    ],
    [{ s: ["a"] }, { lineEnd: "\r" }, 'ValueError: lineEnd must be "\\n" or "\\r\\n"; got "\r".'],
  ])("refuses %#", (columns: Columns, options, message) => {
    expect(refuse(columns, options)).toBe(message);
  });

  it("refuses what is no table", () => {
    expect(refusal(() => encodeCsv({ a: [] } as never))).toBe(
      "ValueError: encodeCsv: table must be a Table; got an object. Make one: new Table(columns).",
    );
  });
});
