import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Columns, type DType, type NDArray, array, complex } from "@linnet/core";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Table } from "../../table.js";
import { refusal, rejection } from "../../testing.js";
import { type JsonArrayOptions, decodeJsonArray } from "./array.js";
import { decodeJson } from "./decode.js";
import { encodeJson } from "./encode.js";
import { loadJson, loadJsonArray, saveJson } from "./file.js";
import { type JsonLinesOptions, streamJsonLines, tablesOf } from "./lines.js";

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const decode = (text: string): Table => decodeJson(bytesOf(text));
const decodeArray = (text: string, options?: JsonArrayOptions): NDArray => decodeJsonArray(bytesOf(text), options);
const rowsOf = (table: Table): object[] => [...table.rows()];

const whole = fc.string({ unit: "binary" }).map((text) => text.replaceAll(/\p{Surrogate}/gu, "?"));
const finite = fc.double({ noDefaultInfinity: true, noNaN: true });

describe("JSON of a table", () => {
  it("is the table again, in both forms: every number to the last bit, every text, any name", () => {
    const row = fc.record({ x: fc.oneof(finite, fc.constant(NaN)), ok: fc.boolean(), text: whole });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.uniqueArray(whole, { minLength: 3, maxLength: 3 }),
        (rows, names) => {
          const [x, ok, text] = names;
          const table = new Table(
            Object.fromEntries([
              [x, array(rows.map((one) => one.x)) as NDArray],
              [ok, array(rows.map((one) => one.ok)) as NDArray],
              [text, rows.map((one) => one.text)],
            ]) as Columns,
            names,
          );
          for (const form of ["records", "columns"] as const) {
            const again = decodeJson(encodeJson(table, { form }));
            expect(again.names).toEqual(
              form === "columns" || Object.keys(table.columns).join() !== names.join() ? names : names,
            );
            expect(rowsOf(again)).toEqual(rowsOf(table));
            expect(Object.is((again.columns[x] as NDArray).at(0).item(), rows[0].x)).toBe(true);
          }
        },
      ),
    );
  });

  it("is what JSON.parse reads of it", () => {
    const table = new Table({ x: array([1.5, NaN]), b: array([true, false]), "2": ["\u00fc\u{1f426}", '"\\\n'] }, [
      "x",
      "2",
      "b",
    ]);
    expect(JSON.parse(textOf(encodeJson(table)))).toEqual([
      { x: 1.5, "2": "\u00fc\u{1f426}", b: true },
      { x: null, "2": '"\\\n', b: false },
    ]);
    expect(JSON.parse(textOf(encodeJson(table, { form: "columns" })))).toEqual({
      x: [1.5, null],
      "2": ["\u00fc\u{1f426}", '"\\\n'],
      b: [true, false],
    });
  });

  it("has texts and numbers as JSON.parse has them, however they are written", () => {
    const digits = fc.stringMatching(/^[0-9]{1,25}$/);
    const written = fc
      .tuple(
        fc.constantFrom("", "-"),
        digits,
        fc.option(digits, { nil: "" }),
        fc.constantFrom("", "e1", "E-07", "e+12", "e-300"),
      )
      .map(([sign, head, tail, end]) => `${sign}${head.replace(/^0+(?=.)/, "")}${tail && `.${tail}`}${end}`)
      .filter((word) => /[.eE]/.test(word) || Number.isSafeInteger(Number(word)));
    fc.assert(
      fc.property(written, whole, fc.constantFrom(" ", "\t\r\n", ""), (number, text, blank) => {
        const escaped = JSON.stringify(text).replaceAll(/[a-z]/g, (letter) =>
          letter === "q" ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}` : letter,
        );
        const source = `${blank}[${blank}{${blank}"n"${blank}:${number}${blank},"t":${blank}${escaped}}${blank}]${blank}`;
        expect(rowsOf(decode(source))).toEqual(JSON.parse(source));
      }),
    );
  });

  it("keeps names in the order of the text, those of objects too", () => {
    const table = decode('[{ "b": 1, "2": 2 }, { "__proto__": 5, "1": 3, "constructor": "x" }]');
    expect(table.names).toEqual(["b", "2", "__proto__", "1", "constructor"]);
    expect((table.column("__proto__") as NDArray).toArray()).toEqual([NaN, 5]);
    expect(table.column("constructor")).toEqual(["", "x"]);
    expect(decode('{ "b": [1], "2": ["x"] }').names).toEqual(["b", "2"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("has missing values where there is null or nothing", () => {
    const table = decode('[{ "n": null }, { "t": null, "n": 1 }, { "t": "a" }, {}]');
    expect((table.column("n") as NDArray).toArray()).toEqual([NaN, 1, NaN, NaN]);
    expect(table.column("t")).toEqual(["", "", "a", ""]);
    expect((decode('[{ "x": null }]').column("x") as NDArray).dtype).toBe("float64");
    expect(decode('{ "x": [] }').length).toBe(0);
  });

  it("may begin with a byte order mark", () => {
    expect(decode('\ufeff[{ "x": 1 }]').length).toBe(1);
  });

  it("of many records is read in memory that their bytes bound", () => {
    const text = `[${Array.from({ length: 3000 }, (_, i) => `{"c${i}":1}`).join(",")}]`;
    expect(refusal(() => decode(text))).toMatch(
      /^FormatError: decodeJson: records must have names in common; got column \d+ in row \d+ on line 1, column \d+, at byte \d+\.$/,
    );
  });
});

describe("JSON of an array", () => {
  it("is the array again", () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.infiniteStream(finite), (shape, numbers) => {
        const size = shape.reduce((a, b) => a * b, 1);
        const x = array([...numbers.take(size)], { shape });
        const again = decodeJsonArray(encodeJson(x));
        expect([again.shape, Array.from(again.toTypedArray())]).toEqual([shape, Array.from(x.toTypedArray())]);
        expect(JSON.parse(textOf(encodeJson(x)))).toEqual(x.toArray());
        if (shape.length >= 2) expect(decodeJsonArray(encodeJson(x.T)).toArray()).toEqual(x.T.toArray());
      }),
    );
  });

  it("has all digits of a large integer, and takes one that float64 holds", () => {
    const x = array([2 ** 53, -(2 ** 60), 1e20, 123456789012345680000]);
    expect(textOf(encodeJson(x))).toBe(
      "[9007199254740992,-1152921504606846976,100000000000000000000,123456789012345683968]\n",
    );
    expect(decodeJsonArray(encodeJson(x)).toArray()).toEqual(x.toArray());
    expect(decodeArray("[9007199254740993.0]").toArray()).toEqual([2 ** 53]);
  });

  it("has null for NaN, a sign for −0, and booleans for bools", () => {
    const x = array([NaN, -0, 1e300]);
    expect(textOf(encodeJson(x))).toBe("[null,-0,1e+300]\n");
    expect(decodeJsonArray(encodeJson(x)).toArray()).toEqual([NaN, -0, 1e300]);
    expect(decodeJsonArray(encodeJson(array([[true], [false]])))).toMatchObject({ dtype: "bool", shape: [2, 1] });
  });

  it.each<[string, readonly number[]]>([
    ["3", []],
    ["[]", [0]],
    ["[[], []]", [2, 0]],
    ["[[[]]]", [1, 1, 0]],
  ])("%s has its shape", (text, shape) => {
    expect(decodeArray(text).shape).toEqual(shape);
  });

  it.each<[DType, string]>([
    ["int8", "[127, -128]"],
    ["uint32", "[4294967295]"],
    ["float32", "[0.1, null]"],
    ["bool", "[0, 1, true]".replace(", true", "")],
  ])("becomes %s when it is asked for", (dtype, text) => {
    const x = decodeArray(text, { dtype: dtype as "int8" });
    expect(x.dtype).toBe(dtype);
    expect(x.size).toBe(text.split(",").length);
  });
});

describe("JSON is refused", () => {
  const must = "the text must be JSON: ";
  it.each([
    ["", `${must}a list of records or an object of columns; got its end on line 1, column 1, at byte 0.`],
    ["3", `${must}a list of records or an object of columns; got "3" on line 1, column 1, at byte 0.`],
    ["[]", "there must be a column; got none on line 1, column 3, at byte 2."],
    ["{}", "there must be a column; got none on line 1, column 3, at byte 2."],
    ["[{}]", "there must be a column; got none on line 1, column 5, at byte 4."],
    ["[3]", "a record must stand here; got another value on line 1, column 2, at byte 1."],
    ['[{"x":1}', `${must}"," or "]" here; got its end on line 1, column 9, at byte 8.`],
    ['[{"x":1},]', "a record must stand here; got another value on line 1, column 10, at byte 9."],
    ['[{"x":1}] 3', `${must}nothing after its value; got "3" on line 1, column 11, at byte 10.`],
    ['[{"x" 1}]', `${must}":" here; got "1" on line 1, column 7, at byte 6.`],
    ["[{x: 1}]", `${must}a name in quotes here; got "x" on line 1, column 3, at byte 2.`],
    ['[{"x":1 "y":2}]', `${must}"," or "}" here; got "\\"" on line 1, column 9, at byte 8.`],
    [
      '[\n{"\u00fc":1,\n "\u00fc": 2}]',
      `${must}each name once; got a second "\u00fc" on line 3, column 2, at byte 12.`,
    ],
    ['{"x":[1],"x":[2]}', `${must}each name once; got a second "x" on line 1, column 10, at byte 9.`],
    ['{"x":1}', 'column "x" must be a list; got another value on line 1, column 6, at byte 5.'],
    ['{"x":[1],"y":[]}', 'columns must have 1 values, as "x" has; got 0 of "y" on line 1, column 14, at byte 13.'],
    [
      '[{"x":1},{"x":"a"}]',
      'column "x" must have values of one kind, here numbers; got "a" in row 1 on line 1, column 15, at byte 14.',
    ],
    [
      '{"x":["a",true]}',
      'column "x" must have values of one kind, here texts; got true in row 1 on line 1, column 11, at byte 10.',
    ],
    [
      '[{"x":true},{"x":null}]',
      'column "x" must have a boolean in every row, since bool has no missing value; got none in row 1 on line 1, column 18, at byte 17.',
    ],
    [
      '[{"y":1},{"x":true}]',
      'column "x" must have a boolean in every row, since bool has no missing value; got none in row 0 on line 1, column 15, at byte 14.',
    ],
    [
      '[{"x":true},{"y":1}]',
      'column "x" must have a boolean in every row, since bool has no missing value; got none in row 1 on line 1, column 13, at byte 12.',
    ],
    ['[{"x":[1]}]', 'column "x" must have numbers, booleans or strings; got a list on line 1, column 7, at byte 6.'],
    ['[{"x":{}}]', 'column "x" must have numbers, booleans or strings; got an object on line 1, column 7, at byte 6.'],
    [
      '[{"x":9007199254740993}]',
      `${must}integers that float64 holds exactly; got 9007199254740993 on line 1, column 7, at byte 6. Write it as text, or with a point.`,
    ],
    ['[{"x":1e999}]', `${must}numbers that float64 holds; got a larger one on line 1, column 7, at byte 6.`],
    [
      '[{"x":01}]',
      `${must}numbers without empty or superfluous digits; got another number on line 1, column 7, at byte 6.`,
    ],
    [
      '[{"x":-}]',
      `${must}numbers without empty or superfluous digits; got another number on line 1, column 7, at byte 6.`,
    ],
    ['[{"x":1.}]', `${must}digits after the point; got none on line 1, column 7, at byte 6.`],
    ['[{"x":1e}]', `${must}digits in the exponent; got none on line 1, column 8, at byte 7.`],
    ['[{"x":.5}]', `${must}a value here; got "." on line 1, column 7, at byte 6.`],
    ['[{"x":NaN}]', `${must}a value here; got "N" on line 1, column 7, at byte 6.`],
    ['[{"x":nul}]', `${must}"null" here; got another word on line 1, column 7, at byte 6.`],
    ['[{"x":"a}]', `${must}strings with an end; got one without on line 1, column 7, at byte 6.`],
    ['[{"x":"a\n"}]', `${must}strings without control characters; got "\\n" on line 1, column 9, at byte 8.`],
    ['[{"x":"\\x"}]', `${must}strings with JSON's escapes; got another on line 1, column 7, at byte 6.`],
    ['[{"x":"\\ud800"}]', `${must}whole characters; got half a surrogate pair on line 1, column 7, at byte 6.`],
  ])("%s", (text, message) => {
    expect(refusal(() => decode(text))).toBe(`FormatError: decodeJson: ${message}`);
  });

  it("that is not UTF-8", () => {
    const bytes = bytesOf('[{"x":"ab"}]');
    bytes[8] = 0xff;
    expect(refusal(() => decodeJson(bytes))).toBe(
      `FormatError: decodeJson: ${must}strings in UTF-8; got other bytes on line 1, column 7, at byte 6.`,
    );
    bytes[6] = 0xff;
    expect(refusal(() => decodeJson(bytes))).toBe(
      `FormatError: decodeJson: ${must}a value here; got a byte 0xff on line 1, column 7, at byte 6.`,
    );
  });

  it.each<[string, JsonArrayOptions, string]>([
    ["[[1, 2], [3]]", {}, "lists must be equally long, here 2; got a list of 1 on line 1, column 10, at byte 9."],
    ["[[1], 2]", {}, "lists must be equally deep; got an element on line 1, column 7, at byte 6."],
    ["[1, [2]]", {}, "lists must be equally deep; got another list on line 1, column 5, at byte 4."],
    ["[[[]], [1]]", {}, "lists must be equally deep; got an element on line 1, column 9, at byte 8."],
    ["[[[]], []]", {}, "lists must be equally long, here 1; got a list of 0 on line 1, column 8, at byte 7."],
    ["[".repeat(65), {}, "lists must be at most 64 deep; got another list on line 1, column 65, at byte 64."],
    ['["a"]', {}, "elements must be numbers or booleans; got a text on line 1, column 2, at byte 1."],
    ["[1, true]", {}, "elements must be of one kind, here numbers; got true on line 1, column 5, at byte 4."],
    ["[{}]", {}, `${must}a value here; got "{" on line 1, column 2, at byte 1.`],
    ["[128]", { dtype: "int8" }, "elements must be what int8 holds; got 128 on line 1, column 2, at byte 1."],
    ["[1.5]", { dtype: "int32" }, "elements must be what int32 holds; got 1.5 on line 1, column 2, at byte 1."],
    ["[null]", { dtype: "int32" }, "elements must be what int32 holds; got null on line 1, column 2, at byte 1."],
    ["[1e39]", { dtype: "float32" }, "elements must be what float32 holds; got 1e+39 on line 1, column 2, at byte 1."],
    ["[2]", { dtype: "bool" }, "elements must be what bool holds; got 2 on line 1, column 2, at byte 1."],
  ])("as an array: %s %j", (text, options, message) => {
    expect(refusal(() => decodeArray(text, options))).toBe(`FormatError: decodeJsonArray: ${message}`);
  });

  it("when a dtype is none, or complex", () => {
    expect(refusal(() => decodeArray("[1]", { dtype: "complex64" as "int8" }))).toBe(
      "DTypeError: decodeJsonArray: dtype must be real, since JSON has no complex numbers; got dtype complex64.",
    );
    expect(refusal(() => decodeArray("[1]", { dtype: "int7" as "int8" }))).toMatch(/^DTypeError: /);
  });

  it("to be written of what it has no words for", () => {
    const z = complex(array([1]), array([2]));
    expect(refusal(() => encodeJson(z))).toBe("DTypeError: encodeJson: x must be real; got x complex128.");
    expect(refusal(() => encodeJson(new Table({ a: array([1, Infinity]) })))).toBe(
      'ValueError: encodeJson: column "a" must have finite numbers, since JSON has no others; got Infinity at 1.',
    );
    expect(refusal(() => encodeJson(3 as unknown as NDArray))).toBe(
      "ValueError: encodeJson: x must be a Table or an NDArray; got 3.",
    );
    expect(refusal(() => encodeJson(array([1]), { form: "rows" as "records" }))).toBe(
      'ValueError: encodeJson: form must be "records" or "columns"; got "rows".',
    );
  });
});

describe("JSON Lines", () => {
  const tables = async (text: string | Uint8Array<ArrayBuffer>, options?: JsonLinesOptions): Promise<Table[]> => {
    const list: Table[] = [];
    const source = typeof text === "string" ? bytesOf(text) : text;
    for await (const table of streamJsonLines(source, options)) list.push(table);
    return list;
  };

  it("are tables of so many rows, which are the records", async () => {
    const x = finite.map((value) => (Math.abs(value) < 2 ** 53 ? value + 0 : 1)); // as JSON.stringify writes it, too
    const record = fc.record({ x, t: whole }, { requiredKeys: ["x"] });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 7 }),
        async (records, rows) => {
          const [first, ...others] = records;
          const all = [{ t: "", ...first }, ...others];
          const text = all.map((one) => JSON.stringify(one)).join("\n");
          const list = await tables(text, { rows });
          expect(list.slice(0, -1).every((table) => table.length === rows)).toBe(true);
          expect(list.flatMap(rowsOf)).toEqual(all.map((one) => ({ ...one, t: one.t ?? "" })));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("may come in pieces that end anywhere, and with blank lines", async () => {
    const text = '{"x":1}\r\n\n  \n{"x":2}\n{"x":3}\n';
    const blob = new Blob([text.slice(0, 3), text.slice(3)]);
    const list: number[] = [];
    for await (const table of streamJsonLines(blob, { rows: 2 })) list.push(table.length);
    expect(list).toEqual([2, 1]);
    const long = Array.from({ length: 24_000 }, (_, i) => `{"i":${i},"word":"${"x".repeat(30)}"}\n`).join("");
    const parts = await tables(long, { rows: 10_000 }); // of more than a piece of 2²⁰ bytes
    expect(parts.map(({ length }) => length)).toEqual([10_000, 10_000, 4000]);
    expect((parts[2].column("i") as NDArray).at(-1).item()).toBe(23_999);
  });

  it("have the kinds of the first table, also where all is missing", async () => {
    const [, second] = await tables('{"t":"a","n":1}\n{"t":null,"n":null}', { rows: 1 });
    expect(second.column("t")).toEqual([""]);
    expect((second.column("n") as NDArray).toArray()).toEqual([NaN]);
  });

  it.each<[string, JsonLinesOptions, string]>([
    ["", {}, "FormatError: streamJsonLines: there must be a column; got none on line 1, column 1, at byte 0."],
    [
      '{"x":1}\n[1]',
      {},
      "FormatError: streamJsonLines: a record must stand here; got another value on line 2, column 1, at byte 8.",
    ],
    [
      '{"x":1} 2',
      {},
      'FormatError: streamJsonLines: the text must be JSON: nothing after its value; got "2" on line 1, column 9, at byte 8.',
    ],
    [
      '{"x":1}\n\n{"x":"a"}',
      { rows: 1 },
      'FormatError: streamJsonLines: column "x" must have values of one kind, here numbers; got "a" in row 0 on line 3, column 6, at byte 14.',
    ],
    [
      '{"x":1}\n{"y":2}',
      { rows: 1 },
      'FormatError: streamJsonLines: names must be among those of the first rows; got "y" on line 2, column 2, at byte 9. Read more rows at once.',
    ],
    ['{"x":1}', { rows: 0 }, "ValueError: streamJsonLines: rows must be a positive integer; got 0."],
  ])("refuse %j %j", async (text, options, message) => {
    expect(await rejection(tables(text, options))).toBe(message);
  });

  it("refuse a line that would not end", async () => {
    const piece = new Uint8Array(2 ** 22).fill(0x20);
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) yield piece;
    };
    expect(await rejection(tablesOf("read", endless(), 1).next())).toBe(
      "FormatError: read: lines must be of at most 67108864 bytes; got a longer one on line 1 at byte 0. Is it JSON Lines?",
    );
  });

  it("end with an abort", async () => {
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      for await (const _ of streamJsonLines(bytesOf('{"x":1}\n{"x":2}\n'), { rows: 1, signal: controller.signal })) {
        controller.abort(new RangeError("no more"));
      }
    };
    expect(await rejection(read())).toMatch(/^(RangeError: no more|accepted)$/);
  });
});

describe("JSON files", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "linnet-json-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("are written and read back, and told by name where they are damaged", async () => {
    const path = join(folder, "a.json");
    const table = new Table({ x: array([1, 2]), name: ["a", "b"] });
    await saveJson(path, table, { form: "columns" });
    expect(await readFile(path, "utf8")).toBe('{"x":[1,2],"name":["a","b"]}\n');
    expect(rowsOf(await loadJson(path))).toEqual(rowsOf(table));
    await saveJson(path, array([[1, 2]]));
    expect((await loadJsonArray(path, { dtype: "float32" })).toArray()).toEqual([[1, 2]]);
    await writeFile(path, '[{"x":1}\n}');
    expect(await rejection(loadJson(path))).toBe(
      `FormatError: loadJson: the text must be JSON: "," or "]" here; got "}" on line 2, column 1, at byte 9 of ${path}.`,
    );
    const read = async (): Promise<void> => {
      for await (const _ of streamJsonLines(path));
    };
    expect(await rejection(read())).toBe(
      `FormatError: streamJsonLines: a record must stand here; got another value on line 1, column 1, at byte 0 of ${path}.`,
    );
    expect(await rejection(loadJson(join(folder, "none.json")))).toMatch(/^FileError: loadJson: .*ENOENT/);
  });
});
