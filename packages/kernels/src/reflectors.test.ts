import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { type ElementType, complex128, float32, float64 } from "./element-type.js";
import { blockReflect, finishFactors, qrMany, reduceComplexRows, reduceRows, reflectorFactor } from "./lapack.js";

type Complex = readonly [re: number, im: number];
type Rows = readonly (readonly Complex[])[];

const types = fc.constantFrom<ElementType>(float32, float64, complex128);
const realTypes = fc.constantFrom<ElementType>(float32, float64);

/** The unit roundoff. */
function unitOf(type: ElementType): number {
  return type === float32 ? 2 ** -24 : 2 ** -53;
}

/** Rows contiguous, between canaries, in the memory or out of it. */
function plan(type: ElementType, shape: readonly number[], value: (i: number) => number, spilled: boolean): Plan {
  return { type, shape, placement: { order: [0, 1], gaps: [1, 1], lead: 5, spilled }, value, written: true };
}

function rowsOf(values: readonly number[], [m, n]: readonly number[], type: ElementType): Rows {
  const parts = type.kind === "complex" ? 2 : 1;
  const at = (i: number): Complex => [values[i * parts], parts === 2 ? values[i * parts + 1] : 0];
  return Array.from({ length: m }, (_, i) => Array.from({ length: n }, (__, j) => at(i * n + j)));
}

function initial({ type, shape, value }: Plan): Rows {
  const count = shape[0] * shape[1] * (type.kind === "complex" ? 2 : 1);
  return rowsOf(
    Array.from({ length: count }, (_, i) => value(i)),
    shape,
    type,
  );
}

/** A·B, or A·Bᴴ. */
function multiply(a: Rows, b: Rows, adjoint = false): Rows {
  const cols = adjoint ? b.length : b[0].length;
  return a.map((row) =>
    Array.from({ length: cols }, (_, j) =>
      row.reduce<Complex>(
        ([re, im], [x, y], k) => {
          const [p, q] = adjoint ? [b[j][k][0], -b[j][k][1]] : b[k][j];
          return [re + x * p - y * q, im + x * q + y * p];
        },
        [0, 0],
      ),
    ),
  );
}

const size = ([re, im]: Complex): number => Math.hypot(re, im);

describe("reduceRows and reflectorFactor", () => {
  it("P·(I − Vᴴ·T·V) = [L 0] to 20·k·m·u·‖row‖, L with a real diagonal, and touch nothing beyond", () => {
    const draw = fc.tuple(fc.integer({ min: 1, max: 18 }), fc.nat(20), types, fc.boolean(), fc.nat(1e6));
    const law = fc.property(draw, ([k, more, type, spilled, seed]) => {
      const m = k + more;
      const plans = [
        plan(type, [k, m], noise(seed), spilled),
        plan(type, [k, m], noise(seed + 1), spilled),
        plan(type, [k, k], noise(seed + 2), spilled),
      ];
      let done = k;
      const values = between(plans, (p, v, t) => {
        if (type === complex128) done = reduceComplexRows(0, matrixOf(p), matrixOf(v), matrixOf(t));
        else reduceRows(matrixOf(p), matrixOf(v), matrixOf(t));
        reflectorFactor(matrixOf(v), matrixOf(t));
      });
      expect(done).toBe(k);
      const [P, V] = [0, 1].map((i) => rowsOf(values[i], [k, m], type));
      const T = rowsOf(values[2], [k, k], type);
      const start = initial(plans[0]);
      const applied = multiply(multiply(multiply(start, V, true), T), V);
      for (let i = 0; i < k; i++) {
        expect(P[i][i][1]).toBe(0);
        for (let j = 0; j < i; j++) expect([V[i][j], T[i][j]].map(size)).toEqual([0, 0]);
        const bound = 20 * k * m * unitOf(type) * Math.hypot(...start[i].map(size));
        for (let j = 0; j < m; j++) {
          const [re, im] = [start[i][j][0] - applied[i][j][0], start[i][j][1] - applied[i][j][1]];
          const [x, y] = j <= i ? P[i][j] : [0, 0];
          expect(Math.hypot(re - x, im - y)).toBeLessThanOrEqual(bound);
        }
      }
    });
    fc.assert(law, { numRuns: 60 });
  });

  it.each([float32, float64])("reduce rows whose squares over- or underflow, in $name", (type) => {
    const [tiny, huge] = type === float32 ? [2 ** -130, 2 ** 120] : [2 ** -1000, 2 ** 1000];
    for (const scale of [tiny, huge]) {
      const p = plan(type, [1, 3], (i) => [2, 3, 6][i] * scale, false);
      const rest = [plan(type, [1, 3], () => 9, false), plan(type, [1, 1], () => 9, false)];
      const [row, v, [tau]] = between([p, ...rest], (x, y, t) => reduceRows(matrixOf(x), matrixOf(y), matrixOf(t)));
      expect(row[0] / scale).toBeCloseTo(-7, 5);
      expect([tau, v[0]]).toEqual([expect.closeTo(9 / 7, 5), 1]);
      expect(v.slice(1)).toEqual([3 / 9, 6 / 9].map((x) => expect.closeTo(x, 5)));
    }
  });

  it.each([float32, float64])("leave a row alone that is reduced already, in $name", (type) => {
    const p = plan(type, [1, 3], (i) => (i === 0 ? -5 : 0), false);
    const rest = [plan(type, [1, 3], () => 9, false), plan(type, [1, 1], () => 9, false)];
    const values = between([p, ...rest], (x, y, t) => reduceRows(matrixOf(x), matrixOf(y), matrixOf(t)));
    expect(values).toEqual([[-5, 0, 0], [1, 0, 0], [0]]);
  });

  it("leave complex rows to the caller whose squares over- or underflow, or are zero", () => {
    for (const scale of [0, 1e-200, 1e200]) {
      const p = plan(complex128, [3, 4], (i) => (i < 8 ? 1 + i : scale), false);
      const rest = [plan(complex128, [3, 4], () => 0, false), plan(complex128, [3, 3], () => 0, false)];
      let done = -1;
      between([p, ...rest], (x, v, t) => {
        done = reduceComplexRows(0, matrixOf(x), matrixOf(v), matrixOf(t));
      });
      expect(done).toBe(1);
    }
  });

  it("end at once where there is nothing to reduce", () => {
    between(
      [
        plan(complex128, [2, 1], () => 3, false),
        plan(complex128, [2, 1], () => 0, false),
        plan(complex128, [2, 2], () => 9, false),
      ],
      (p, v, t) => {
        expect(reduceComplexRows(2, matrixOf(p), matrixOf(v), matrixOf(t))).toBe(2);
      },
    );
  });
});

/** |A|·|B|, or |A|·|B|ᵀ. */
function magnitude(a: Rows, b: Rows, turned = false): Rows {
  const absolute = (x: Rows): Rows => x.map((row) => row.map((z) => [size(z), 0] as const));
  return multiply(absolute(a), absolute(b), turned);
}

const transposed = (a: Rows): Rows => a[0].map((_, j) => a.map((row) => row[j]));

describe("blockReflect", () => {
  it("C − C·Vᵀ·T·V to γ·(|C| + |C|·|V|ᵀ·|T|·|V|), with T or Tᵀ, and touches nothing beyond", () => {
    const draw = fc.record({
      g: fc.integer({ min: 1, max: 37 }),
      m: fc.integer({ min: 1, max: 40 }),
      k: fc.integer({ min: 1, max: 20 }),
      type: realTypes,
      spilled: fc.boolean(),
      turned: fc.boolean(),
      seed: fc.nat(1e6),
    });
    const law = fc.property(draw, ({ g, m, k, type, spilled, turned, seed }) => {
      const random = noise(seed + 2);
      const plans = [
        plan(type, [g, m], noise(seed), spilled),
        plan(type, [k, m], noise(seed + 1), spilled),
        plan(type, [k, k], (at) => (Math.floor(at / k) <= at % k ? random(at) : 0), spilled),
      ];
      const [values] = between(plans, (c, v, t) => blockReflect(matrixOf(c), matrixOf(v), matrixOf(t), turned, 0));
      const [C, V, upper] = plans.map(initial);
      const T = turned ? transposed(upper) : upper;
      const change = multiply(multiply(multiply(C, V, true), T), V);
      const bound = magnitude(magnitude(magnitude(C, V, true), T), V);
      rowsOf(values, [g, m], type).forEach((row, i) =>
        row.forEach(([x], j) => {
          const terms = 2 * (m + 2 * k + 3) * unitOf(type); // γ of as many roundings
          expect(Math.abs(x - (C[i][j][0] - change[i][j][0]))).toBeLessThanOrEqual(
            terms * (Math.abs(C[i][j][0]) + bound[i][j][0]),
          );
        }),
      );
    });
    fc.assert(law, { numRuns: 60 });
  });

  it("gives the same bits where it is told of rows of the identity", () => {
    const draw = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(20), fc.nat(20), realTypes, fc.nat(1e6));
    const law = fc.property(draw, ([k, more, wider, type, seed]) => {
      const [g, m] = [k + more, k + more + wider];
      const random = noise(seed);
      const basis = (at: number): number => {
        const [i, j] = [Math.floor(at / m), at % m];
        if (i < k || j < k) return i === j ? 1 : 0;
        return random(at);
      };
      const [told, untold] = [k, 0].map((known) => {
        const rest = [noise(seed + 1), noise(seed + 2)].map((value, i) => plan(type, [k, [m, k][i]], value, false));
        const plans = [plan(type, [g, m], basis, false), ...rest];
        return between(plans, (c, v, t) => blockReflect(matrixOf(c), matrixOf(v), matrixOf(t), true, known))[0];
      });
      expect(told).toEqual(untold);
    });
    fc.assert(law, { numRuns: 40 });
  });

  it("leaves everything alone where there are no rows, columns or reflectors", () => {
    for (const [g, m, k] of [
      [0, 3, 2],
      [2, 3, 0],
    ]) {
      const c = plan(float64, [Math.max(g, 1), m], () => 5, false);
      const rest = [plan(float64, [2, m], () => 1, false), plan(float64, [2, 2], () => 1, false)];
      const [values] = between([c, ...rest], (x, v, t) => {
        const [C, V, T] = [x, v, t].map(matrixOf);
        blockReflect(C.block(0, 0, g, m), V.block(0, 0, k, m), T.block(0, 0, k, k), false, 0);
      });
      expect(values.every((x) => x === 5)).toBe(true);
    }
  });
});

describe("qrMany", () => {
  it("gives A = Q·R to 20·k·m·u·‖A‖, QᵀQ = I, R triangular with a diagonal ≥ 0, and touches nothing beyond", () => {
    const draw = fc.record({
      m: fc.integer({ min: 1, max: 40 }),
      n: fc.integer({ min: 1, max: 40 }),
      full: fc.boolean(),
      turned: fc.boolean(),
      type: realTypes,
      seed: fc.nat(1e6),
    });
    const law = fc.property(draw, ({ m, n, full, turned, type, seed }) => {
      const k = full ? m : Math.min(m, n);
      const a = { ...plan(type, turned ? [n, m] : [m, n], noise(seed), false), written: false };
      const out = [plan(type, [m, k], () => 7, false), plan(type, [k, n], () => 7, false)];
      const values = between([a, ...out], (x, q, r) => {
        const first = turned ? matrixOf(x).T : matrixOf(x);
        expect(qrMany(1, { first, step: 0 }, matrixOf(q), matrixOf(r))).toBe(true);
      });
      const start = turned ? transposed(initial(a)) : initial(a);
      const [Q, R] = [rowsOf(values[1], [m, k], type), rowsOf(values[2], [k, n], type)];
      const bound = 20 * Math.min(m, n) * m * unitOf(type);
      const product = multiply(Q, R);
      const norm = Math.hypot(...start.flat().map(size));
      start.forEach((row, i) =>
        row.forEach(([x], j) => expect(Math.abs(product[i][j][0] - x)).toBeLessThanOrEqual(bound * norm)),
      );
      const gram = multiply(transposed(Q), transposed(Q), true);
      gram.forEach((row, i) =>
        row.forEach(([x], j) => expect(Math.abs(x - (i === j ? 1 : 0))).toBeLessThanOrEqual(bound)),
      );
      R.forEach((row, i) => {
        expect(row.slice(0, i).every(([x]) => x === 0)).toBe(true);
        if (i < n) expect(row[i][0]).toBeGreaterThanOrEqual(0);
      });
    });
    fc.assert(law, { numRuns: 60 });
  });

  it("declines NaN, infinities, complex, large and spilled matrices", () => {
    const declined = (type: ElementType, n: number, value: number, spilled: boolean): void => {
      const plans = [0, 1, 2].map(() => plan(type, [n, n], () => value, spilled));
      between(plans, (x, q, r) => {
        expect(qrMany(1, { first: matrixOf(x), step: 0 }, matrixOf(q), matrixOf(r))).toBe(false);
      });
    };
    declined(float64, 2, NaN, false);
    declined(float32, 2, Infinity, false);
    declined(complex128, 2, 1, false);
    declined(float64, 65, 1, false);
    declined(float64, 2, 1, true);
  });
});

describe("finishFactors", () => {
  it("clears what lies below the diagonal and turns rows whose diagonal is negative", () => {
    for (const type of [float32, float64]) {
      const r = plan(type, [2, 3], (i) => [1, 2, 3, 9, -4, 5][i], false);
      const qt = plan(type, [2, 2], (i) => i + 1, false);
      const values = between([r, qt], (x, y) => expect(finishFactors(2, matrixOf(x), matrixOf(y))).toBe(true));
      expect(values).toEqual([
        [1, 2, 3, 0, 4, -5],
        [1, 2, -3, -4],
      ]);
    }
  });

  it("declines what is complex, spilled or of two types", () => {
    for (const [one, two, spilled] of [
      [complex128, complex128, false],
      [float64, float64, true],
      [float32, float64, false],
    ] as const) {
      const plans = [one, two].map((type) => plan(type, [2, 2], () => -1, spilled));
      between(plans, (x, y) => expect(finishFactors(2, matrixOf(x), matrixOf(y))).toBe(false));
    }
  });
});
