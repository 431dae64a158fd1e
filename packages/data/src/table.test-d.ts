import { type Columns, type DType, type NDArray, array } from "@linnet/core";
import { describe, expectTypeOf, it } from "vitest";
import { Table } from "./table.js";

type Numbers = NDArray<"float64", readonly [150]>;

declare const iris: Table<{
  length: Numbers;
  width: Numbers;
  big: NDArray<"bool", readonly [150]>;
  name: readonly string[];
}>;
declare const any: Table;

describe("the type of a table", () => {
  it("is that of its columns, and a table of any columns holds it", () => {
    const table = new Table({ x: array([1, 2]), name: ["a", "b"] });
    expectTypeOf(table.column("x")).toEqualTypeOf<NDArray<"float64", readonly [2]>>();
    expectTypeOf(table.names).toEqualTypeOf<readonly ("x" | "name")[]>();
    expectTypeOf(iris).toExtend<Table>();
    expectTypeOf(any.column("x")).toEqualTypeOf<NDArray | readonly string[]>();
    // @ts-expect-error there is no column y
    table.column("y");
    // @ts-expect-error a list of numbers is not an array
    expectTypeOf(new Table({ x: [1, 2] })).toBeObject();
  });

  it("follows columns that are chosen, left out, added, replaced and renamed", () => {
    expectTypeOf(iris.select("name", "width").columns).toEqualTypeOf<{
      readonly name: readonly string[];
      readonly width: Numbers;
    }>();
    expectTypeOf(iris.without("name", "big").columns).toEqualTypeOf<{
      readonly length: Numbers;
      readonly width: Numbers;
    }>();
    const other = iris.select("name").with({ name: array([1]), mass: ["a"] });
    expectTypeOf(other.column("name")).toEqualTypeOf<NDArray<"float64", readonly [1]>>();
    expectTypeOf(other.column("mass")).toExtend<readonly string[]>();
    const renamed = iris.select("name", "big").rename({ name: "kind" });
    expectTypeOf(renamed.names).toEqualTypeOf<readonly ("kind" | "big")[]>();
    expectTypeOf(renamed.column("kind")).toEqualTypeOf<readonly string[]>();
    // @ts-expect-error there is no column mass
    iris.select("mass");
    // @ts-expect-error there is no column mass
    iris.without("mass");
    // @ts-expect-error there is no column mass
    iris.rename({ mass: "weight" });
    expectTypeOf(any.select("x").columns).toEqualTypeOf<{ readonly x: NDArray | readonly string[] }>();
    expectTypeOf(any.without("x").columns).toEqualTypeOf<Columns>();
    expectTypeOf(any.with({ x: array([1]) }).columns).toEqualTypeOf<Columns>();
  });

  it("has a number of rows that only the run time knows, once they are chosen", () => {
    type Cut = {
      readonly length: NDArray<"float64", readonly [number]>;
      readonly big: NDArray<"bool", readonly [number]>;
      readonly name: readonly string[];
    };
    const some = iris.without("width");
    expectTypeOf(some.slice(1, 3).columns).toEqualTypeOf<Cut>();
    expectTypeOf(some.take([1, 3]).columns).toEqualTypeOf<Cut>();
    expectTypeOf(some.head().columns).toEqualTypeOf<Cut>();
    expectTypeOf(some.filter((row) => row.big).columns).toEqualTypeOf<Cut>();
    expectTypeOf(some.concat(some, some.head(3)).columns).toEqualTypeOf<Cut>();
    // @ts-expect-error it has no column big
    some.concat(some.without("big"));
  });

  it("says what a row is", () => {
    type Row = { readonly length: number; readonly width: number; readonly big: boolean; readonly name: string };
    for (const row of iris.rows()) expectTypeOf(row).toEqualTypeOf<Row>();
    iris.filter((row, index) => {
      expectTypeOf(row).toEqualTypeOf<Row>();
      expectTypeOf(index).toEqualTypeOf<number>();
      return true;
    });
    for (const row of any.rows())
      expectTypeOf(row).toEqualTypeOf<{ readonly [x: string]: string | number | boolean }>();
  });

  it("knows the shape of a matrix whose columns are named", () => {
    expectTypeOf(iris.matrix(["width", "length", "big"])).toEqualTypeOf<NDArray<"float64", readonly [150, 3]>>();
    expectTypeOf(iris.matrix(["width"], { dtype: "float32" })).toEqualTypeOf<NDArray<"float32", readonly [150, 1]>>();
    expectTypeOf(iris.head().matrix(["width"])).toEqualTypeOf<NDArray<"float64", readonly [number, 1]>>();
    expectTypeOf(iris.without("name").matrix()).toEqualTypeOf<NDArray<"float64", readonly [150, number]>>();
    expectTypeOf(any.matrix(["x", "y"])).toEqualTypeOf<NDArray<"float64", readonly [number, 2]>>();
    // @ts-expect-error name has texts
    iris.matrix(["name"]);
    // @ts-expect-error int32 is no dtype of a float
    iris.matrix(["width"], { dtype: "int32" });
  });

  it("is made from records by the kinds of their values", () => {
    const rows: { id: number; name?: string; ok: boolean | null; mixed: string | number }[] = [];
    expectTypeOf(Table.fromRows(rows).columns).toEqualTypeOf<{
      readonly id: NDArray<"float64", readonly [number]>;
      readonly name: readonly string[];
      readonly ok: NDArray<"bool", readonly [number]>;
      readonly mixed: NDArray<DType, readonly [number]> | readonly string[];
    }>();
    expectTypeOf(Table.fromRows([] as { x: any }[]).column("x")).toEqualTypeOf<NDArray | readonly string[]>();
    // @ts-expect-error a list is no value of a cell
    Table.fromRows([{ x: [1, 2] }]);
    expectTypeOf(Table.fromRows(iris.select("name", "width").rows()).column("width")).toEqualTypeOf<
      NDArray<"float64", readonly [number]>
    >();
  });
});
