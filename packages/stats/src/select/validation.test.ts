import {
  type NDArray,
  ShapeError,
  ValueError,
  add,
  array,
  full,
  matmul,
  mean,
  random,
  take,
  zeros,
} from "@linnet/core";
import { describe, expect, it } from "vitest";
import { LeastSquares, NearestMean } from "../fixtures/small-estimators.js";
import { r2 } from "../metrics/r2.js";
import { OneHotEncoder } from "../prepare/one-hot-encoder.js";
import { pipeline } from "../prepare/pipeline.js";
import { Standardizer } from "../prepare/standardizer.js";
import { step } from "../prepare/step.js";
import { crossValidate } from "./cross-validate.js";
import { gridSearch } from "./grid-search.js";
import { kFold } from "./k-fold.js";
import { stratifiedKFold } from "./stratified-k-fold.js";

/** A line in three dimensions with noise. */
function line(n: number, noise = 0.5): { readonly x: NDArray; readonly y: NDArray } {
  const rng = random(7);
  const x: NDArray = rng.normal([n, 3]);
  return { x, y: add(matmul(x, array([1, -2, 0.5])), rng.normal([n], { std: noise })) };
}

/** Two clouds of points. */
function clouds(n: number): { readonly x: NDArray; readonly y: NDArray } {
  const y: NDArray = random(2).bernoulli(0.5, [n]).astype("int32");
  return { x: add(random(3).normal([n, 2]), y.reshape([n, 1]).mul(2)), y };
}

describe("crossValidate", () => {
  it("scores what is fitted on the training part on the test part, which it never saw", async () => {
    const { x, y } = line(40);
    const folds = kFold(40, { folds: 4, rng: random(1) });
    const found = await crossValidate(LeastSquares, x, y, { folds, scoring: "r2" });
    const expected = folds.map(({ train, test }) =>
      r2(LeastSquares.fit(take(x, train), take(y, train)).predict(take(x, test)), take(y, test)),
    );
    expect(found.scores).toEqual(expected);
    const centre = expected.reduce((a, b) => a + b, 0) / 4;
    expect(found.mean).toBe(centre);
    const variance = expected.reduce((total, s) => total + (s - centre) ** 2, 0) / 3;
    expect(Math.abs(found.sd - Math.sqrt(variance))).toBeLessThanOrEqual(8 * Number.EPSILON);
    expect(found.standardError).toBe(found.sd / 2);
    expect(found.fitTimes.length).toBe(4);
    expect(found.toString()).toMatch(/^0\.\d{4} ± 0\.\d+ \(4 folds: /);
  });

  it("takes steps with options, and pipelines, which learn no mean of a test row", async () => {
    const { x, y } = line(30);
    const seen: number[] = [];
    class Spy {
      constructor(readonly centre: number) {}
      static fit(data: NDArray): Spy {
        const centre: number = mean(data).item();
        seen.push(centre);
        return new Spy(centre);
      }
      transform(data: NDArray): NDArray {
        return data.sub(this.centre);
      }
    }
    const folds = kFold(30, { folds: 3 });
    await crossValidate(pipeline(step(Spy), step(LeastSquares)), x, y, { folds, scoring: "r2" });
    expect(seen).toEqual(folds.map(({ train }) => mean(take(x, train)).item()));
    const [plain, shrunk] = await Promise.all(
      [step(LeastSquares), step(LeastSquares, { shrink: 0.5 })].map((each) =>
        crossValidate(each, x, y, { folds, scoring: "meanSquaredError" }),
      ),
    );
    expect(shrunk.mean).toBeGreaterThan(plain.mean);
    expect(plain.smallerIsBetter).toBe(true);
  });

  it("scores probabilities by the classes that were fitted, whatever numbers they have", async () => {
    const { x, y } = clouds(60);
    const folds = stratifiedKFold(y, { folds: 3 });
    const odd = y.mul(4).sub(1); // −1 and 3
    for (const scoring of ["rocAuc", "averagePrecision", "logLoss", "brier", "accuracy"] as const) {
      const own = await crossValidate(NearestMean, x, y, { folds, scoring });
      expect((await crossValidate(NearestMean, x, odd, { folds, scoring })).scores).toEqual(own.scores);
      expect(own.smallerIsBetter).toBe(scoring === "logLoss" || scoring === "brier");
    }
    const found = await crossValidate(pipeline(step(Standardizer), step(NearestMean)), x, y, {
      folds,
      scoring: "rocAuc",
    });
    expect(found.mean).toBeGreaterThan(0.85);
  });

  it("takes rows of columns by name, words among them, and of lists of words", async () => {
    const words = Array.from({ length: 24 }, (_, i) => ["low", "mid", "high"][i % 3]);
    const sizes = array(Int32Array.from({ length: 24 }, (_, i) => i % 2)) as NDArray;
    const y = array(words.map((word, i) => ({ low: 1, mid: 2, high: 5 })[word] ?? i)).add(sizes);
    const encoded = pipeline(step(OneHotEncoder, { dropFirst: true }), step(LeastSquares));
    const whole = await crossValidate(encoded, { words, sizes }, y, { folds: 4, scoring: "meanAbsoluteError" });
    expect(whole.mean).toBeLessThanOrEqual(1e3 * Number.EPSILON); // κ²·ε of a design of κ < 10
    const part = await crossValidate(encoded, words, y, { folds: 4, scoring: "meanAbsoluteError" });
    expect(part.mean).toBeGreaterThan(0.3);
    const uneven = crossValidate(encoded, { words, sizes: sizes.slice("1:") as NDArray }, y, { scoring: "r2" });
    await expect(uneven).rejects.toThrow(
      "crossValidate: columns must have the same length; got words [24] and sizes [23].",
    );
    await expect(crossValidate(encoded, {}, y, { scoring: "r2" })).rejects.toThrow(
      "crossValidate: x must have at least one column; got none.",
    );
  });

  it("scores models without a target by a function, and tells of every fit", async () => {
    const x: NDArray = random(4).normal([20, 2]);
    const told: number[] = [];
    const found = await crossValidate(Standardizer, x, null, {
      folds: 2,
      scoring: { score: (model, test: NDArray) => mean(model.transform(test)).item(), smallerIsBetter: true },
      onFit: ({ fold, folds, score, model }) => {
        told.push(score);
        expect([fold, folds, model.mean.size]).toEqual([told.length - 1, 2, 2]);
      },
    });
    expect(told).toEqual(found.scores);
  });

  it("lets the event loop turn, and ends at a signal", async () => {
    const { x, y } = line(40);
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const slow = {
      fit: (a: NDArray, b: NDArray, _options: undefined) => {
        for (const start = performance.now(); performance.now() - start < 3;);
        return LeastSquares.fit(a, b);
      },
    };
    await crossValidate(slow, x, y, { folds: 8, scoring: "r2" });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
    const controller = new AbortController();
    let fits = 0;
    const aborted = crossValidate(LeastSquares, x, y, {
      folds: 8,
      scoring: "r2",
      signal: controller.signal,
      onFit: () => {
        if (++fits === 3) controller.abort(new Error("enough"));
      },
    });
    await expect(aborted).rejects.toThrow("enough");
    expect(fits).toBe(3);
  });

  it("refuses folds, scorings and targets that do not fit", async () => {
    const { x, y } = line(10);
    const rejects = async (sentence: string, options: object, target: NDArray | null = y): Promise<void> => {
      const call = crossValidate(LeastSquares, x, target as NDArray, { scoring: "r2", ...options });
      await expect(call).rejects.toThrow(sentence);
    };
    await rejects("crossValidate: y must have a row for each of 10; got y [9].", {}, zeros([9]));
    await rejects("kFold: n must be an integer of at least 11; got 10. Use fewer folds, or leaveOneOut.", {
      folds: 11,
    });
    await rejects("crossValidate: folds must be at least 2; got 1.", { folds: kFold(10).slice(1, 2) });
    await rejects("crossValidate: folds[0].test must be a list of rows in [0, 9]; got 10.", {
      folds: kFold(12, { shuffle: false, folds: 2 }).toReversed(),
    });
    await rejects("crossValidate: signal must be an AbortSignal; got 1. Pass controller.signal.", { signal: 1 });
    await rejects('crossValidate: scoring must be a function or a name; got "mse". Names are "accuracy", ', {
      scoring: "mse",
    });
    await rejects(
      'crossValidate: "rocAuc" must have a model with predictProbabilities and classes; got a LeastSquares.',
      {
        scoring: "rocAuc",
      },
    );
    await rejects("crossValidate: a score must be a number; got NaN.", { scoring: () => Number.NaN });
    await rejects("crossValidate: there must be a target y; got null. LeastSquares learns with one.", {}, null);
    await expect(crossValidate(Standardizer, x, null, { scoring: "r2" })).rejects.toThrow(
      '"r2" must have a model with predict; got a Standardizer.',
    );
    await expect(crossValidate(3 as never, x, y as never, { scoring: "r2" })).rejects.toThrow(
      "crossValidate: estimator must have a function fit; got 3. Give a class, or a pipeline.",
    );
    const sorted = array([0, 0, 0, 1, 1, 1, 2, 2, 2, 2], { dtype: "int32" }) as NDArray;
    const folds = kFold(10, { folds: 3, shuffle: false });
    const unknown = crossValidate(NearestMean, x, sorted, { folds, scoring: "logLoss" });
    await expect(unknown).rejects.toThrow(ValueError);
    await expect(unknown).rejects.toThrow(
      'crossValidate: "logLoss" must know the classes that it scores; got 0 where 1, 2 were fitted. Use stratifiedKFold.',
    );
    await expect(crossValidate(LeastSquares, zeros([]) as NDArray, y, { scoring: "r2" })).rejects.toThrow(ShapeError);
  });
});

describe("gridSearch", () => {
  it("finds the options whose mean is best, and fits them on all rows", async () => {
    const { x, y } = line(40, 0.1);
    const grid = { shrink: [0.5, 0, 0.25] };
    const folds = kFold(40);
    const found = await gridSearch(LeastSquares, grid, x, y, { folds, scoring: "meanSquaredError" });
    expect(found.results.map(({ options }) => options)).toEqual([{ shrink: 0.5 }, { shrink: 0 }, { shrink: 0.25 }]);
    for (const { options, scores } of found.results) {
      const alone = await crossValidate(step(LeastSquares, options), x, y, { folds, scoring: "meanSquaredError" });
      expect(scores).toEqual(alone.scores);
    }
    expect(found.best.options).toEqual({ shrink: 0 });
    expect(found.best.model.coefficients.toArray()).toEqual(LeastSquares.fit(x, y).coefficients.toArray());
    const lines = found.toString().split("\n");
    expect(lines.length).toBe(4);
    expect(lines.map((each) => each.trim().split(/\s+/)[0])).toEqual(["shrink", "0", "0.25", "0.5"]);
  });

  it("searches a function of options: pipelines, the last option varying fastest", async () => {
    const { x, y } = line(30, 0.1);
    const told: string[] = [];
    const found = await gridSearch(
      ({ ddof, shrink }) => pipeline(step(Standardizer, { ddof }), step(LeastSquares, { shrink })),
      { ddof: [0, 1], shrink: [0.9, 0] },
      x,
      y,
      { folds: 3, scoring: "r2", onResult: ({ options }) => told.push(`${options.ddof} ${options.shrink}`) },
    );
    expect(told).toEqual(["0 0.9", "0 0", "1 0.9", "1 0"]);
    expect(found.best.options.shrink).toBe(0);
    expect(found.best.model.step(Standardizer).mean.size).toBe(3);
    expect(r2(found.best.model.predict(x), y)).toBeGreaterThan(0.99);
  });

  it("prefers what comes first among equals, or within one standard error", async () => {
    const { x } = line(20);
    const score = (model: { readonly value: number }, test: NDArray): number => model.value + test.size / 1000;
    const valued = ({ value }: { readonly value: number }) => ({ fit: (_x: NDArray) => ({ value }) });
    const folds = kFold(20, { folds: 3 }); // of 7, 7 and 6 rows: scores differ
    const search = (values: number[], choose: "best" | "oneStandardError") =>
      gridSearch(valued, { value: values }, x, null, { folds, scoring: score, choose });
    const { best } = await search([1, 1, 0], "best");
    expect(best.options).toEqual({ value: 1 });
    const error = best.standardError;
    expect(error).toBeGreaterThan(0);
    const simplest = await search([1 - 2 * error, 1 - error / 2, 1], "oneStandardError");
    expect(simplest.best.options).toEqual({ value: 1 - error / 2 });
  });

  it("refuses empty grids, values that are no list, other rules, and what makes no estimator", async () => {
    const { x, y } = line(10);
    const options = { scoring: "r2" } as const;
    await expect(gridSearch(LeastSquares, {}, x, y, options)).rejects.toThrow(ValueError);
    await expect(gridSearch(LeastSquares, {}, x, y, options)).rejects.toThrow(
      "gridSearch: grid must name at least one option; got none.",
    );
    await expect(gridSearch(LeastSquares, { shrink: [] }, x, y, options)).rejects.toThrow(
      "gridSearch: shrink must be a list of values to try; got a list.",
    );
    await expect(gridSearch(LeastSquares, { shrink: 1 as never }, x, y, options)).rejects.toThrow(
      "gridSearch: shrink must be a list of values to try; got 1.",
    );
    await expect(
      gridSearch(LeastSquares, { shrink: [0] }, x, y, { ...options, choose: "worst" as "best" }),
    ).rejects.toThrow('gridSearch: choose must be "best" or "oneStandardError"; got "worst".');
    await expect(gridSearch((() => full([2], 1)) as never, { a: [1] }, x, y as never, options)).rejects.toThrow(
      "gridSearch: what the function answers must have a function fit; got an array [2]. Give a class, or a pipeline.",
    );
  });
});
