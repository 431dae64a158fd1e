import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConvergenceError, type NDArray, ShapeError, array, concat, matmul, ones, random, zeros } from "@linnet/core";
import { ElasticNet } from "./elastic-net.js";
import { Lasso } from "./lasso.js";

const problems = fc.record({
  n: fc.integer({ min: 2, max: 30 }),
  p: fc.integer({ min: 1, max: 12 }),
  seed: fc.nat(1000),
  alpha: fc.constantFrom(0.003, 0.03, 0.3),
  l1Ratio: fc.constantFrom(0.2, 0.7, 1),
  intercept: fc.boolean(),
  weighted: fc.boolean(),
});

interface Data {
  readonly x: NDArray;
  readonly y: NDArray;
  readonly weights: NDArray;
}

function draw(n: number, p: number, seed: number): Data {
  const rng = random(seed);
  const x: NDArray = rng.normal([n, p]).add(rng.normal([p], { std: 3 })) as NDArray;
  const y: NDArray = matmul(x, rng.normal([p]) as NDArray).add(rng.normal([n])) as NDArray;
  return { x, y, weights: rng.uniform([n], { low: 0.5, high: 3 }) };
}

/** Rows centred and scaled by hand, with the residual of a model: nothing of the library's own is used. */
function conditionsOf({ x, y, weights }: Data, model: ElasticNet, weighted: boolean) {
  const rows = x.toArray() as number[][];
  const targets = y.toArray() as number[];
  const given = weighted ? (weights.toArray() as number[]) : rows.map(() => 1);
  const total = given.reduce((a, b) => a + b, 0);
  const shares = given.map((w) => w / total);
  const w = model.coefficients.toArray() as number[];
  const residuals = rows.map((row, i) => targets[i] - model.intercept - row.reduce((s, v, j) => s + v * w[j], 0));
  const slopes = w.map((_, j) => rows.reduce((s, row, i) => s + shares[i] * row[j] * residuals[i], 0));
  const sizes = w.map((_, j) => Math.sqrt(rows.reduce((s, row, i) => s + shares[i] * row[j] ** 2, 0)));
  const square = residuals.reduce((s, r, i) => s + shares[i] * r * r, 0);
  const yMean = targets.reduce((s, v, i) => s + shares[i] * v, 0);
  const spread = targets.reduce((s, v, i) => s + shares[i] * (v - yMean) ** 2, 0);
  const about = targets.reduce((s, v, i) => s + shares[i] * v * v, 0);
  return { w, slopes, sizes, square, bias: residuals.reduce((s, r, i) => s + shares[i] * r, 0), spread, about };
}

describe("ElasticNet and Lasso", () => {
  it("meet the Karush–Kuhn–Tucker conditions as nearly as the gap says", () => {
    fc.assert(
      fc.property(problems, ({ n, p, seed, alpha, l1Ratio, intercept, weighted }) => {
        const data = draw(n, p, seed);
        const options = { alpha, l1Ratio, intercept, tolerance: 1e-10, ...(weighted ? { weights: data.weights } : {}) };
        const model = ElasticNet.fit(data.x, data.y, options);
        const found = conditionsOf(data, model, weighted);
        const { w, slopes, sizes, bias } = found;
        const [l1, l2] = [alpha * l1Ratio, alpha * (1 - l1Ratio)];
        const gap = 1e-10 * 0.5 * (intercept ? found.spread : found.about);
        // Around a point whose objective is `gap` above its minimum the residual is within √(2·gap) of the solution's,
        // hence a slope within that times ‖xⱼ‖; the solution's own slope is at most l1. Rounding: 100·ε of what was added up.
        const rounding = 100 * Number.EPSILON * Math.sqrt(found.about);
        w.forEach((v, j) => {
          const bound = (sizes[j] + Math.sqrt(l2)) * (Math.sqrt(2 * gap) + rounding * (1 + Math.abs(v) * sizes[j]));
          expect(Math.abs(slopes[j] - l2 * v)).toBeLessThanOrEqual(l1 + bound);
          // A gap is a sum of |wⱼ|·(l1 − gⱼ·sign wⱼ) ≥ 0, each at most the whole, but for the scale s of a feasible dual point.
          if (v !== 0) {
            expect(Math.abs(v) * (l1 - Math.sign(v) * (slopes[j] - l2 * v))).toBeLessThanOrEqual(
              gap + Math.abs(v) * bound,
            );
          }
        });
        if (intercept) expect(Math.abs(bias)).toBeLessThanOrEqual(rounding * (1 + sizes.reduce((s, v) => s + v, 0)));
        else expect(model.intercept).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it("an orthonormal design is thresholded softly, coefficient by coefficient", () => {
    // columns of ±1 with XᵀX/n = I: wⱼ = soft(cⱼ, α·ρ)/(1 + α·(1 − ρ)) with c the least-squares solution
    const x = array([
      [1, 1, 1],
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ]);
    const y = matmul(x, array([2, -0.5, 0.1]));
    const soft = [1.7, -0.2, 0];
    const close = (model: ElasticNet, expected: readonly number[]): void =>
      (model.coefficients.toArray() as number[]).forEach((v, j) =>
        expect(Math.abs(v - expected[j])).toBeLessThanOrEqual(8 * Number.EPSILON),
      );
    close(Lasso.fit(x, y, { alpha: 0.3 }), soft);
    close(
      ElasticNet.fit(x, y, { alpha: 0.6, l1Ratio: 0.5 }),
      soft.map((v) => v / 1.3),
    );
  });

  it("weights of 2 are as good as examples twice, those of 0 as none", () => {
    const { x, y } = draw(12, 4, 7);
    const twice = Lasso.fit(concat([x, x.slice("0:6") as NDArray]), concat([y, y.slice("0:6") as NDArray]), {
      alpha: 0.1,
    });
    const weights = concat([ones([6]), ones([6])]).add(concat([ones([6]), zeros([6])])) as NDArray;
    const weighted = Lasso.fit(x, y, { alpha: 0.1, weights });
    const without = Lasso.fit(x, y, { alpha: 0.1, weights: concat([ones([6]), zeros([6])]) });
    const alone = Lasso.fit(x.slice("0:6") as NDArray, y.slice("0:6") as NDArray, { alpha: 0.1 });
    const pairs = [
      [weighted, twice],
      [without, alone],
    ] as const;
    for (const [a, b] of pairs) {
      // both within √(2·gap) of one X·w, gap ≤ 1e-10·max y²/2; a row's share is at least 1/18: √18·2·√1e-10 < 1e-4
      const [rows, most] = [x.slice("0:6") as NDArray, Math.max(...(y.toArray() as number[]).map(Math.abs))];
      const other = b.predict(rows).toArray() as number[];
      (a.predict(rows).toArray() as number[]).forEach((v, i) =>
        expect(Math.abs(v - other[i])).toBeLessThanOrEqual(1e-4 * most),
      );
    }
  });

  it("constant columns get nothing beside an intercept, rounding or not; a constant y leaves nothing at all", () => {
    const { x, y } = draw(20, 2, 3);
    const padded = concat([x, ones([20, 1]).mul(0.1) as NDArray], { axis: 1 });
    const model = Lasso.fit(padded, y, { alpha: 1e-6 });
    expect(model.coefficients.toArray()[2]).toBe(0);
    const flat = Lasso.fit(padded, ones([20]).mul(3) as NDArray);
    expect([flat.coefficients.toArray(), flat.intercept, flat.relativeGap]).toEqual([[0, 0, 0], 3, 0]);
  });

  it("collinear columns and more columns than rows have a certified answer", () => {
    const { x, y } = draw(15, 3, 5);
    const doubled = concat([x, x], { axis: 1 });
    const [one, two] = [Lasso.fit(x, y, { alpha: 0.05 }), Lasso.fit(doubled, y, { alpha: 0.05 })];
    // one X·w whichever: both within √(2·gap) of it, with a gap of 1e-10·‖y‖²/(2n)
    const [a, b] = [one.predict(x).toArray() as number[], two.predict(doubled).toArray() as number[]];
    const size = Math.sqrt((y.toArray() as number[]).reduce((s, v) => s + v * v, 0));
    a.forEach((v, i) => expect(Math.abs(v - (b[i] as number))).toBeLessThanOrEqual(2e-5 * size));
    const wide = draw(6, 700, 1); // by residuals, not through the Gram matrix
    const sparse = Lasso.fit(wide.x, wide.y, { alpha: 0.5, tolerance: 1e-12 });
    expect(sparse.relativeGap).toBeLessThanOrEqual(1e-12);
    const { w, slopes } = conditionsOf(wide, sparse, false);
    expect(w.filter((v) => v !== 0).length).toBeLessThanOrEqual(6);
    expect(Math.max(...slopes.map(Math.abs))).toBeLessThanOrEqual(0.5 * (1 + 1e-4));
  });

  it("nearly collinear columns take tens of passes, not ten thousand", () => {
    const rng = random(3);
    const x = rng.normal([200, 30]).add(rng.normal([200, 1]).mul(30)) as NDArray;
    const y = matmul(x, rng.normal([30]) as NDArray).add(rng.normal([200])) as NDArray;
    const model = Lasso.fit(x, y, { alpha: 0.01, tolerance: 1e-12 });
    expect(model.relativeGap).toBeLessThanOrEqual(1e-12);
    expect(model.iterations).toBeLessThanOrEqual(300);
  });

  it("takes float32 and integers, views, and gives the dtype back", () => {
    const { x, y } = draw(20, 3, 9);
    const single = Lasso.fit(x.astype("float32"), y.astype("float32"), { alpha: 0.1 });
    const double = Lasso.fit(x.astype("float32").astype("float64"), y.astype("float32").astype("float64"), {
      alpha: 0.1,
    });
    expect(single.coefficients.dtype).toBe("float32");
    expect(single.coefficients.toArray()).toEqual(double.coefficients.astype("float32").toArray());
    const transposed = (x.T as NDArray).add(0).T as NDArray;
    const straight = Lasso.fit(x, y, { alpha: 0.1 }).coefficients.toArray() as number[];
    (Lasso.fit(transposed, y, { alpha: 0.1 }).coefficients.toArray() as number[]).forEach((v, j) =>
      expect(Math.abs(v - straight[j])).toBeLessThanOrEqual(1e3 * Number.EPSILON * Math.abs(straight[j])),
    );
    expect(Lasso.fit(array([[1], [2], [4]], { dtype: "int32" }), array([1, 2, 3])).coefficients.dtype).toBe("float64");
  });

  it("JSON holds every bit, and tells what is wrong with it", () => {
    const { x, y } = draw(20, 3, 9);
    const [lasso, net] = [Lasso.fit(x, y, { alpha: 0.1 }), ElasticNet.fit(x, y, { alpha: 0.1 })];
    const back = Lasso.fromJSON(JSON.stringify(lasso));
    expect(back).toBeInstanceOf(Lasso);
    expect(back.predict(x).toArray()).toEqual(lasso.predict(x).toArray());
    expect(JSON.stringify(ElasticNet.fromJSON(JSON.stringify(net)))).toBe(JSON.stringify(net));
    expect(() => Lasso.fromJSON(net.toJSON())).toThrow(
      'Lasso.fromJSON: json must be of a Lasso; got model "ElasticNet".',
    );
    expect(() => Lasso.fromJSON({ ...lasso.toJSON(), alpha: "x" })).toThrow(
      'Lasso.fromJSON: alpha must be a number; got "x".',
    );
  });
});

describe("what ElasticNet and Lasso refuse", () => {
  const { x, y } = draw(10, 2, 1);
  const fit =
    (options: object, target: NDArray = y): (() => unknown) =>
    () =>
      ElasticNet.fit(x, target, options);

  it.each([
    [{ alpha: 0 }, "alpha must be a positive number; got 0."],
    [{ l1Ratio: 0 }, "l1Ratio must be above 0 and at most 1; got 0. A penalty of squares alone is Ridge."],
    [{ l1Ratio: 1.5 }, "l1Ratio must be above 0 and at most 1; got 1.5."],
    [{ tolerance: 0 }, "tolerance must lie between 0 and 1; got 0."],
    [{ maxIterations: 0 }, "maxIterations must be an integer of at least 1; got 0."],
    [{ intercept: 1 }, "intercept must be true or false; got 1."],
    [{ signal: 3 }, "signal must be an AbortSignal; got 3. Pass controller.signal."],
    [{ weights: ones([3]) }, "weights must have one for each of 10 rows; got weights [3]."],
    [{ weights: zeros([10]) }, "some weight must be above 0; got zeros only."],
    [{ weights: zeros([10]).sub(1) }, "weights must not be negative; got -1 at index 0."],
  ])("options %#", (options, message) => {
    expect(fit(options)).toThrow(`ElasticNet.fit: ${message}`);
  });

  it("targets that are none, missing values, other columns", () => {
    expect(fit({}, ones([3]))).toThrow(ShapeError);
    expect(fit({}, ones([3]))).toThrow("ElasticNet.fit: y must have a target for each of 10 rows; got y [3].");
    expect(fit({}, ones([10]).mul(Number.NaN) as NDArray)).toThrow(
      "ElasticNet.fit: y must be finite; got NaN at index [0]. Remove or impute such entries.",
    );
    expect(() => Lasso.fit(array([[1], [Number.NaN]]), array([1, 2]))).toThrow(
      "Lasso.fit: x must have no missing values; got NaN in column 0, row 1. Fill them with Imputer, or drop such rows.",
    );
    expect(() => Lasso.fit(x, y).predict(ones([2, 3]) as NDArray)).toThrow(
      "Lasso.predict: x must have the 2 columns that were fitted; got x [2, 3].",
    );
  });

  it("an answer that is not certified, but hands over what there is", () => {
    let thrown: unknown;
    try {
      Lasso.fit(x, y, { alpha: 0.001, maxIterations: 1, tolerance: 1e-14 });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ConvergenceError);
    const { message, best } = thrown as Error & { best: Lasso };
    expect(message).toMatch(
      /^Lasso\.fit: the duality gap must come below 1e-14 of the objective without coefficients; got \S+ at alpha 0\.001000 after 1 iterations\. Raise maxIterations\.$/,
    );
    expect([best.converged, best.iterations, best instanceof Lasso]).toEqual([false, 1, true]);
    expect(() => Lasso.fit(x, y, { tolerance: 1e-300, alpha: 0.001 })).toThrow(
      /after \d+ iterations\. That is as near as rounding lets it come: raise tolerance\.$/,
    );
  });

  it("to go on once aborted", () => {
    expect(fit({ alpha: 1e-3, signal: AbortSignal.abort(new Error("enough")) })).toThrow("enough");
  });
});
