import { NDArray } from "@linnet/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusal, valuesOf } from "../../testing.js";
import type { Table } from "../../table.js";
import { decodeCsv } from "./decode.js";
import { encodeCsv } from "./encode.js";

/** What a table holds, with dtypes: comparable. */
function shown(table: Table): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table.columns).map(([name, x]) => [name, x instanceof NDArray ? [x.dtype, ...valuesOf(x)] : x]),
  );
}
const read = (text: string, options = {}): Record<string, unknown> => shown(decodeCsv(text, options));
const refuse = (source: string | Uint8Array, options = {}): string =>
  refusal(() => decodeCsv(source, options)).replace("decodeCsv: ", "");

describe("decodeCsv, the format", () => {
  it("keeps the order of its columns, those with names of digits too", () => {
    const table = decodeCsv("year,2025,2024\n1,2,3\n");
    expect(table.names).toEqual(["year", "2025", "2024"]);
    expect(new TextDecoder().decode(encodeCsv(table))).toBe("year,2025,2024\n1,2,3\n");
  });

  it.each([
    ["LF", "a,b\n1,x\n2,y\n"],
    ["CR LF", "a,b\r\n1,x\r\n2,y\r\n"],
    ["CR", "a,b\r1,x\r2,y\r"],
    ["a last line without an end", "a,b\n1,x\n2,y"],
    ["blank lines", "\n\na,b\n\n1,x\r\n\r\n2,y\n\n"],
    ["quotes", '"a",b\n"1","x"\n2,"y"'],
    ["a mark of byte order", "\uFEFFa,b\n1,x\n2,y\n"],
  ])("reads %s", (_, text) => {
    expect(read(text)).toEqual({ a: ["int32", 1, 2], b: ["x", "y"] });
  });

  it("reads delimiters, quotes and line ends in quotes; doubled quotes are one", () => {
    expect(read('a,b\n"x,y","say ""hi"""\n"1\n2\r\n3",""""\n')).toEqual({
      a: ["x,y", "1\n2\r\n3"],
      b: ['say "hi"', '"'],
    });
    expect(read("a|b\n'x|y'|'it''s'\n", { quote: "'" })).toEqual({ a: ["x|y"], b: ["it's"] });
  });

  it("takes quotes within text, and everywhere where they enclose nothing, for text", () => {
    expect(read('size,n\n5" disk,1\n')).toEqual({ size: ['5" disk'], n: ["int32", 1] });
    expect(read('a\tb\n"x\ty"\n', { quote: false })).toEqual({ a: ['"x'], b: ['y"'] });
  });

  it("keeps spaces of text, unless it is to trim them, and never those of numbers", () => {
    expect(read("a,b\n x ,  1 \n")).toEqual({ a: [" x "], b: ["int32", 1] });
    expect(read('a, "b" \n x , "y, z" \n', { trim: true })).toEqual({ a: ["x"], b: ["y, z"] });
  });

  it.each([
    [",", "a,b\n1,2\n"],
    [";", "a;b\n1;2\n"],
    ["tab", "a\tb\n1\t2\n"],
    ["|", "a|b\n1|2\n"],
    ["the one that all lines have", "a;b\n1;2\n# x,y\n"],
  ])("finds the delimiter: %s", (_, text) => {
    expect(read(text, { comment: "#" })).toEqual({ a: ["int32", 1], b: ["int32", 2] });
  });

  it("finds the delimiter beside decimal commas, and within quotes it does not look", () => {
    expect(read("a;b\n1,5;2,5\n", { decimal: "," })).toEqual({ a: ["float64", 1.5], b: ["float64", 2.5] });
    expect(read('a;b\n"x,y";"z,w"\n')).toEqual({ a: ["x,y"], b: ["z,w"] });
    expect(read("a\n1\n")).toEqual({ a: ["int32", 1] });
  });

  it("leaves out comments, and lines before the header", () => {
    expect(read("# made by\na,b\n# more\n1,2\n", { comment: "#" })).toEqual({ a: ["int32", 1], b: ["int32", 2] });
    expect(read('Report "x\n2026\na,b\n1,2\n', { skipLines: 2 })).toEqual({ a: ["int32", 1], b: ["int32", 2] });
  });

  it("takes names from the file, from options, or makes them", () => {
    expect(read("1,2\n", { header: false })).toEqual({ column0: ["int32", 1], column1: ["int32", 2] });
    expect(read("1,2\n", { header: ["x", "y"] })).toEqual({ x: ["int32", 1], y: ["int32", 2] });
    expect(read("__proto__,constructor\n1,x\n", { types: { constructor: "string" } })).toEqual(
      Object.fromEntries([
        ["__proto__", ["int32", 1]],
        ["constructor", ["x"]],
      ]),
    );
  });

  it("reads some columns, in the order asked for, and some rows", () => {
    expect(decodeCsv("a,b,c\n1,2,3\n4,5,6\n", { columns: ["c", "a"] }).names).toEqual(["c", "a"]);
    expect(read(",b,b\n1,2,3\n", { header: ["x", "y", "z"], skipLines: 1, columns: ["z"] })).toEqual({
      z: ["int32", 3],
    });
    expect(read("a\n1\n2\nx\n", { limit: 2 })).toEqual({ a: ["int32", 1, 2] });
    expect(read("a\n1\n", { limit: 0 })).toEqual({ a: ["float64"] });
  });

  it("reads bytes in the encoding that is named", () => {
    expect(read("größe\n1\n")).toEqual({ größe: ["int32", 1] });
    const latin = Uint8Array.of(0x67, 0xf6, 10, 0x80, 10); // ö and € of windows-1252
    expect(shown(decodeCsv(latin, { encoding: "windows-1252" }))).toEqual({ gö: ["€"] });
    const wide = Uint8Array.of(0xff, 0xfe, ...[..."a\nö"].flatMap((c) => [c.charCodeAt(0), 0]));
    expect(shown(decodeCsv(wide, { encoding: "utf-16le" }))).toEqual({ a: ["ö"] });
  });

  it("reads 100,000 columns", () => {
    const names = Array.from({ length: 100_000 }, (_, j) => `c${j}`);
    const text = `${names.join()}\n${names.map((_, j) => j).join()}\n`;
    const table = decodeCsv(text, { types: "string" });
    expect(table.names.length).toBe(100_000);
    expect(table.column("c99999")).toEqual(["99999"]);
    expect(read(text, { columns: ["c99999", "c0"] })).toEqual({ c99999: ["int32", 99_999], c0: ["int32", 0] });
  });
});

describe("decodeCsv, the types", () => {
  it("finds bool, int32, float64 and text out", () => {
    expect(read("b,i,f,s\ntrue,1,1.5,x\nFALSE,-2147483648,2,1\n")).toEqual({
      b: ["bool", 1, 0],
      i: ["int32", 1, -2147483648],
      f: ["float64", 1.5, 2],
      s: ["x", "1"],
    });
  });

  it.each([
    ["integers and a fraction, or one beyond 2³¹", "a\n1\n2.5\n3000000000\n", ["float64", 1, 2.5, 3e9]],
    ["integers, of which one is missing", "a,b\n1,\nNA,\n", ["float64", 1, NaN]],
    ["what is missing before numbers", "a\nNA\n1\n", ["float64", NaN, 1]],
    ["nothing but what is missing", "a\nNA\nNULL\n", ["float64", NaN, NaN]],
    ["infinities", "a\ninf\n-Infinity\n1\n", ["float64", Infinity, -Infinity, 1]],
    ["negative zero", "a\n-0\n1\n", ["float64", -0, 1]],
    ["leading zeros", "a\n1\n007\n", ["1", "007"]],
    ["integers beyond 2⁵³", "a\n1\n9007199254740993\n", ["1", "9007199254740993"]],
    ["numbers beyond float64", "a\n1\n1e999\n", ["1", "1e999"]],
    ["bools and numbers", "a\ntrue\n1\n", ["true", "1"]],
    ["bools, of which one is missing", "a,b\nTrue,\n,\n", ["True", ""]],
    ["numbers and text: as they are written", "a\n1.50\n2e3\nx\n", ["1.50", "2e3", "x"]],
    ["marks of what is missing in text, unless quoted", 'a\nx\nNA\n"NA"\n', ["x", "", "NA"]],
  ])("%s", (_, text, a) => {
    expect(read(text)["a"]).toEqual(a);
  });

  it("takes the marks of what is missing from options", () => {
    expect(read("a,b\n-999,NA\n1,x\n", { missing: ["-999"] })).toEqual({ a: ["float64", NaN, 1], b: ["NA", "x"] });
  });

  it("looks at the whole file: text after a megabyte of numbers is text from the beginning", () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => `${i},${i}.50,`);
    const table = decodeCsv(`n,x,e\n${lines.join("\n")}\n1,late,7\n`);
    const { n, x, e } = table.columns;
    expect([n, e].map((column) => column instanceof NDArray && column.dtype)).toEqual(["int32", "float64"]);
    expect(Array.isArray(x) && [x[0], x[99_999], x[100_000]]).toEqual(["0.50", "99999.50", "late"]);
    expect(e instanceof NDArray && [e.at(-2).item(), e.at(-1).item()]).toEqual([NaN, 7]);
  });

  it("widens integers late without reading again", () => {
    const lines = Array.from({ length: 150_000 }, (_, i) => i);
    const { a } = decodeCsv(`a\n${lines.join("\n")}\n0.5\n`).columns;
    expect(a instanceof NDArray && [a.dtype, a.size, a.at(149_999).item(), a.at(-1).item()]).toEqual([
      "float64",
      150_001,
      149_999,
      0.5,
    ]);
  });

  it("reads given types, all or some", () => {
    expect(read("a,b\n1,2\n", { types: "float32" })).toEqual({ a: ["float32", 1], b: ["float32", 2] });
    expect(read("a,b,c,d\n007,1,5.0,0\n", { types: { a: "string", c: "uint8", d: "bool" } })).toEqual({
      a: ["007"],
      b: ["int32", 1],
      c: ["uint8", 5],
      d: ["bool", 0],
    });
    expect(read("a,b\n0.1,NA\n", { types: { a: "float32", b: "float32" } })).toEqual({
      a: ["float32", Math.fround(0.1)],
      b: ["float32", NaN],
    });
    expect(read("a\n12345678901234567890\n", { types: { a: "string" } })).toEqual({ a: ["12345678901234567890"] });
    expect(read("a\n9007199254740994\n", { types: "float64" })).toEqual({ a: ["float64", 9007199254740994] });
  });
});

describe("decodeCsv, what it refuses", () => {
  it.each([
    ["", {}, "FormatError: there must be a line of column names; got nothing on line 1 at byte 0. The file is empty."],
    [
      "\n#x\n",
      { comment: "#" },
      "FormatError: there must be a line of column names; got nothing on line 3 at byte 4. The file is empty.",
    ],
    [
      "",
      { header: false },
      "FormatError: there must be a line of values; got nothing on line 1 at byte 0. The file is empty.",
    ],
    [
      "a,b\n1,2\n3\n",
      {},
      "FormatError: every line must have the 2 fields of line 1; got 1 on line 3 at byte 8. Check the delimiter, and quotes around text that holds it.",
    ],
    [
      "a,b\n1,2,3,4\n",
      {},
      "FormatError: every line must have the 2 fields of line 1; got 4 on line 2 at byte 4. Check the delimiter, and quotes around text that holds it.",
    ],
    [
      "a,b\n1,2,3\n",
      {},
      "FormatError: every line must have the 2 fields of line 1; got 3 on line 2 at byte 4. If lines begin with row names that the header leaves out, give { header: names, skipLines: 1 }.",
    ],
    [
      "1,2\n",
      { header: ["a"] },
      "FormatError: every line must have the 1 field that were named; got 2 on line 1 at byte 0. If lines begin with row names that the header leaves out, give { header: names, skipLines: 1 }.",
    ],
    [
      "a,b,a\n",
      {},
      'FormatError: names of columns must differ; got "a" again in field 3 on line 1 at byte 4. Give names, and leave the header out: { header: names, skipLines: 1 }; or read others: { columns }.',
    ],
    [
      "a,,b\n",
      {},
      "FormatError: every column must have a name; got none in field 2 on line 1 at byte 2. Give names, and leave the header out: { header: names, skipLines: 1 }; or read others: { columns }.",
    ],
    [
      'a,b\n"1\n\n2",3\n4,"5\n6,7\n',
      {},
      "FormatError: every quote must be closed; got one that opens and does not close on line 5 at byte 15. Close it, double quotes that are text, or give { quote: false } where quotes are text.",
    ],
    [
      'a,b\n"x"y,2\n',
      {},
      "FormatError: a delimiter or a line end must follow a closing quote; got text on line 2 at byte 7. The quote opened on line 2: double quotes that are text.",
    ],
    [
      'a,b\n1, "x"\n',
      {},
      "FormatError: a quote must open where its field begins; got spaces before it on line 2 at byte 7. Give { trim: true } to leave spaces around fields out.",
    ],
    [
      "a\nx\0y\n",
      {},
      'FormatError: text must hold no NUL; got one on line 2 at byte 3. Name the encoding: { encoding: "windows-1252" }, "utf-16le", …',
    ],
    [
      "a\n123456789\n",
      { maxLine: 8 },
      "FormatError: a line must have at most 8 bytes; got a longer one on line 2 at byte 2. Check its quotes, or give { maxLine: bytes }.",
    ],
    [
      "a,b\n1,x\n",
      { types: "float64" },
      'FormatError: column "b" must be float64; got "x" on line 2 at byte 6. Give { types: { "b": "string" } }, or name the text in { missing }.',
    ],
    [
      "a\n1\n\n3.5\n",
      { types: { a: "int32" } },
      'FormatError: column "a" must be int32; got "3.5" on line 4 at byte 5. Give { types: { "a": "float64" } }.',
    ],
    [
      "a\n256\n",
      { types: { a: "uint8" } },
      'FormatError: column "a" must be uint8; got "256" on line 2 at byte 2. Give { types: { "a": "float64" } }.',
    ],
    [
      "a,b\n,1\n",
      { types: { a: "int16" } },
      'FormatError: column "a" must be int16, which has no missing values; got "" on line 2 at byte 4. Give { types: { "a": "float64" } }.',
    ],
    [
      "a,b\n,1\n",
      { types: { a: "bool" } },
      'FormatError: column "a" must be bool, which has no missing values; got "" on line 2 at byte 4. Give { types: { "a": "string" } }, or name the text in { missing }.',
    ],
    [
      "a\n16777217\n",
      { types: "float32" },
      'FormatError: column "a" must be float32; got "16777217" on line 2 at byte 2. Give { types: { "a": "float64" } }.',
    ],
    [
      "a\n1e39\n",
      { types: "float32" },
      'FormatError: column "a" must be float32; got "1e39" on line 2 at byte 2. Give { types: { "a": "float64" } }.',
    ],
    [
      "a\n9007199254740993\n",
      { types: "float64" },
      'FormatError: column "a" must be float64; got "9007199254740993" on line 2 at byte 2. Give { types: { "a": "string" } }, or name the text in { missing }.',
    ],
    [
      `a\n${"x".repeat(99)}\n`,
      { types: "float64" },
      `FormatError: column "a" must be float64; got "${"x".repeat(40)}…" on line 2 at byte 2. Give { types: { "a": "string" } }, or name the text in { missing }.`,
    ],
  ])("%j %j", (text, options, message) => {
    expect(refuse(text, options)).toBe(message);
  });

  it.each([
    [[0x61, 0x0a, 0xff], "the byte 0xff on line 2 at byte 2"],
    [[0x61, 0x0a, 0xc3], "the byte 0xc3 on line 2 at byte 2"],
    [[0x61, 0x0a, 0xc0, 0x80], "the byte 0xc0 on line 2 at byte 2"],
    [[0x61, 0x0a, 0xed, 0xa0, 0x80], "the byte 0xed on line 2 at byte 2"],
    [[0x61, 0xf4, 0x90, 0x80, 0x80, 0x0a], "the byte 0xf4 on line 1 at byte 1"],
  ])("bytes %j: not UTF-8", (bytes, where) => {
    const hint = 'Name the encoding: { encoding: "windows-1252" }, "utf-16le", …';
    expect(refuse(Uint8Array.from(bytes))).toBe(`FormatError: text must be UTF-8; got ${where}. ${hint}`);
  });

  it("gzip, and bytes that are not in the encoding", () => {
    expect(refuse(Uint8Array.of(0x1f, 0x8b, 8))).toBe(
      "FormatError: the file must be text; got gzip's mark at byte 0. Unpack it first, or let loadCsv read it: it takes bytes, too.",
    );
    expect(refuse(Uint8Array.of(0x61, 0, 0x0a), { encoding: "utf-16le" })).toBe(
      "FormatError: text must be utf-16le; got an end within a character at byte 3. Check the encoding.",
    );
  });

  it.each([
    [{ delimiter: "" }, 'delimiter must be a tab or one ASCII punctuation mark; got "".'],
    [{ delimiter: "é" }, 'delimiter must be a tab or one ASCII punctuation mark; got "é".'],
    [{ delimiter: "1" }, 'delimiter must be a tab or one ASCII punctuation mark; got "1".'],
    [
      { delimiter: ",", decimal: "," },
      'delimiter, quote, comment and decimal must differ; got {"delimiter":",","decimal":","}. Files with decimal commas have semicolons: { delimiter: ";", decimal: "," }.',
    ],
    [
      { quote: ";", delimiter: ";" },
      'delimiter, quote, comment and decimal must differ; got {"delimiter":";","quote":";","decimal":"."}. Files with decimal commas have semicolons: { delimiter: ";", decimal: "," }.',
    ],
    [{ comment: "//" }, 'comment must be a tab or one ASCII punctuation mark; got "//".'],
    [{ decimal: "x" }, 'decimal must be "." or ","; got "x".'],
    [{ header: ["a", "a"] }, 'header must be different names; got "a" twice.'],
    [{ header: [] }, "header must be different names; got none."],
    [{ columns: [""] }, "columns must be different names; got an empty one."],
    [{ columns: ["z"] }, 'columns must name columns that are read; got "z". There are a, b.'],
    [{ types: { z: "float64" } }, 'types must name columns that are read; got "z". There are a, b.'],
    [
      { types: "int64" },
      'types must be of bool, int8, uint8, int16, uint16, int32, uint32, float32, float64, string; got "int64".',
    ],
    [{ missing: "NA" }, 'missing must be a list of texts; got "NA".'],
    [{ limit: -1 }, "limit must be a count; got -1."],
    [{ skipLines: 0.5 }, "skipLines must be a count; got 0.5."],
    [{ encoding: "klingon" }, 'encoding must be one that TextDecoder knows; got "klingon".'],
    ["header", 'options must be an object; got "header". Give them by name: { name: value }.'],
  ])("options %j", (options, message) => {
    expect(refuse("a,b\n1,2\n", options as object)).toBe(`ValueError: ${message}`);
  });

  it("sources that are none", () => {
    expect(refuse(5 as never)).toBe(
      "ValueError: bytes must be a Uint8Array or an ArrayBuffer; got 5. A Blob has arrayBuffer(), a Response too.",
    );
    expect(refuse("a\n\uD800\n")).toBe("ValueError: text must be well-formed; got half of a surrogate pair.");
  });

  it("more than 2²⁰ columns", () => {
    expect(refuse(",".repeat(2 ** 20))).toBe(
      "FormatError: there must be at most 1048576 columns; got 1048577 on line 1 at byte 0. Check the delimiter.",
    );
  });
});

describe("decodeCsv, by an independent reading", () => {
  /** RFC 4180 read character by character, as its grammar says. */
  function reading(text: string): string[][] {
    const lines: string[][] = [[]];
    let field = "";
    let [quoted, any] = [false, false];
    const endField = (): void => {
      lines[lines.length - 1].push(field);
      field = "";
    };
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      any = true;
      if (quoted && c === '"' && text[i + 1] === '"') field += text[++i];
      else if (c === '"') quoted = !quoted;
      else if (quoted || !",\n".includes(c)) field += c;
      else endField();
      if (!quoted && c === "\n") {
        lines.push([]);
        any = false;
      }
    }
    if (any) endField();
    else lines.pop();
    return lines;
  }

  it("cuts any lines into the same fields", () => {
    const plain = fc.stringMatching(/^[a-z .;]{1,9}$/);
    const quoted = fc.stringMatching(/^[a-z",\n\r;é]{0,9}$/).map((text) => `"${text.replaceAll('"', '""')}"`);
    const row = fc.tuple(fc.oneof(plain, quoted), fc.oneof(plain, quoted), plain);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 9 }), fc.boolean(), (rows, end) => {
        const text = rows.map((fields) => fields.join()).join("\n") + (end ? "\n" : "");
        const { a, b, c } = decodeCsv(text, {
          header: ["a", "b", "c"],
          types: "string",
          missing: [],
          delimiter: ",",
        }).columns;
        expect(a.map((_, i) => [a[i], b[i], c[i]])).toEqual(reading(text));
      }),
    );
  });
});
