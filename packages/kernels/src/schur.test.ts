import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { gamma } from "./conformance/tolerance.js";
import { type ElementType, complex128, complex64, float32, float64 } from "./element-type.js";
import { schurMany, eigenMany, formHessenbergBasis, francis, hessenberg, moveBlockUp, substitute } from "./lapack.js";
import { MatrixView } from "./matrix-view.js";
import type { Strided } from "./strided.js";

type Rows = readonly (readonly number[])[];

const product = (a: Rows, b: Rows): number[][] =>
  a.map((row) => b[0].map((_, j) => row.reduce((s, x, k) => s + x * b[k][j], 0)));
const transposed = (a: Rows): number[][] => a[0].map((_, j) => a.map((row) => row[j]));
const minus = (a: Rows, b: Rows): number[][] => a.map((row, i) => row.map((x, j) => x - b[i][j]));
const frobenius = (a: Rows): number => Math.hypot(...a.flat());
const identity = (n: number): number[][] => rows(n, (i, j) => Number(i === j));

function rows(n: number, entry: (i: number, j: number) => number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => entry(i, j)));
}

/** An n×n operand with these entries. */
function plan(n: number, lead: number, spilled: boolean, entry: (i: number, j: number) => number): Plan {
  const placement = { order: [0, 1], gaps: [1, 1], lead, spilled };
  const value = (k: number): number => entry(Math.floor(k / n), k % n);
  return { type: float64, shape: [n, n], placement, value, written: true };
}

const asRows = (n: number, values: readonly number[]): number[][] => rows(n, (i, j) => values[i * n + j]);

/** ‖Q·B·Qᵀ − A‖ and ‖Q·Qᵀ − I‖ are below a share of the norms. */
function expectSimilar(qt: Rows, b: Rows, a: Rows, share: number): void {
  const back = product(product(transposed(qt), b), qt);
  expect(frobenius(minus(back, a))).toBeLessThanOrEqual(share * frobenius(a));
  expect(frobenius(minus(product(qt, transposed(qt)), identity(a.length)))).toBeLessThanOrEqual(share * a.length);
}

const draw = fc.record({
  n: fc.integer({ min: 1, max: 24 }),
  seed: fc.nat(1e6),
  lead: fc.nat(5),
  spilled: fc.boolean(),
  size: fc.constantFrom(1, 2 ** -700, 2 ** 400),
});
const runs = { numRuns: 40 };

describe("kernels of the real Schur form, between pages of canaries, spilled or not", () => {
  it("hessenberg and formHessenbergBasis: QᵀAQ = H and QᵀQ = I to γ of 12·n² in the Frobenius norm", () => {
    const law = fc.property(draw, fc.nat(3), fc.nat(3), ({ n, seed, lead, spilled, size }, above, below) => {
      const [lo, hi] = [Math.min(above, n - 1), Math.max(n - 1 - below, Math.min(above, n - 1))];
      const value = noise(seed);
      // triangular outside of rows and columns lo … hi, as balancing leaves it
      const entry = (i: number, j: number): number =>
        (i > j && (j < lo || i > hi)) || (i !== j && i > j && j < lo) ? 0 : size * value(i * n + j);
      const plans = [plan(n, lead, spilled, entry), plan(n, lead, spilled, () => 0), plan(n, lead, spilled, () => NaN)];
      const [h, , q] = between(plans, (a, v, out) => {
        const tau = new Float64Array(n);
        hessenberg(matrixOf(a), lo, hi, matrixOf(v), tau);
        formHessenbergBasis(matrixOf(v), tau, lo, hi, matrixOf(out));
      });
      asRows(n, h).forEach((row, i) => row.forEach((x, j) => i > j + 1 && expect(x).toBe(0)));
      // Higham, Theorem 19.4 with n reflections from both sides: n·γ₍cₙ₎·‖A‖
      expectSimilar(asRows(n, q), asRows(n, h), rows(n, entry), gamma(12 * n * n + 12, float64));
    });
    fc.assert(law, runs);
  });

  it("francis and substitute: ZᵀHZ = T, ‖T·x − λ·x‖ ≤ 30·n·ε·‖T‖·‖x‖; the same diagonal blocks without T", () => {
    const law = fc.property(draw, ({ n, seed, lead, spilled, size }) => {
      const value = noise(seed);
      const entry = (i: number, j: number): number => (i > j + 1 ? 0 : size * value(i * n + j));
      const plans = [entry, entry, (i: number, j: number) => Number(i === j), () => 0].map((f) =>
        plan(n, lead, spilled, f),
      );
      const [t, blocks, z, x] = between(plans, (h, other, basis, vectors) => {
        expect(francis(matrixOf(h), matrixOf(basis), true, 0, n - 1)).toBe(0);
        expect(francis(matrixOf(other), null, false, 0, n - 1)).toBe(0);
        substitute(matrixOf(h), matrixOf(vectors), 0, n);
      }).map((values) => asRows(n, values));
      const threshold = 30 * n * 2 ** -52; // LAPACK's, in testing/eig
      expectSimilar(z, t, rows(n, entry), threshold);
      const entries = rows(n, (i, j) =>
        Number(Math.abs(i - j) <= 1 && (i > j || t[Math.max(i, j)][Math.min(i, j)] !== 0)),
      );
      entries.forEach((row, i) => row.forEach((inBlock, j) => inBlock && expect(blocks[i][j]).toBe(t[i][j])));
      for (let k = 0; k < n; k++) {
        const isPair = k + 1 < n && t[k + 1][k] !== 0;
        const im = isPair ? Math.sqrt(Math.abs(t[k][k + 1])) * Math.sqrt(Math.abs(t[k + 1][k])) : 0;
        const [re, v] = [t[k][k], x[k]];
        const w = isPair ? x[k + 1] : v.map(() => 0);
        const [tv, tw] = [v, w].map((y) => t.map((row) => row.reduce((s, e, j) => s + e * y[j], 0)));
        const residual = Math.hypot(
          ...tv.map((e, i) => e - re * v[i] + im * w[i]),
          ...tw.map((e, i) => e - re * w[i] - im * v[i]),
        );
        expect(residual).toBeLessThanOrEqual(threshold * frobenius(t) * Math.hypot(...v, ...w));
        if (isPair) k++;
      }
    });
    fc.assert(law, runs);
  });

  it("moveBlockUp: Z·T·Zᵀ stays, and T in standard form; the block stands where it was asked for", () => {
    const law = fc.property(draw, fc.nat(23), fc.nat(23), ({ n, seed, lead, spilled, size }, from, to) => {
      const value = noise(seed);
      const entry = (i: number, j: number): number => (i > j + 1 ? 0 : size * value(i * n + j));
      const plans = [entry, (i: number, j: number) => Number(i === j)].map((f) => plan(n, lead, spilled, f));
      let moved: readonly number[] = [];
      const [t, z] = between(plans, (h, basis) => {
        const [x, y] = [matrixOf(h), matrixOf(basis)];
        francis(x, y, true, 0, n - 1);
        const isSplit = (k: number): boolean => k > 0 && k < n && x.data[x.offset + k * x.rowStride + k - 1] !== 0;
        const [start, end] = [from, to].map((k) => Math.min(k, n - 1)).map((k) => (isSplit(k) ? k - 1 : k));
        const place = start < end ? [end, start] : [start, end];
        moved = [place[1], moveBlockUp(x, y, place[0], place[1])];
      }).map((values) => asRows(n, values));
      expectSimilar(z, t, rows(n, entry), 30 * n * 2 ** -52);
      const [place, reached] = moved;
      expect(reached).toBe(place);
      t.forEach((row, i) => {
        row.forEach((x, k) => i > k + 1 && expect(x).toBe(0));
        if (i === 0 || row[i - 1] === 0) return;
        expect(row[i]).toBe(t[i - 1][i - 1]);
        expect(Math.sign(row[i - 1])).toBe(-Math.sign(t[i - 1][i]));
      });
    });
    fc.assert(law, runs);
  });
});

const single = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  n: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 64 })),
  type: fc.constantFrom<ElementType>(float32, float64),
  turned: fc.boolean(),
  seed: fc.nat(1e6),
  exponent: fc.constantFrom(0, -100, 100),
});

function many({ type, storage, offset, layout: { shape, strides } }: Strided): { first: MatrixView; step: number } {
  return { first: new MatrixView(type, storage, offset, shape[1], shape[2], strides[1], strides[2]), step: strides[0] };
}

describe("eigenMany and schurMany, between pages of canaries", () => {
  it("A·V = V·Λ to 30·n·ε·‖A‖ with columns of norm 1, and the same values without vectors", () => {
    const law = fc.property(single, ({ count, n, type, turned, seed, exponent }) => {
      const complex = type === float32 ? complex64 : complex128;
      const [random, round] = [noise(seed), new type.array(1)];
      const value = (k: number): number => {
        round[0] = random(k) * 2 ** exponent;
        return round[0];
      };
      const order = turned ? [0, 2, 1] : [0, 1, 2];
      const placement = { order, gaps: [1, 1, 1], lead: 3, spilled: false };
      const a: Plan = { type, shape: [count, n, n], placement, value, written: false };
      const out = (shape: number[]): Plan => {
        const tight = { order: shape.map((_, i) => i), gaps: shape.map(() => 1), lead: 3, spilled: false };
        return { type: complex, shape, placement: tight, value: () => 7, written: true };
      };
      const [, lambda, v, alone] = between([a, out([count, n]), out([count, n, n]), out([count, n])], (x, l, y, m) => {
        expect(eigenMany(count, many(x), true, matrixOf(l), many(y).first)).toBe(true);
        expect(eigenMany(count, many(x), true, matrixOf(m), null)).toBe(true);
      });
      expect(alone).toEqual(lambda);
      const epsilon = type === float32 ? 2 ** -23 : 2 ** -52;
      for (let at = 0; at < count; at++) {
        const matrix = rows(n, (i, j) => value((at * n + i) * n + j));
        for (let k = 0; k < n; k++) {
          const [re, im] = [0, 1].map((part) => lambda[2 * (at * n + k) + part]);
          const [x, y] = [0, 1].map((part) => matrix.map((_, i) => v[2 * ((at * n + i) * n + k) + part]));
          expect(Math.abs(Math.hypot(...x, ...y) - 1)).toBeLessThanOrEqual((n + 2) * epsilon);
          const [ax, ay] = [x, y].map((u) => matrix.map((row) => row.reduce((s, e, j) => s + e * u[j], 0)));
          const rest = [...ax.map((e, i) => e - re * x[i] + im * y[i]), ...ay.map((e, i) => e - re * y[i] - im * x[i])];
          expect(Math.hypot(...rest)).toBeLessThanOrEqual(30 * n * epsilon * frobenius(matrix));
        }
      }
    });
    fc.assert(law, runs);
  });

  it("schurMany: Z·T·Zᵀ = A and Z·Zᵀ = I to 30·n·ε, T in Schur or Hessenberg form", () => {
    const law = fc.property(single, fc.boolean(), ({ count, n, type, turned, seed, exponent }, whole) => {
      const complex = type === float32 ? complex64 : complex128;
      const [random, round] = [noise(seed), new type.array(1)];
      const value = (k: number): number => {
        round[0] = random(k) * 2 ** exponent;
        return round[0];
      };
      const placed = (kind: ElementType, shape: number[], entry: (k: number) => number, order: number[]): Plan => {
        const placement = { order, gaps: shape.map(() => 1), lead: 3, spilled: false };
        return { type: kind, shape, placement, value: entry, written: entry !== value };
      };
      const a = placed(type, [count, n, n], value, turned ? [0, 2, 1] : [0, 1, 2]);
      const out = placed(type, [count, n, n], () => 7, [0, 1, 2]);
      const [, t, z, lambda] = between([a, out, out, placed(complex, [count, n], () => 7, [0, 1])], (x, y, w, l) => {
        expect(schurMany(count, many(x), many(y).first, many(w).first, whole ? matrixOf(l) : null)).toBe(true);
      });
      for (let at = 0; at < count; at++) {
        const of = (values: readonly number[]): number[][] => rows(n, (i, j) => values[(at * n + i) * n + j]);
        const matrix = rows(n, (i, j) => value((at * n + i) * n + j));
        expectSimilar(transposed(of(z)), of(t), matrix, 30 * n * (type === float32 ? 2 ** -23 : 2 ** -52));
        of(t).forEach((row, i) => row.forEach((x, j) => i > j + 1 && expect(x).toBe(0)));
        if (whole) of(t).forEach((row, i) => expect(lambda[2 * (at * n + i)]).toBe(row[i]));
      }
    });
    fc.assert(law, runs);
  });

  it("declines large matrices, and stops at what is not finite or at the ends of the exponents", () => {
    const placement = { order: [0, 1], gaps: [1, 1], lead: 3, spilled: false };
    const of = (n: number, type: ElementType, value: number): Plan => {
      return { type, shape: [n, n], placement, value: () => value, written: type === complex128 };
    };
    for (const [n, value, done] of [
      [65, 1, false],
      [2, NaN, false],
      [2, Infinity, false],
      [2, 1e-310, false],
      [2, 0, true],
    ] as const) {
      between([of(n, float64, value), of(n, complex128, 7)], (a, out) => {
        const values = matrixOf(out).block(0, 0, 1, n);
        expect(
          eigenMany(
            1,
            { first: matrixOf(a), step: 0 },
            true,
            new MatrixView(values.type, values.storage, values.offset, 1, n, n, 1),
            null,
          ),
        ).toBe(done);
      });
    }
  });
});
