import { type Columns, type NDArray, arange, array, complex, scope } from "@linnet/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Table } from "./table.js";
import { refusal } from "./testing.js";

const people = (): Table<{ height: NDArray; tall: NDArray<"bool">; name: readonly string[] }> =>
  new Table({
    height: array([1.7, 1.8, NaN]),
    tall: array([false, true, true]),
    name: ["Ada", "Bob", ""],
  });
const listed = (table: Table): unknown[] =>
  table.names.map((name) => {
    const column = table.column(name);
    return [name, Array.isArray(column) ? column : (column as NDArray).toArray()];
  });

const cell = fc.record({
  x: fc.double(),
  ok: fc.boolean(),
  word: fc.string(),
  ["__proto__"]: fc.integer(),
  constructor: fc.string(),
});
const records = fc.array(cell, { minLength: 1, maxLength: 12 });

describe("a table", () => {
  it("has columns, names and a length, which do not change", () => {
    const table = people();
    expect([table.length, table.names]).toEqual([3, ["height", "tall", "name"]]);
    expect(table.column("name")).toEqual(["Ada", "Bob", ""]);
    expect([Object.isFrozen(table.columns), Object.isFrozen(table.names)]).toEqual([true, true]);
  });

  it("keeps names in an order of their own, where a record has names like numbers first", () => {
    const columns = { b: array([1]), "2": array([2]), "10": array([3]), a: ["x"] };
    expect(new Table(columns).names).toEqual(["2", "10", "b", "a"]);
    const table = new Table(columns, ["b", "10", "2", "a"]);
    expect(table.without("a").matrix().toArray()).toEqual([[1, 3, 2]]);
    const derived = [
      table.slice(0),
      table.take([0]),
      table.with({ a: ["y"] }),
      table.concat(table),
      Table.fromJSON(table.toJSON()),
    ];
    expect(derived.map(({ names }) => names)).toEqual(derived.map(() => ["b", "10", "2", "a"]));
    expect(table.rename({ "10": "0" }).names).toEqual(["b", "0", "2", "a"]);
    expect(table.select("a", "2").names).toEqual(["a", "2"]);
  });

  it("takes any names: those that objects have of their own are columns like others", () => {
    const names = ["__proto__", "constructor", "toString", "", "length"];
    const table = new Table(Object.fromEntries(names.map((name, j) => [name, array([j, 10 + j])])) as Columns, names);
    expect(table.names).toEqual(names);
    expect(names.map((name) => (table.column(name) as NDArray).at(1).item())).toEqual([10, 11, 12, 13, 14]);
    const again = [table.take([1]), table.slice(1), Table.fromRows(table.rows()).filter((row) => row[""] === 13)];
    for (const { columns } of again) expect((columns.__proto__ as NDArray).toArray()).toEqual([10]);
    expect(table.rename({ ["__proto__"]: "x" }).names[0]).toBe("x");
    expect(table.with({ ["__proto__"]: ["a", "b"] }).column("__proto__")).toEqual(["a", "b"]);
    expect(refusal(() => new Table({ x: array([1]) } as Columns).column("constructor"))).toBe(
      'ValueError: column: name must be one of x; got "constructor".',
    );
    expect(Object.getPrototypeOf(table.columns)).toBe(Object.prototype);
  });

  it("selects, leaves out, adds, replaces and renames", () => {
    const table = people();
    expect(listed(table.select("name", "height"))).toEqual([
      ["name", ["Ada", "Bob", ""]],
      ["height", [1.7, 1.8, NaN]],
    ]);
    expect(table.without("tall").names).toEqual(["height", "name"]);
    const other = table.with({ mass: array([60, 70, 80]), height: array([1, 2, 3]) });
    expect(other.names).toEqual(["height", "tall", "name", "mass"]);
    expect(other.column("height").toArray()).toEqual([1, 2, 3]);
    expect(table.rename({ tall: "isTall" }).names).toEqual(["height", "isTall", "name"]);
    expect(table.rename({ tall: "name", name: "tall" }).column("name").toArray()).toEqual([false, true, true]);
  });

  it("has rows by position, as lists have", () => {
    fc.assert(
      fc.property(
        records,
        fc.integer({ min: -15, max: 15 }),
        fc.integer({ min: -15, max: 15 }),
        (rows, start, stop) => {
          const table = Table.fromRows(rows);
          expect([...table.slice(start, stop).rows()]).toEqual(rows.slice(start, stop));
          expect([...table.head(Math.abs(start)).rows()]).toEqual(rows.slice(0, Math.abs(start)));
          const indices = rows.map((_, i) => (i * 7 + Math.abs(start)) % rows.length);
          const taken = indices.map((i) => rows[i]);
          expect([...table.take(indices).rows()]).toEqual(taken);
          expect([...table.take(array(indices, { dtype: "int32" })).rows()]).toEqual(taken);
          expect([...table.take(indices.map((i) => i - rows.length)).rows()]).toEqual(taken);
        },
      ),
    );
  });

  it("has the rows for which a condition holds, asked or given as a mask", () => {
    fc.assert(
      fc.property(records, (rows) => {
        const table = Table.fromRows(rows);
        const expected = rows.filter((row, i) => row.ok || i === 2);
        expect([...table.filter((row, i) => row.ok || i === 2).rows()]).toEqual(expected);
        const mask = array(rows.map((row, i) => row.ok || i === 2));
        expect([...table.filter(mask).rows()]).toEqual(expected);
      }),
    );
  });

  it("is the same from its rows, and the parts of a table joined are the table", () => {
    fc.assert(
      fc.property(records, fc.nat(12), (rows, cut) => {
        const table = Table.fromRows(rows);
        expect([...table.rows()]).toEqual(rows);
        expect([...table.slice(0, cut).concat(table.slice(cut)).rows()]).toEqual(rows);
      }),
    );
    const long = new Table({ i: arange(2500) });
    expect(Array.from(long.rows(), ({ i }) => i)).toEqual(long.column("i").toArray()); // more than a block of rows
  });

  it("is made from records of which some miss values", () => {
    const table = Table.fromRows(
      [{ b: "x" }, { a: 1, b: null }, { a: undefined, c: true }, { c: null, a: 3 }].slice(0, 2),
    );
    expect(listed(table)).toEqual([
      ["b", ["x", ""]],
      ["a", [NaN, 1]],
    ]);
    expect(table.column("a").dtype).toBe("float64");
    expect(Table.fromRows([{ a: null }, {}]).column("a")).toMatchObject({ dtype: "float64", size: 2 });
  });

  it("makes slices, selections and batches of views, without a copy", () => {
    const table = people();
    const views = [table.slice(1), table.select("height"), table.rename({ height: "h" }).head(2)];
    table.column("height").dispose();
    for (const view of views) expect(refusal(() => view.toString())).toMatch(/^DisposedError: /);
  });

  it("is kept by a scope, with its columns", () => {
    const kept = scope(() => people().with({ height: arange(3).mul(2) }));
    expect(kept.column("height").toArray()).toEqual([0, 2, 4]);
  });
});

describe("matrix", () => {
  it("has a column for each name, in their order, in the dtype that is asked for", () => {
    const table = people().with({ age: array([30, 40, 50], { dtype: "int32" }) });
    const x = table.matrix(["age", "height", "tall"]);
    expect([x.dtype, x.shape]).toEqual(["float64", [3, 3]]);
    expect(x.toArray()).toEqual([
      [30, 1.7, 0],
      [40, 1.8, 1],
      [50, NaN, 1],
    ]);
    const single = table.without("name").matrix(["height"], { dtype: "float32" });
    expect([single.dtype, single.at(0, 0).item()]).toEqual(["float32", Math.fround(1.7)]);
    expect(table.without("name").head(0).matrix().shape).toEqual([0, 3]);
  });

  it("is the matrix that a table was made of, whose columns are views", () => {
    const x = arange(6).reshape([3, 2]);
    const table = Table.fromMatrix(x, ["7", "1"]);
    expect(table.names).toEqual(["7", "1"]);
    expect(table.column("1").toArray()).toEqual([1, 3, 5]);
    expect(table.matrix().toArray()).toEqual(x.toArray());
    x.dispose();
    expect(refusal(() => table.column("7").toArray())).toMatch(/^DisposedError: /);
  });

  it("leaves the columns as they are", () => {
    const table = new Table({ x: array([1, 2]) });
    table.matrix().dispose();
    expect(table.column("x").toArray()).toEqual([1, 2]);
  });
});

describe("JSON of a table", () => {
  it("is the table again: dtypes, order, and every number to the last bit", () => {
    const special = array([NaN, Infinity, -Infinity, -0, 5e-324, 0.1]);
    const table = new Table(
      {
        special,
        word: ["", "a", '"', "\n", "\u{1f426}", "NaN"],
        ...Object.fromEntries(
          (["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "float32"] as const).map((dtype) => [
            dtype,
            array([0, 1, 1, 0, 1, 1]).astype(dtype) as NDArray,
          ]),
        ),
      } as Columns,
      ["word", "uint32", "int32", "uint16", "int16", "uint8", "int8", "bool", "special", "float32"],
    );
    const again = Table.fromJSON(JSON.parse(JSON.stringify(table)));
    expect(again.names).toEqual(table.names);
    expect(listed(again)).toEqual(listed(table));
    for (const name of table.names) {
      expect((again.columns[name] as NDArray).dtype).toBe((table.columns[name] as NDArray).dtype);
    }
  });

  const form = (column: object): unknown => ({ type: "Table", version: 1, columns: [column] });
  it.each([
    [[], "json must be an object; got a list."],
    [{}, "json must be of a Table; got type undefined."],
    [{ type: "Table", version: 2 }, "version must be 1; got 2."],
    [{ type: "Table", version: 1 }, "columns must be a list; got undefined."],
    [{ type: "Table", version: 1, columns: [3] }, "column 0 must be an object; got 3."],
    [form({}), "the name of column 0 must be a string; got undefined."],
    [form({ name: "x" }), 'the data of column "x" must be a list; got undefined.'],
    [form({ name: "x", data: [1] }), 'the dtype of column "x" must be a real one or "text"; got undefined.'],
    [
      form({ name: "x", dtype: "toString", data: [1] }),
      'the dtype of column "x" must be a real one or "text"; got "toString".',
    ],
    [form({ name: "x", dtype: "int8", data: [1, 128] }), 'column "x" must hold numbers of int8; got 128 at row 1.'],
    [form({ name: "x", dtype: "bool", data: [2] }), 'column "x" must hold numbers of bool; got 2 at row 0.'],
    [form({ name: "x", dtype: "float32", data: [0.1] }), 'column "x" must hold numbers of float32; got 0.1 at row 0.'],
    [form({ name: "x", dtype: "float64", data: ["1"] }), 'column "x" must hold numbers of float64; got "1" at row 0.'],
    [form({ name: "x", dtype: "text", data: ["a", 1] }), 'column "x" must hold strings; got 1 at row 1.'],
  ])("refuses %j", (json, message) => {
    expect(refusal(() => Table.fromJSON(json))).toBe(`ValueError: Table.fromJSON: ${message}`);
  });

  it("refuses a name that is there twice", () => {
    const x = { name: "x", dtype: "text", data: ["a"] };
    expect(refusal(() => Table.fromJSON({ type: "Table", version: 1, columns: [x, x] }))).toBe(
      'ValueError: Table.fromJSON: names must differ from one another; got "x" twice.',
    );
  });
});

describe("a table refuses", () => {
  const table = people() as Table;
  const any = (value: unknown): never => value as never;
  it.each([
    [
      () => new Table(any(null)),
      "ValueError: Table: columns must be a record of arrays and lists of strings; got null.",
    ],
    [
      () => new Table(any([])),
      "ValueError: Table: columns must be a record of arrays and lists of strings; got a list.",
    ],
    [() => new Table({}), "ValueError: Table: there must be a column; got none."],
    [
      () => new Table({ x: any([1]) }),
      'ValueError: Table: column "x" must be an array or a list of strings; got a list.',
    ],
    [() => new Table({ x: any(3) }), 'ValueError: Table: column "x" must be an array or a list of strings; got 3.'],
    [
      () => new Table({ z: complex(array([1]), array([2])) }),
      "DTypeError: Table: columns must be real; got z complex128. Take its parts: real(x) and imag(x).",
    ],
    [
      () => new Table({ x: array([1]), y: arange(4).reshape([2, 2]) }),
      "ShapeError: Table: columns must have one axis; got y [2, 2].",
    ],
    [
      () => new Table({ x: array([1]), y: array([1]), z: ["a", "b"] }),
      "ShapeError: Table: columns must have the same length; got x [1] and z [2].",
    ],
    [() => new Table({ x: array([1]) }, any("x")), 'ValueError: Table: names must be a list; got "x".'],
    [() => new Table({ x: array([1]) }, any(["y"])), 'ValueError: Table: names must be those of the columns; got "y".'],
    [
      () => new Table({ x: array([1]), y: ["a"] }, ["y"]),
      'ValueError: Table: names must be those of all columns; got none for "x".',
    ],
    [
      () => new Table({ x: array([1]) }, ["x", "x"]),
      'ValueError: Table: names must differ from one another; got "x" twice.',
    ],
    [() => table.select("name", "no"), 'ValueError: Table.select: name must be one of height, tall, name; got "no".'],
    [
      () => table.select("name", "name"),
      'ValueError: Table.select: names must differ from one another; got "name" twice.',
    ],
    [() => table.select(), "ValueError: Table: there must be a column; got none."],
    [() => table.without("no"), 'ValueError: Table.without: name must be one of height, tall, name; got "no".'],
    [() => table.without("height", "tall", "name"), "ValueError: Table: there must be a column; got none."],
    [
      () => table.with({ x: array([1]) }),
      "ShapeError: Table: columns must have the same length; got height [3] and x [1].",
    ],
    [() => table.with(any(3)), "ValueError: Table: columns must be a record of arrays and lists of strings; got 3."],
    [() => table.rename({ no: "x" }), 'ValueError: Table.rename: name must be one of height, tall, name; got "no".'],
    [() => table.rename({ tall: any(3) }), "ValueError: Table.rename: names must be strings; got 3."],
    [
      () => table.rename({ tall: "name" }),
      'ValueError: Table.rename: names must differ from one another; got "name" twice.',
    ],
    [() => table.slice(0.5), "ValueError: Table.slice: start must be an integer; got 0.5."],
    [() => table.slice(0, NaN), "ValueError: Table.slice: stop must be an integer; got NaN."],
    [() => table.head(-1), "ValueError: Table.head: n must be a number of rows; got -1."],
    [() => table.take([3]), "ValueError: Table.take: indices must be of the 3 rows; got 3."],
    [() => table.take([-4]), "ValueError: Table.take: indices must be of the 3 rows; got -4."],
    [() => table.take([0.5]), "ValueError: Table.take: indices must be integers; got 0.5."],
    [() => table.take(any(3)), "ValueError: Table.take: indices must be an array or a list of integers; got 3."],
    [() => table.take(array([1])), "ValueError: Table.take: indices must be integers [m]; got float64 [1]."],
    [
      () => table.filter(any([true])),
      "ValueError: Table.filter: condition must be an NDArray; got a list. Make one with array(…).",
    ],
    [
      () => table.filter(any(array([1]))),
      "DTypeError: Table.filter: the mask must be of bools; got condition float64.",
    ],
    [
      () => table.filter(array([true])),
      "ShapeError: Table.filter: the mask must be [3], as long as the table; got condition [1].",
    ],
    [
      () => table.matrix(),
      'ValueError: Table.matrix: columns must hold numbers; got texts in column "name". Leave it out, or make it numbers with OneHotEncoder or OrdinalEncoder of @linnet/stats.',
    ],
    [() => table.matrix(["no"]), 'ValueError: Table.matrix: name must be one of height, tall, name; got "no".'],
    [() => table.matrix([]), "ValueError: Table.matrix: there must be a column; got none."],
    [() => table.matrix(any("height")), 'ValueError: Table.matrix: names must be a list; got "height".'],
    [
      () => table.matrix(["height"], { dtype: any("int32") }),
      'DTypeError: Table.matrix: dtype must be "float64" or "float32"; got dtype int32.',
    ],
    [
      () => table.concat(table.without("tall")),
      'ValueError: Table.concat: tables must have the same columns; got one without "tall".',
    ],
    [
      () => table.concat(table.with({ x: array([1, 2, 3]) })),
      'ValueError: Table.concat: tables must have the same columns; got one that has "x" too.',
    ],
    [
      () => table.concat(table.with({ height: ["a", "b", "c"] })),
      'DTypeError: Table.concat: column "height" must be of one dtype; got first float64 and other text. Convert it: table.with({ name: column.astype(dtype) }).',
    ],
    [
      () => Table.fromMatrix(any(arange(3)), ["a"]),
      "ShapeError: Table.fromMatrix: x must be a matrix with a column for each of 1 names; got x [3].",
    ],
    [
      () => Table.fromMatrix(any(arange(4).reshape([2, 2])), ["a"]),
      "ShapeError: Table.fromMatrix: x must be a matrix with a column for each of 1 names; got x [2, 2].",
    ],
    [
      () => Table.fromMatrix(arange(4).reshape([2, 2]), ["a", "a"]),
      'ValueError: Table.fromMatrix: names must differ from one another; got "a" twice.',
    ],
    [
      () => Table.fromMatrix(any(arange(4).reshape([2, 2])), any(3)),
      "ValueError: Table.fromMatrix: names must be a list; got 3.",
    ],
    [
      () => Table.fromMatrix(any([[1]]), ["a"]),
      "ValueError: Table.fromMatrix: x must be an NDArray; got a list. Make one with array(…).",
    ],
    [() => Table.fromRows(any(3)), "ValueError: Table.fromRows: rows must be a list of records; got 3."],
    [() => Table.fromRows(any("ab")), 'ValueError: Table.fromRows: rows must be a list of records; got "ab".'],
    [() => Table.fromRows([]), "ValueError: Table.fromRows: there must be a column; got none."],
    [
      () => Table.fromRows(any([{ a: 1 }, [1]])),
      "ValueError: Table.fromRows: rows must be records; got a list at row 1.",
    ],
    [
      () => Table.fromRows(any([{ a: 1 }, { a: [1] }])),
      'ValueError: Table.fromRows: column "a" must have numbers, booleans or strings; got a list at row 1.',
    ],
    [
      () => Table.fromRows([{ a: 1 }, { a: null }, { a: "x".repeat(50) }]),
      `ValueError: Table.fromRows: column "a" must have values of one kind, here numbers; got "${"x".repeat(39)}…" at row 2.`,
    ],
    [
      () => Table.fromRows([{ a: true }, {}]),
      'ValueError: Table.fromRows: column "a" must have a boolean in every row, since bool has no missing value; got none at row 1.',
    ],
  ])("%s", (run, message) => {
    expect(refusal(run)).toBe(message);
  });

  it("names of many columns only the first ones", () => {
    const wide = new Table(Object.fromEntries(Array.from({ length: 30 }, (_, j) => [`c${j}`, array([j])])) as Columns);
    expect(refusal(() => wide.column("d"))).toBe(
      'ValueError: column: name must be one of c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 20 more; got "d".',
    );
  });
});
