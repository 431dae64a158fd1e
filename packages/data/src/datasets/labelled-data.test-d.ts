import type { NDArray } from "@linnet/core";
import { describe, expectTypeOf, it } from "vitest";
import { Table } from "../table.js";
import { loadBreastCancer } from "./breast-cancer.js";
import { loadIris } from "./iris.js";
import { loadWine } from "./wine.js";

describe("the types of data sets", () => {
  it("know their shapes and names", () => {
    const iris = loadIris();
    expectTypeOf(iris.data).toEqualTypeOf<NDArray<"float64", readonly [150, 4]>>();
    expectTypeOf(iris.target).toEqualTypeOf<NDArray<"int32", readonly [150]>>();
    expectTypeOf(iris.classNames[2]).toEqualTypeOf<"virginica">();
    expectTypeOf(loadWine().data.shape).toEqualTypeOf<readonly [178, 13]>();
    const cancer = loadBreastCancer();
    expectTypeOf(cancer.data.shape).toEqualTypeOf<readonly [569, 30]>();
    expectTypeOf(cancer.featureNames[20]).toEqualTypeOf<"worst radius">();
  });

  it("are those of a table made of them", () => {
    const { data, featureNames } = loadIris();
    const table = Table.fromMatrix(data, featureNames);
    expectTypeOf(table.column("petal width (cm)")).toEqualTypeOf<NDArray<"float64", readonly [150]>>();
    // @ts-expect-error one name too few
    Table.fromMatrix(data, ["a", "b", "c"]);
  });
});
