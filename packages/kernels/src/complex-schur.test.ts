import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { complex128, float64 } from "./element-type.js";
import {
  applyChain,
  complexBulgeChain,
  complexSchur,
  complexSubstitute,
  moveComplexUp,
  reduceHessenbergColumns,
  reduceHessenbergPanel,
} from "./lapack.js";

const EPS = 2 ** -52;
/** LAPACK's threshold for ‖A − Z·T·Zᴴ‖/(n·ε·‖A‖). */
const THRESHOLD = 30;

type Numbers = readonly number[];

function plan(shape: readonly number[], value: (i: number) => number, lead: number, spilled: boolean): Plan {
  return { type: complex128, shape, placement: { order: [0, 1], gaps: [1, 1], lead, spilled }, value, written: true };
}

const zero = (): number => 0;
/** Of an n×n identity, parts in turn. */
const identity =
  (n: number) =>
  (i: number): number =>
    Number(i % (2 * n + 2) === 0);

/** Upper Hessenberg, in the unit square. */
function hessenberg(n: number, seed: number): (i: number) => number {
  const value = noise(seed);
  return (at) => (Math.floor(at / (2 * n)) > (Math.floor(at / 2) % n) + 1 ? 0 : value(at));
}

/** X·Y of n×n matrices of parts in turn; Y adjoint on request. */
function product(n: number, x: Numbers, y: Numbers, adjoint = false): number[] {
  const out = new Array<number>(2 * n * n).fill(0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) {
        const [a, b] = [2 * (i * n + k), adjoint ? 2 * (j * n + k) : 2 * (k * n + j)];
        const im = adjoint ? -y[b + 1] : y[b + 1];
        out[2 * (i * n + j)] += x[a] * y[b] - x[a + 1] * im;
        out[2 * (i * n + j) + 1] += x[a] * im + x[a + 1] * y[b];
      }
    }
  }
  return out;
}

/** Largest difference of parts: NaN counts as infinite. */
function distance(x: Numbers, y: (i: number) => number): number {
  return x.reduce((most, value, i) => {
    const d = Math.abs(value - y(i));
    return d <= most ? most : Number.isNaN(d) ? Infinity : d;
  }, 0);
}

/** Z·A·Zᴴ = T and Z·Zᴴ = I, to LAPACK's ratio; ‖A‖ ≤ 2·n. */
function expectSimilar(n: number, z: Numbers, a: (i: number) => number, t: Numbers): void {
  const full = Array.from({ length: 2 * n * n }, (_, i) => a(i));
  expect(distance(product(n, product(n, z, full), z, true), (i) => t[i])).toBeLessThan(THRESHOLD * n * EPS * 2 * n);
  expect(distance(product(n, z, z, true), identity(n))).toBeLessThan(THRESHOLD * n * EPS);
}

const draw = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(1e6), fc.nat(3), fc.boolean());

describe("complexSchur and moveComplexUp", () => {
  it("Z·A·Zᴴ = T is triangular with Z unitary, to LAPACK's ratios, also when an eigenvalue moves up; between canaries", () => {
    const law = fc.property(draw, fc.nat(1e6), ([n, seed, lead, spilled], place) => {
      const a = hessenberg(n, seed);
      const from = place % n;
      const to = seed % (from + 1);
      const moved: number[] = [];
      const [t, z] = between([plan([n, n], a, lead, spilled), plan([n, n], identity(n), lead, false)], (...x) => {
        const [h, zh] = x.map(matrixOf);
        expect(complexSchur(h, zh, true, 0, n - 1)).toBe(0);
        const at = 2 * (h.offset + from * (h.rowStride + 1));
        moved.push(h.data[at], h.data[at + 1]);
        moveComplexUp(h, zh, from, to);
      });
      expectSimilar(n, z, a, t);
      expect(t.slice(2 * to * (n + 1), 2 * to * (n + 1) + 2)).toEqual(moved);
      t.forEach((x, i) => expect(Math.floor(i / (2 * n)) <= Math.floor(i / 2) % n || x === 0).toBe(true));
    });
    fc.assert(law, { numRuns: 60 });
  });
});

describe("complexSubstitute", () => {
  it("‖T·x − λ·x‖ ≤ 30·n·ε·‖T‖·‖x‖, repeated eigenvalues and large vectors too, between canaries", () => {
    const kinds = fc.constantFrom("random", "repeated", "large");
    const law = fc.property(draw, kinds, ([n, seed, lead, spilled], kind) => {
      const noisy = noise(seed);
      const entry = (at: number): number => {
        const [i, j] = [Math.floor(at / (2 * n)), Math.floor(at / 2) % n];
        if (i > j) return 0;
        if (kind === "random" || i < j) return noisy(at);
        if (kind === "repeated") return at % 2;
        return at % 2 === 0 ? 1 + i * 2 ** -40 : 0; // vectors that grow by 2⁴⁰ from entry to entry
      };
      const [t, x] = between([plan([n, n], entry, lead, spilled), plan([n, n], zero, lead, false)], (...views) => {
        const [matrix, vectors] = views.map(matrixOf);
        complexSubstitute(matrix, vectors, 0, n);
      });
      expect(distance(t, entry)).toBe(0);
      for (let k = 0; k < n; k++) {
        const v = x.slice(2 * k * n, 2 * (k + 1) * n);
        const largest = v.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
        expect(Number.isFinite(largest) && largest > 0).toBe(true);
        for (let i = 0; i < n; i++) {
          const lambda = 2 * k * (n + 1);
          let [re, im] = [0, 0];
          for (let j = i; j < n; j++) {
            const at = 2 * (i * n + j);
            const [a, b] = i === j ? [t[at] - t[lambda], t[at + 1] - t[lambda + 1]] : [t[at], t[at + 1]];
            re += a * (v[2 * j] / largest) - b * (v[2 * j + 1] / largest);
            im += a * (v[2 * j + 1] / largest) + b * (v[2 * j] / largest);
          }
          // ‖T‖ ≤ 2·n
          expect(Math.hypot(re, im)).toBeLessThan(THRESHOLD * n * EPS * 2 * n);
        }
      }
    });
    fc.assert(law, { numRuns: 80 });
  });
});

/** The adjoint of H₀·H₁⋯ with Hᵢ = I − τᵢ·vᵢᴴ·vᵢ, vectors in rows that lie `shift` columns to the right. */
function adjointOf(n: number, count: number, v: Numbers, tau: Numbers, shift: number): number[] {
  const width = n - shift;
  let q = Array.from({ length: 2 * n * n }, (_, i) => identity(n)(i));
  for (let k = 0; k < count; k++) {
    const row = new Array<number>(2 * shift).fill(0).concat(v.slice(2 * k * width, 2 * (k + 1) * width));
    const h = Array.from({ length: 2 * n * n }, (_, at) => {
      const [i, j] = [2 * Math.floor(at / (2 * n)), 2 * (Math.floor(at / 2) % n)];
      const [re, im] = [row[i] * row[j] + row[i + 1] * row[j + 1], row[i] * row[j + 1] - row[i + 1] * row[j]];
      const [x, y] = [tau[2 * k], -tau[2 * k + 1]];
      return identity(n)(at) - (at % 2 === 0 ? x * re - y * im : x * im + y * re);
    });
    q = product(n, h, q);
  }
  return q;
}

describe("reduceHessenbergColumns and reduceHessenbergPanel", () => {
  it("QᴴAQ = H is Hessenberg with Q unitary, and more columns are QᴴB, to LAPACK's ratios, between canaries", () => {
    const law = fc.property(draw, fc.nat(3), ([n, seed, lead, spilled], more) => {
      const all = noise(seed);
      const width = 2 * (n + more);
      const tau = new Float64Array(2 * n);
      const plans = [plan([n, n + more], all, lead, spilled), plan([n, n], zero, lead, false)];
      const [out, v] = between(plans, (...x) => {
        const [matrix, vectors] = x.map(matrixOf);
        reduceHessenbergColumns(matrix, 0, n - 1, vectors, tau);
      });
      const left = (x: Numbers): number[] => x.filter((_, i) => i % width < 2 * n);
      const a = left(Array.from({ length: n * width }, (_, i) => all(i)));
      const h = left(out);
      const q = adjointOf(n, Math.max(0, n - 2), v, [...tau], 0);
      expectSimilar(n, q, (i) => a[i], h);
      h.forEach((x, i) => expect(Math.floor(i / (2 * n)) <= (Math.floor(i / 2) % n) + 1 || x === 0).toBe(true));
      for (let j = 0; j < more; j++) {
        const column = (f: (i: number) => number): number[] =>
          Array.from({ length: 2 * n * n }, (_, at) =>
            at % (2 * n) < 2 ? f(Math.floor(at / (2 * n)) * width + 2 * (n + j) + (at % 2)) : 0,
          );
        const exact = product(n, q, column(all));
        expect(
          distance(
            column((i) => out[i]),
            (i) => exact[i],
          ),
        ).toBeLessThan(THRESHOLD * n * EPS * 2 * n);
      }
    });
    fc.assert(law, { numRuns: 60 });
  });

  it("a panel's columns are those of QᴴAQ for its own Q", () => {
    const law = fc.property(draw, fc.integer({ min: 1, max: 9 }), ([order, seed, lead, spilled], count) => {
      const n = order + count + 2;
      const m = n - 1;
      const a = noise(seed);
      const tau = new Float64Array(2 * count);
      const plans = [
        plan([n, n], a, lead, spilled),
        plan([count, m], zero, lead, false),
        plan([count, m], zero, lead, false),
        plan([count, count], zero, lead, false),
      ];
      const [h, v] = between(plans, (...x) => {
        const [matrix, vectors, y, s] = x.map(matrixOf);
        reduceHessenbergPanel(matrix.block(1, 0, m, n), { v: vectors, y, s }, tau, 0);
      });
      const q = adjointOf(n, count, v, [...tau], 1);
      const full = Array.from({ length: 2 * n * n }, (_, i) => a(i));
      const exact = product(n, product(n, q, full), q, true);
      const inPanel = (i: number): boolean => Math.floor(i / 2) % n < count && i >= 2 * n;
      const difference = h.map((x, i) => (inPanel(i) ? x - exact[i] : 0));
      expect(distance(difference, zero)).toBeLessThan(THRESHOLD * n * EPS * 2 * n);
    });
    fc.assert(law, { numRuns: 60 });
  });
});

describe("complexBulgeChain and applyChain", () => {
  it("a window that holds all rows is the similarity G·A·Gᴴ of the reflectors that it lists, between canaries", () => {
    const sizes = fc.constantFrom([1, 4], [1, 3], [2, 6], [2, 4], [3, 8], [3, 7]);
    const law = fc.property(sizes, fc.nat(1e6), fc.nat(3), ([bulges, n], seed, lead) => {
      const a = hessenberg(n, seed);
      const shifts = noise(seed + 1);
      const numbers = (rows: number, cols: number, value: (i: number) => number): Plan => ({
        ...plan([rows, cols], value, lead, false),
        type: float64,
      });
      const plans = [
        plan([n, n], a, lead, false),
        numbers(2 * (bulges + 1) * bulges, 6, zero),
        numbers(bulges, 10, (i) => (i % 10 < 4 ? shifts(i) : 0)),
        plan([n, n], identity(n), lead, false),
        plan([n, n], identity(n), lead, false),
      ];
      const [h, , , g, adjoint] = between(plans, (...x) => {
        const [matrix, list, state, left, right] = x.map(matrixOf);
        const count = complexBulgeChain(matrix, list, state, 0, n - 1, 1 - 2 * bulges);
        applyChain(left, list, count);
        applyChain(right.T, list, count);
      });
      const full = Array.from({ length: 2 * n * n }, (_, i) => a(i));
      const exact = product(n, product(n, g, full), g, true);
      // below the diagonal the next window brings the ends of bulges up to date
      const upper = (i: number): boolean => Math.floor(i / (2 * n)) <= Math.floor(i / 2) % n;
      expect(
        distance(
          h.map((x, i) => (upper(i) ? x - exact[i] : 0)),
          zero,
        ),
      ).toBeLessThan(THRESHOLD * n * EPS * 2 * n);
      expect(distance(product(n, g, adjoint), identity(n))).toBeLessThan(THRESHOLD * n * EPS);
    });
    fc.assert(law, { numRuns: 60 });
  });
});
