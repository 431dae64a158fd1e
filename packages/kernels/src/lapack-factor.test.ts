import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Complex, gammaOf, initialRows, rowsOf } from "./conformance/complex-rows.js";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { type ElementType, complex128, complex64, float32, float64, int32 } from "./element-type.js";
import { allFinite, clearTriangle, getf2, laswp, potrf, complexLu } from "./lapack.js";
import { workspace } from "./matrix-view.js";

const types = fc.constantFrom<ElementType>(float32, float64, complex64, complex128);

/** m×n numbers between canaries: rows contiguous, or columns. */
function plan(
  type: ElementType,
  shape: readonly number[],
  value: (i: number) => number,
  order: readonly number[],
): Plan {
  return { type, shape, placement: { order, gaps: [1, 1], lead: 5, spilled: false }, value, written: true };
}

const [byRows, byColumns] = [
  [0, 1],
  [1, 0],
];

/** Σₖ xₖ·yₖ and Σₖ |xₖ|·|yₖ|. */
function sumOfProducts(pairs: readonly (readonly [Complex, Complex])[]): readonly [Complex, number] {
  let [re, im, size] = [0, 0, 0];
  for (const [[a, b], [c, d]] of pairs) {
    re += a * c - b * d;
    im += a * d + b * c;
    size += Math.hypot(a, b) * Math.hypot(c, d);
  }
  return [[re, im], size];
}

function expectClose([re, im]: Complex, [re0, im0]: Complex, bound: number): void {
  expect(Math.hypot(re - re0, im - im0)).toBeLessThanOrEqual(bound);
}

/** P·A = L·U for a random m×n A, between canaries. */
function expectFactors(m: number, n: number, type: ElementType, seed: number, order: readonly number[]): void {
  const a = plan(type, [m, n], noise(seed), order);
  const pivots = plan(int32, [n, 1], () => 0, byRows);
  const factor = order === byColumns ? getf2 : complexLu;
  const [values, swaps] = between([a, pivots], (x, p) => factor(matrixOf(x), matrixOf(p)));
  const expected = initialRows(a)[0].map((row) => row);
  swaps.forEach((p, j) => {
    [expected[j], expected[p]] = [expected[p], expected[j]];
  });
  const packed = rowsOf(values, m, n, type);
  const lower = (i: number, k: number): Complex => (i === k ? [1, 0] : packed[i][k]);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      if (i > j) expect(Math.hypot(...packed[i][j])).toBeLessThanOrEqual(type.kind === "complex" ? 1.4143 : 1);
      const terms = Array.from({ length: Math.min(i, j) + 1 }, (_, k) => [lower(i, k), packed[k][j]] as const);
      const [product, size] = sumOfProducts(terms);
      expectClose(product, expected[i][j], gammaOf(n + 1, type) * size + 1e-300);
    }
  }
}

describe("complexLu", () => {
  it("gives P·A = L·U within √2·γ₄₍ₙ₊₁₎·|L|·|U|, |lᵢⱼ| ≤ √2, and touches nothing beyond", () => {
    const draw = fc.tuple(
      fc.integer({ min: 1, max: 70 }),
      fc.nat(20),
      fc.constantFrom(complex64, complex128),
      fc.nat(1e6),
    );
    const law = fc.property(draw, ([n, more, type, seed]) => expectFactors(n + more, n, type, seed, byRows));
    fc.assert(law, { numRuns: 30 });
  });
});

describe("getf2", () => {
  it("gives P·A = L·U within γₙ·|L|·|U|, |lᵢⱼ| ≤ 1 (√2 of complex numbers), and touches nothing beyond", () => {
    const draw = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(30), types, fc.nat(1e6));
    const law = fc.property(draw, ([n, more, type, seed]) => expectFactors(n + more, n, type, seed, byColumns));
    fc.assert(law, { numRuns: 60 });
  });

  it.each([float32, float64])("divides by pivots whose reciprocal overflows, in %o", (type) => {
    const tiny = type === float32 ? 2 ** -140 : 2 ** -1060;
    const a = plan(type, [2, 1], (i) => (i === 0 ? -4 * tiny : tiny), byColumns);
    const pivots = plan(int32, [1, 1], () => 7, byRows);
    expect(between([a, pivots], (x, p) => getf2(matrixOf(x), matrixOf(p)))).toEqual([[-4 * tiny, -0.25], [0]]);
  });

  it("leaves a column without a pivot as it is", () => {
    const a = plan(float64, [2, 2], (i) => [0, 1, 0, 2][i], byColumns);
    const pivots = plan(int32, [2, 1], () => 7, byRows);
    const [values, swaps] = between([a, pivots], (x, p) => getf2(matrixOf(x), matrixOf(p)));
    expect([values, swaps]).toEqual([
      [0, 1, 0, 2],
      [0, 1],
    ]);
  });
});

describe("allFinite", () => {
  it("finds NaN and infinities in either part, and looks at nothing beyond", () => {
    const draw = fc.record({ m: fc.integer({ min: 1, max: 9 }), n: fc.integer({ min: 1, max: 40 }), type: types });
    const law = fc.property(draw, fc.boolean(), fc.nat(), ({ m, n, type }, rows, seed) => {
      const size = m * n * (type.kind === "complex" ? 2 : 1);
      for (const bad of [0, NaN, Infinity, -Infinity]) {
        const a = plan(type, [m, n], (i) => (i === seed % size ? bad : -i), rows ? byRows : byColumns);
        between([{ ...a, written: false }], (x) => {
          const view = matrixOf(x);
          expect(allFinite(view)).toBe(bad === 0);
          expect(allFinite(view.block(0, 0, m, 0))).toBe(true);
        });
      }
    });
    fc.assert(law, { numRuns: 40 });
  });

  it("looks at a block of a larger matrix only", () => {
    const a = workspace(float64, 4, 5);
    a.data.fill(NaN);
    const block = a.block(1, 1, 2, 3);
    for (let i = 0; i < 2; i++) for (let j = 0; j < 3; j++) a.data[block.offset + i * 5 + j] = 1;
    expect([allFinite(block), allFinite(block.T), allFinite(a)]).toEqual([true, true, false]);
  });
});

describe("laswp", () => {
  it("exchanges rows in order, where rows or columns are contiguous", () => {
    const draw = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9), types, fc.boolean(), fc.nat(1e6));
    const law = fc.property(draw, ([m, n, type, rows, seed]) => {
      const random = noise(seed);
      const a = plan(type, [m, n], random, rows ? byRows : byColumns);
      const to = (j: number): number => j + Math.floor(Math.abs(random(j)) * (m - j));
      const pivots = { ...plan(int32, [m, 1], to, byRows), written: false };
      const [values] = between([a, pivots], (x, p) => laswp(matrixOf(x), matrixOf(p)));
      const expected = initialRows(a)[0].map((row) => row);
      for (let j = 0; j < m; j++) [expected[j], expected[to(j)]] = [expected[to(j)], expected[j]];
      expect(rowsOf(values, m, n, type)).toEqual(expected);
    });
    fc.assert(law, { numRuns: 60 });
  });
});

describe("potrf", () => {
  const expectFactor = (n: number, type: ElementType, seed: number): void => {
    const random = noise(seed);
    const parts = type.kind === "complex" ? 2 : 1;
    // strictly diagonally dominant, with an imaginary part of the diagonal that must not matter
    const value = (at: number): number => {
      const i = Math.floor(at / parts);
      return i % (n + 1) === 0 && at % parts === 0 ? 2 * n : random(at);
    };
    const a = plan(type, [n, n], value, byRows);
    const [values] = between([a], (x) => expect(potrf(matrixOf(x))).toBe(-1));
    const [before, after] = [initialRows(a)[0], rowsOf(values, n, n, type)];
    const conj = ([re, im]: Complex): Complex => [re, -im];
    for (let i = 0; i < n; i++) {
      for (let j = i; j < n; j++) {
        const terms = Array.from({ length: i + 1 }, (_, k) => [conj(after[k][i]), after[k][j]] as const);
        const [product] = sumOfProducts(terms);
        const [re, im] = before[i][j];
        expectClose(product, i === j ? [re, 0] : [re, im], gammaOf(n + 2, type) * 2 * n);
      }
    }
  };

  it("gives A = Uᴴ·U within γₙ₊₁·√(aᵢᵢ·aⱼⱼ) from the upper triangle, and touches nothing beyond", () => {
    const draw = fc.tuple(fc.integer({ min: 1, max: 40 }), types, fc.nat(1e6));
    fc.assert(
      fc.property(draw, ([n, type, seed]) => expectFactor(n, type, seed)),
      { numRuns: 40 },
    );
  });

  it.each([float32, float64, complex64, complex128])(
    "does so by blocks, whole ones and what is left of them, in $name",
    (type) => {
      for (const n of [64, 77, 128, 150]) expectFactor(n, type, n);
    },
  );

  it.each([complex64, complex128])("names a pivot beyond the first blocks, in $name", (type) => {
    const a = plan(type, [60, 60], (at) => (at === 2 * 61 * 45 ? -3 : at % (2 * 61) === 0 ? 1 : 0), byRows);
    between([a], (x) => expect(potrf(matrixOf(x))).toBe(45));
  });

  it.each([float32, float64, complex64, complex128])("names the first pivot that is not positive, in %o", (type) => {
    for (const bad of [-3, 0, NaN]) {
      const parts = type.kind === "complex" ? 2 : 1;
      const a = plan(type, [3, 3], (at) => (at === 4 * parts ? bad : at % (4 * parts) === 0 ? 1 : 0), byRows);
      const [values] = between([a], (x) => expect(potrf(matrixOf(x))).toBe(1));
      expect(values[4 * parts]).toBe(bad);
    }
  });
});

describe("clearTriangle", () => {
  it("clears what lies above the diagonal or below it, and touches nothing beyond", () => {
    const draw = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40 }), types, fc.boolean());
    const law = fc.property(draw, ([m, n, type, above]) => {
      const a = plan(type, [m, n], (i) => i + 1, byRows);
      const [values] = between([a], (x) => expect(clearTriangle(matrixOf(x), above ? "above" : "below")).toBe(true));
      const expected = initialRows(a)[0].map((row, i) => row.map((z, j) => ((above ? j > i : j < i) ? [0, 0] : z)));
      expect(rowsOf(values, m, n, type)).toEqual(expected);
    });
    fc.assert(law, { numRuns: 60 });
  });

  it("declines rows that are not contiguous, and spilled matrices", () => {
    const spilled = { order: byRows, gaps: [1, 1], lead: 5, spilled: true };
    for (const a of [
      plan(float64, [3, 3], () => 1, byColumns),
      { ...plan(float64, [3, 3], () => 1, byRows), placement: spilled },
    ]) {
      between([a], (x) => expect(clearTriangle(matrixOf(x), "above")).toBe(false));
    }
  });
});
