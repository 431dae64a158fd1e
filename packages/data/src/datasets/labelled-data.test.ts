import { createHash } from "node:crypto";
import type { NDArray } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { loadBreastCancer } from "./breast-cancer.js";
import facts from "./fixtures/scikit-learn.json" with { type: "json" };
import { loadIris } from "./iris.js";
import { type LabelledData } from "./labelled-data.js";
import { loadWine } from "./wine.js";

type AnyData = LabelledData<number, readonly string[], readonly string[]>;

/** γₙ times the largest value: how far two orders of adding n numbers may differ, twice. */
const within = (n: number, largest: number): number => (2 * n * largest * 2 ** -53) / (1 - n * 2 ** -53);

describe.each<[keyof typeof facts, () => AnyData, readonly [number, number]]>([
  ["iris", loadIris, [150, 4]],
  ["wine", loadWine, [178, 13]],
  ["breast-cancer", loadBreastCancer, [569, 30]],
])("the data set %s", (name, load, [n, p]) => {
  const { data, target, featureNames, classNames } = load();
  const expected = facts[name];
  const rows = data.toArray();

  it("has the shapes, dtypes and names of scikit-learn", () => {
    expect([data.shape, target.shape, data.dtype, target.dtype]).toEqual([[n, p], [n], "float64", "int32"]);
    expect(featureNames).toEqual(expected.featureNames);
    expect(classNames).toEqual(expected.classNames);
  });

  it("has every value of the csv: the SHA-256 that tooling/oracle/labelled-datasets.py computed from it", () => {
    const values = data.toTypedArray();
    const bytes = new DataView(new ArrayBuffer(8 * values.length));
    values.forEach((value: number, i: number) => bytes.setFloat64(8 * i, value, true));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(expected.sha256);
  });

  it("has every label: counts and means of the classes as scikit-learn's arrays have them", () => {
    const labels = Array.from(target.toTypedArray());
    const means = (of: readonly (readonly number[])[], largest: number, want: readonly number[]): void => {
      want.forEach((mean, j) => {
        const own = of.reduce((sum, row) => sum + row[j], 0) / of.length;
        expect(Math.abs(own - mean)).toBeLessThanOrEqual(within(of.length, largest));
      });
    };
    const largest = Math.max(...rows.flat());
    means(rows, largest, expected.means);
    expected.counts.forEach((count, c) => {
      const own = rows.filter((_, i) => labels[i] === c);
      expect(own).toHaveLength(count);
      means(own, largest, expected.classMeans[c]);
    });
  });

  it("gives arrays of its own at each call", () => {
    const other: NDArray = load().data;
    other.dispose();
    expect(data.at(0, 0).item()).toBe(rows[0][0]);
  });
});

describe("iris", () => {
  it("has Fisher's values of the 35th and 38th flower, which UCI's copy has not", () => {
    const { data } = loadIris();
    expect(data.at(34).toArray()).toEqual([4.9, 3.1, 1.5, 0.2]);
    expect(data.at(37).toArray()).toEqual([4.9, 3.6, 1.4, 0.1]);
  });
});
