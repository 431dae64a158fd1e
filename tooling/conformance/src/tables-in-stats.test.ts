import { type NDArray, array } from "@linnet/core";
import { Table, loadBreastCancer, loadIris, loadWine } from "@linnet/data";
import {
  Imputer,
  LinearDiscriminantAnalysis,
  LinearRegression,
  OneHotEncoder,
  OrdinalEncoder,
  PCA,
  Standardizer,
  accuracy,
  crossValidate,
  describe as summaryOf,
  leaveOneOut,
} from "@linnet/stats";
import { describe, expect, it } from "vitest";

const iris = loadIris();
const flowers = Table.fromMatrix(iris.data, iris.featureNames).with({
  species: Array.from(iris.target.toTypedArray(), (c: number) => iris.classNames[c]),
});

describe("what stats takes of a table", () => {
  it("are its columns, of numbers and of texts", () => {
    const { rows, columns } = summaryOf(flowers.columns);
    expect(rows).toBe(150);
    expect(columns.map(({ name }) => name)).toEqual(flowers.names);
    expect(columns[4]).toMatchObject({ kind: "text", unique: 3, top: "setosa", frequency: 50 });
    expect(columns[0]).toMatchObject({ kind: "number", min: 4.3, max: 7.9, median: 5.8 });
  });

  it("are columns of texts for encoders, whose numbers become columns", () => {
    const species = flowers.select("species");
    const ordinal = OrdinalEncoder.fit(species.columns);
    expect(ordinal.transform(species.columns).reshape([150]).toArray()).toEqual(iris.target.toArray());
    const oneHot = OneHotEncoder.fit(species.columns);
    const names = oneHot.outputNames;
    const whole = flowers.without("species").with(Table.fromMatrix(oneHot.transform(species.columns), names).columns);
    expect(whole.names).toEqual([...iris.featureNames, ...names]);
    expect(whole.matrix().shape).toEqual([150, 7]);
  });

  it("is its matrix: a regression finds what columns were made of", () => {
    const x = array([1, 2, 3, 4, 5, 7]);
    const z = array([2, 0, 1, 5, 3, 1]);
    const table = new Table({ x, z, y: x.mul(2).sub(z).add(3), word: [..."abcdef"] });
    const { coefficients, intercept } = LinearRegression.fit(table.matrix(["x", "z"]), table.column("y"));
    expect((coefficients as NDArray).toArray()).toEqual([expect.closeTo(2, 12), expect.closeTo(-1, 12)]);
    expect(intercept).toBeCloseTo(3, 12);
  });

  it("has missing numbers where an imputer looks for them", () => {
    const table = Table.fromRows([{ a: 1, b: 5 }, { b: 7 }, { a: 3, b: null }]);
    const x = table.matrix(["a", "b"]);
    expect(Imputer.fit(x).transform(x).toArray()).toEqual([
      [1, 5],
      [2, 7],
      [3, 6],
    ]);
  });
});

describe("known facts of the data sets", () => {
  it("iris: discriminants learned of all flowers take 3 of 150 for another species", () => {
    const x = flowers.matrix(iris.featureNames);
    const model = LinearDiscriminantAnalysis.fit(x, iris.target);
    expect(accuracy(model.predict(x), iris.target)).toBeCloseTo(147 / 150, 12);
  });

  it("wine: linear discriminants are right on 98.9 % of the wines that they were not shown (Aeberhard et al., 1992)", async () => {
    const { data, target } = loadWine();
    const folds = leaveOneOut(178);
    const { scores } = await crossValidate(LinearDiscriminantAnalysis, data, target, { folds, scoring: "accuracy" });
    const mean = scores.reduce((a: number, b: number) => a + b, 0) / 178;
    expect(mean).toBeCloseTo(176 / 178, 12);
  });

  it("breast cancer: two components hold 63 % of the standardized variance", () => {
    const { data } = loadBreastCancer();
    const { explainedVarianceRatio } = PCA.fit(Standardizer.fit(data).transform(data), { components: 2 });
    const [first, second] = explainedVarianceRatio.toArray() as number[];
    expect([first, second]).toEqual([expect.closeTo(0.4427, 4), expect.closeTo(0.1897, 4)]);
  });
});
