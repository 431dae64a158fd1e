import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConvergenceError, type NDArray, ValueError, array, concat, matmul, ones, random, zeros } from "@linnet/core";
import { LogisticRegression } from "./logistic-regression.js";
import { SeparationError } from "./separation.js";

const index = Array.from({ length: 40 }, (_, i) => i);
const x: NDArray = array(index.map((i) => [((i * 7) % 11) / 2, ((i * 5) % 13) - 6]));
const two: NDArray = array(
  index.map((i) => (((i * 3 + ((i * i) % 7)) % 5) - 1 > 0 ? 1 : 0)),
  { dtype: "int32" },
);
const three: NDArray = array(
  index.map((i) => ((i * 11 + i * i) % 17) % 3),
  { dtype: "int32" },
);

const expectClose = (actual: readonly number[], expected: readonly number[], rtol: number): void => {
  expect(actual.length).toBe(expected.length);
  actual.forEach((v, i) => expect(Math.abs(v - expected[i])).toBeLessThanOrEqual(rtol * Math.abs(expected[i])));
};

describe("LogisticRegression without a penalty", () => {
  // statsmodels 0.13.5: Logit(two, add_constant(x)) and MNLogit(three, …), .fit(method="newton", tol=1e-14). Both stop at gradients of
  // about 1e-9 of the estimates or less.
  it("two classes: estimates, standard errors and p-values of statsmodels' Logit", () => {
    const model = LogisticRegression.fit(x, two);
    const table = model.summary();
    const estimates = [-0.23646822171211004, 0.21473126423247446, -0.040782843990376134];
    const errors = [0.6040196636750972, 0.20750626925106158, 0.08666886886266018];
    expectClose(
      table.coefficients.map((c) => c.estimate),
      estimates,
      1e-7,
    );
    expectClose(
      table.coefficients.map((c) => c.standardError),
      errors,
      1e-8,
    );
    expectClose(
      table.coefficients.map((c) => c.pValue),
      [0.6954343894010422, 0.30075382122280925, 0.6379554636239868],
      1e-7,
    );
    expectClose(
      table.coefficients.flatMap((c) => [c.lower, c.upper]),
      estimates.flatMap((v, i) => [v - 1.959963984540054 * errors[i], v + 1.959963984540054 * errors[i]]),
      1e-7,
    );
    expectClose(
      [table.logLikelihood, table.aic, table.bic],
      [-26.679740825466745, 59.35948165093349, 64.4261200132753],
      1e-13,
    );
    expectClose([table.deviance, table.observations], [2 * 26.679740825466745, 40], 1e-13);
    // of the null model the likelihood is known: 22 of 40 are of class 1
    const share = (two.toArray() as number[]).reduce((a, b) => a + b, 0) / 40;
    const none = 40 * (share * Math.log(share) + (1 - share) * Math.log(1 - share));
    expectClose(
      [table.nullLogLikelihood, table.nullDeviance, table.pseudoR2],
      [none, -2 * none, 1 + 26.679740825466745 / none],
      1e-11,
    );
    expect(table.likelihoodRatio.df).toBe(2);
    expectClose([table.likelihoodRatio.pValue], [Math.exp(-table.likelihoodRatio.statistic / 2)], 1e-12); // χ² of 2 is exponential
    expect(model.coefficients.shape).toEqual([1, 2]);
  });

  it("three: those of MNLogit, the first class for reference", () => {
    const model = LogisticRegression.fit(x, three);
    const { coefficients, logLikelihood, bic } = model.summary({ columns: ["dose", "age"] });
    const estimates = [
      -0.6996056050891822, 0.17474357249991276, -0.03856918422684397, -5.0227334970103374, 0.9287019899481029,
      -0.16211972603584646,
    ];
    const errors = [
      0.6320318248477841, 0.2175460913015929, 0.08989044602864632, 2.297809126456606, 0.5639493376138712,
      0.18271539058901534,
    ];
    expectClose(
      coefficients.map((c) => c.estimate),
      estimates,
      1e-10,
    );
    expectClose(
      coefficients.map((c) => c.standardError),
      errors,
      1e-10,
    );
    expectClose([logLikelihood, bic], [-33.71535491032876, 89.56398654534115], 1e-13);
    expect(coefficients.map((c) => `${c.label} ${c.name}`)).toEqual([
      "1 intercept",
      "1 dose",
      "1 age",
      "2 intercept",
      "2 dose",
      "2 age",
    ]);
    for (const column of model.coefficients.T.toArray() as number[][]) {
      expect(Math.abs(column.reduce((a, b) => a + b, 0))).toBeLessThanOrEqual(4 * Number.EPSILON);
    }
    expect(model.summary({ level: 0.99 }).toString()).toMatch(
      /^class {2}name +estimate +std\. error +z +p {2}99 % from +to\n1 {6}intercept +-0\.69961 /,
    );
  });

  it("columns in other units have coefficients in those units, however far from zero", () => {
    const plain = LogisticRegression.fit(x, two).summary().coefficients;
    const moved = LogisticRegression.fit(x.mul(array([1e-3, 1e4])).add(array([5, 1e9])) as NDArray, two).summary();
    // 1e9 beside numbers of 1e4 costs five digits of the data: 1e-11·κ of the estimates
    expectClose([moved.coefficients[1].estimate], [plain[1].estimate * 1e3], 1e-9);
    expectClose([moved.coefficients[2].estimate], [plain[2].estimate * 1e-4], 1e-8);
    expectClose([moved.coefficients[2].standardError], [plain[2].standardError * 1e-4], 1e-9);
  });

  it("a fit without an intercept has none, and is compared with equal probabilities", () => {
    const model = LogisticRegression.fit(x, three, { intercept: false });
    expect(model.intercept.toArray()).toEqual([0, 0, 0]);
    const table = model.summary();
    expect(table.coefficients.map((c) => c.name)).toEqual(["x0", "x1", "x0", "x1"]);
    expectClose([table.nullLogLikelihood], [-40 * Math.log(3)], 1e-14);
  });

  it("refuses classes that a line tells apart, and says by what", () => {
    const line = array([
      [1, 3],
      [2, 1],
      [3, 2],
      [4, 4],
    ]);
    const complete = (): unknown => LogisticRegression.fit(line, array([0, 0, 1, 1]));
    expect(complete).toThrow(SeparationError);
    expect(complete).toThrow(
      /^LogisticRegression\.fit: classes must overlap for the likelihood to have a maximum; got complete separation by columns? 0.*\. Add a ridge: \{ C: 1 \}\.$/,
    );
    // a dummy that only ones have: the rest overlaps
    const dummy = array([
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 1],
      [2.5, 1],
      [1.5, 0],
    ]);
    let thrown: unknown;
    try {
      LogisticRegression.fit(dummy, array([0, 1, 0, 1, 1, 1]));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(SeparationError);
    const { kind, columns, direction } = thrown as SeparationError;
    expect([kind, columns]).toEqual(["quasi-complete", [1]]);
    expect(direction[1]).toBeGreaterThan(0);
    const ridge = LogisticRegression.fit(dummy, array([0, 1, 0, 1, 1, 1]), { C: 1 });
    expect(ridge.coefficients.toArray()[0].every(Number.isFinite)).toBe(true);
  });

  it("of one column the order alone tells which fits have a maximum", () => {
    const column = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.nat(1)), { minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(column, (rows) => {
        const [zero, one] = [0, 1].map((label) => rows.filter((row) => row[1] === label).map(([v]) => v));
        fc.pre(zero.length > 0 && one.length > 0 && new Set(rows.map(([v]) => v)).size > 1);
        const gaps = [Math.min(...one) - Math.max(...zero), Math.min(...zero) - Math.max(...one)];
        const expected = gaps.some((gap) => gap > 0) ? "complete" : gaps.includes(0) ? "quasi-complete" : null;
        const data: NDArray = array(rows.map(([v]) => [v]));
        let found: string | null = null;
        try {
          LogisticRegression.fit(data, array(rows.map(([, label]) => label)));
        } catch (error) {
          found = (error as SeparationError).kind;
        }
        expect(found).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });

  it("one class of three told apart is enough", () => {
    const third: NDArray = concat([x, array(index.map((i) => [three.toArray()[i] === 2 ? 1 : 0]))], { axis: 1 });
    expect(() => LogisticRegression.fit(third, three)).toThrow(
      "got quasi-complete separation by column 2. Add a ridge: { C: 1 }.",
    );
  });

  it("what nearly separates does not: one example on the other side", () => {
    const rows = array([...index.map((i) => [i - 19.5]), [-30]]);
    const labels = array([...index.map((i) => (i > 19 ? 1 : 0)), 1]);
    expect(LogisticRegression.fit(rows, labels).converged).toBe(true);
  });

  it("refuses collinear columns by name: copies, constants, more columns than rows", () => {
    const doubled = concat([x, x.slice(":", "1:2") as NDArray], { axis: 1 });
    expect(() => LogisticRegression.fit(doubled, two)).toThrow(ValueError);
    expect(() => LogisticRegression.fit(doubled, two)).toThrow(
      /^LogisticRegression\.fit: columns of x must be linearly independent of the others and the intercept where nothing is penalized; got rank 2: columns [12] follow from the rest\. Drop them, or add a ridge: \{ C: 1 \}\.$/,
    );
    const constant = concat([x, ones([40, 1]).mul(0.1) as NDArray], { axis: 1 });
    expect(() => LogisticRegression.fit(constant, two)).toThrow(/rank 2: columns 2 follow/);
    expect(LogisticRegression.fit(constant, two, { intercept: false }).converged).toBe(true);
    expect(() => LogisticRegression.fit(random(1).normal([4, 6]), array([0, 1, 0, 1]))).toThrow(/got rank 3: columns/);
  });
});

describe("LogisticRegression", () => {
  const fits = fc.record({
    n: fc.integer({ min: 8, max: 40 }),
    p: fc.integer({ min: 1, max: 6 }),
    classes: fc.integer({ min: 2, max: 4 }),
    seed: fc.nat(1000),
    C: fc.constantFrom(0.1, 1, 30),
    method: fc.constantFrom("newton" as const, "lbfgs" as const),
    intercept: fc.boolean(),
  });

  it("balances the score equations: C·Xᵀ·Ω·(Y − P) = W, and C·1ᵀ·Ω·(Y − P) = 0", () => {
    fc.assert(
      fc.property(fits, ({ n, p, classes, seed, C, method, intercept }) => {
        const rng = random(seed);
        const data: NDArray = rng
          .normal([n, p])
          .mul(rng.uniform([p], { low: 0.1, high: 9 }))
          .add(2) as NDArray;
        const labels = array(
          Int32Array.from({ length: n }, (_, i) => (i < classes ? i : rng.integers(0, classes, []).item())),
        );
        const weights: NDArray = rng.uniform([n], { low: 0.5, high: 2 });
        const model = LogisticRegression.fit(data, labels, { C, method, intercept, weights, tolerance: 1e-9 });
        const P = model.predictProbabilities(data).toArray() as number[][];
        const rows = data.toArray() as number[][];
        const omega = weights.toArray() as number[];
        const total = omega.reduce((a, b) => a + b, 0);
        (model.coefficients.toArray() as number[][]).forEach((w, row) => {
          const k = classes === 2 ? 1 : row;
          const left = P.map((probabilities, i) => omega[i] * ((labels.toArray()[i] === k ? 1 : 0) - probabilities[k]));
          const bias = left.reduce((a, b) => a + b, 0);
          // gradients an example are at most 1e-9 in units of the deviations: those of all, at most total·9·4·1e-9; of reference
          // parameters K vectors are differences, which the mean over classes adds to once
          const bound = 2 * 1e-9 * total * 40;
          if (intercept) expect(Math.abs(bias)).toBeLessThanOrEqual(bound);
          w.forEach((v, j) => {
            const score = rows.reduce((s, r, i) => s + r[j] * left[i], 0);
            expect(Math.abs(score - v / C)).toBeLessThanOrEqual(bound * 10);
          });
        });
        if (classes > 2) {
          for (const column of model.coefficients.T.toArray() as number[][]) {
            expect(Math.abs(column.reduce((a, b) => a + b, 0))).toBeLessThanOrEqual(
              1e-14 * Math.max(1, ...column.map(Math.abs)),
            );
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("probabilities add up to one and have the decision values for log odds, far out too", () => {
    const model = LogisticRegression.fit(x, two);
    const far = array([
      [1e5, 0],
      [-1e5, 1],
      [3, 2],
    ]);
    const P = model.predictProbabilities(far).toArray() as number[][];
    for (const row of P) expect(Math.abs(row[0] + row[1] - 1)).toBeLessThanOrEqual(2 * Number.EPSILON);
    expect([P[0][1], P[1][0]]).toEqual([1, 1]);
    const d = model.decisionValues(far).toArray() as number[][];
    expect(Math.abs(Math.log(P[2][1] / P[2][0]) - d[2][0])).toBeLessThanOrEqual(16 * Number.EPSILON);
    const many = LogisticRegression.fit(x, three, { C: 1 });
    const best = (many.predictProbabilities(x).toArray() as number[][]).map((row) => row.indexOf(Math.max(...row)));
    expect(many.predict(x).toArray()).toEqual(best);
    expect(many.decisionValues(x).shape).toEqual([40, 3]);
  });

  it("weights count examples", () => {
    const weights = array(index.map((i) => (i < 10 ? 2 : i < 30 ? 1 : 0)));
    const weighted = LogisticRegression.fit(x, two, { weights }).summary();
    const rows = [...index.slice(0, 10), ...index.slice(0, 30)];
    const repeated = LogisticRegression.fit(
      array(rows.map((i) => (x.toArray() as number[][])[i])),
      array(rows.map((i) => (two.toArray() as number[])[i])),
    ).summary();
    const numbers = (t: typeof weighted): number[] => [
      ...t.coefficients.flatMap((c) => [c.estimate, c.standardError]),
      t.logLikelihood,
      t.nullLogLikelihood,
      t.bic,
    ];
    expectClose(numbers(weighted), numbers(repeated), 1e-9);
  });

  it("labels are what was given: booleans, integers with gaps", () => {
    const flags = LogisticRegression.fit(x, two.equal(1) as NDArray, { C: 1 });
    expect([flags.predict(x).dtype, flags.classes.toArray()]).toEqual(["bool", [false, true]]);
    const gaps = LogisticRegression.fit(x, three.mul(5).sub(3) as NDArray, { C: 1 });
    expect(gaps.classes.toArray()).toEqual([-3, 2, 7]);
    expect(new Set(gaps.predict(x).toArray() as number[])).toEqual(new Set([-3, 2]));
  });

  it("a constant column has coefficient 0 beside an intercept; collinear columns share; p > n is no trouble", () => {
    const padded = concat([x, x, ones([40, 1])], { axis: 1 });
    for (const method of ["newton", "lbfgs"] as const) {
      const [w] = LogisticRegression.fit(padded, two, { C: 1, method }).coefficients.toArray() as number[][];
      expect(w[4]).toBe(0);
      for (const j of [0, 1]) expect(Math.abs(w[j] - w[j + 2])).toBeLessThanOrEqual(1e-6 * Math.abs(w[j]));
    }
    const wide = LogisticRegression.fit(random(2).normal([6, 200]), array([0, 1, 0, 1, 1, 0]), { C: 1 });
    expect(wide.predict(random(2).normal([6, 200])).toArray()).toEqual([0, 1, 0, 1, 1, 0]);
  });

  it("float32 is fitted as float64 and answered as float32; views are read as they lie", () => {
    const single = LogisticRegression.fit(x.astype("float32"), two);
    const double = LogisticRegression.fit((x.T as NDArray).add(0).T as NDArray, two);
    expect([single.coefficients.dtype, single.predictProbabilities(x.astype("float32")).dtype]).toEqual([
      "float32",
      "float32",
    ]);
    expectClose(single.coefficients.toArray()[0], double.coefficients.toArray()[0] as number[], 2 ** -23);
  });

  it("JSON holds every bit", () => {
    for (const options of [{}, { C: 2 }]) {
      const model = LogisticRegression.fit(x, three, options);
      const back = LogisticRegression.fromJSON(JSON.stringify(model));
      expect(JSON.stringify(back)).toBe(JSON.stringify(model));
      expect(back.predictProbabilities(x).toArray()).toEqual(model.predictProbabilities(x).toArray());
      expect(back.C).toBe(model.C);
    }
    const json = LogisticRegression.fit(x, two).toJSON();
    expect(() => LogisticRegression.fromJSON({ ...json, C: "2" })).toThrow(
      'LogisticRegression.fromJSON: C must be a number; got "2".',
    );
  });

  it("refuses labels, options and tables that are none", () => {
    const fit =
      (options: object, y: NDArray = two): (() => unknown) =>
      () =>
        LogisticRegression.fit(x, y, options);
    expect(fit({}, ones([40]))).toThrow("LogisticRegression.fit: y must hold at least two classes; got only class 1.");
    expect(fit({}, ones([40]).mul(0.5) as NDArray)).toThrow(/labels must be integers or booleans; got 0\.5 at index 0/);
    expect(fit({}, ones([3]))).toThrow("LogisticRegression.fit: y must have a label for each of 40 rows; got y [3].");
    expect(fit({ C: 0 })).toThrow("C must be a positive number, or Infinity for no penalty; got 0.");
    expect(fit({ C: Number.NaN })).toThrow("C must be a positive number, or Infinity for no penalty; got NaN.");
    expect(fit({ method: "sag", C: 1 })).toThrow('method must be "newton" or "lbfgs"; got "sag".');
    expect(fit({ method: "lbfgs" })).toThrow(
      "a fit without a penalty must be by Newton's method; got method \"lbfgs\". Leave method out: whether a maximum exists is told by the steps of Newton's method.",
    );
    expect(fit({ onIteration: 1 })).toThrow("LogisticRegression.fit: onIteration must be a function; got 1.");
    expect(fit({ weights: two })).toThrow("every class must have a weight above 0; got none of class 0.");
    expect(() => LogisticRegression.fit(array([[1], [Number.NaN]]), array([0, 1]))).toThrow(/NaN in column 0, row 1/);
    expect(() => LogisticRegression.fit(x, two).predict(zeros([1, 3]) as NDArray)).toThrow(
      "LogisticRegression.predict: x must have the 2 columns that were fitted; got x [1, 3].",
    );
    expect(() => LogisticRegression.fit(x, two, { C: 1 }).summary()).toThrow(
      "LogisticRegression.summary: the fit must have no penalty; got C 1. Fit with C: Infinity for inference.",
    );
    expect(() => LogisticRegression.fit(x, two).summary({ level: 1 })).toThrow(
      "level must lie between 0 and 1; got 1.",
    );
    expect(() => LogisticRegression.fit(x, two).summary({ columns: ["a"] })).toThrow("columns must be 2 names; got 1.");
  });

  it("tells each iteration, and hands over what there is when they run out", () => {
    for (const method of ["newton", "lbfgs"] as const) {
      const seen: number[] = [];
      const onIteration = ({ value }: { value: number }): unknown => seen.push(value);
      LogisticRegression.fit(x, three, { C: 1, method, onIteration });
      expect(Math.abs(seen[0] - Math.log(3))).toBeLessThanOrEqual(4 * Number.EPSILON);
      for (let i = 1; i < seen.length; i++) expect(seen[i]).toBeLessThanOrEqual(seen[i - 1] + 4 * Number.EPSILON);
      let thrown: unknown;
      try {
        LogisticRegression.fit(x, three, { C: 1, method, maxIterations: 1 });
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(ConvergenceError);
      expect((thrown as Error).message).toMatch(
        /^LogisticRegression\.fit: the gradient an example must come below 1e-8; got \S+ after 1 iterations\. Raise maxIterations\.$/,
      );
      const { best } = thrown as { best: LogisticRegression };
      expect([best.converged, best instanceof LogisticRegression]).toEqual([false, true]);
      const signal = AbortSignal.abort(new Error("enough"));
      expect(() => LogisticRegression.fit(x, three, { C: 1, method, signal })).toThrow("enough");
    }
  });

  it("means far from zero cost no digits", () => {
    const [near] = LogisticRegression.fit(x, two, { C: 1 }).coefficients.toArray() as number[][];
    const far = LogisticRegression.fit(x.add(2 ** 30) as NDArray, two, { C: 1 });
    expectClose(far.coefficients.toArray()[0] as number[], near, 1e-6);
    const P = far.predictProbabilities(x.add(2 ** 30) as NDArray).toArray() as number[][];
    const scores = matmul(x, array(near) as NDArray).toArray() as number[];
    expect(
      Math.abs(Math.log(P[3][1] / P[3][0]) - Math.log(P[0][1] / P[0][0]) - scores[3] + scores[0]),
    ).toBeLessThanOrEqual(1e-6);
  });
});
