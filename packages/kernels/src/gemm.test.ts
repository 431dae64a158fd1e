import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { operands, placements, tameFloat } from "./conformance/arbitraries.js";
import { implementations } from "./conformance/implementations.js";
import { fillWith, matrixOf, operand, placeOf, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { gamma } from "./conformance/tolerance.js";
import { type ElementType, float32, float64 } from "./element-type.js";
import { elements } from "./memory/storage.js";
import type { Strided } from "./strided.js";
import { configureThreads, readyWorkers } from "./threads/pool.js";
import { canShareMemory } from "./threads/spawn.js";

const scales = fc.constantFrom(0, 1, -1, 2.5);
/** Sizes around those of register tiles, of unpacked products, and one block of k and a bit. */
const sizes = fc.oneof(
  fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)),
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 380, max: 400 })),
  fc.tuple(fc.integer({ min: 20, max: 110 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })),
);

const at = (x: Strided, i: number, j: number): number => elements(x.storage, x.type)[placeOf(x, [i, j])];

/** |C − (α·A·B + β·C₀)| ≤ γₖ₊₃·(|α|·|A|·|B| + |β|·|C₀|) componentwise (Higham, 2002, §3.5), C₀ unread where β = 0. */
function expectProduct(alpha: number, a: Strided, b: Strided, beta: number, before: number[], c: Strided): void {
  const [m, n] = c.layout.shape;
  const k = a.layout.shape[1];
  const bound = gamma(k + 3, c.type);
  valuesOf(c).forEach((value, place) => {
    const [i, j] = [Math.floor(place / n), place % n];
    let [sum, scale] = [0, 0];
    for (let l = 0; l < k; l++) {
      const term = at(a, i, l) * at(b, l, j);
      sum += term;
      scale += Math.abs(term);
    }
    const rest = beta === 0 ? 0 : beta * before[place];
    const error = Math.abs(value - (alpha * sum + rest));
    expect(error).toBeLessThanOrEqual(bound * (Math.abs(alpha) * scale + Math.abs(rest)));
  });
  expect(valuesOf(c)).toHaveLength(m * n);
}

describe.each(implementations)("gemm ($name)", ({ kernels: { gemm } }) => {
  it("computes α·A·B + β·C within γₖ₊₃·(|α|·|A|·|B| + |β|·|C|), for any strides", () => {
    const draw = fc
      .tuple(sizes, fc.constantFrom(float32, float64))
      .chain(([[m, n, k], type]) =>
        fc.tuple(
          operands(type, [m, k], tameFloat),
          operands(type, [k, n], tameFloat),
          fc.tuple(placements([m, n], false), fc.constant([m, n])),
          fc.tuple(scales, scales),
        ),
      );
    const law = fc.property(draw, ([a, b, [placement, shape], [alpha, beta]]) => {
      const c = operand(a.type, shape, placement, NaN);
      if (beta !== 0) fillWith(c, ([i, j]) => Math.cos(i + 3 * j));
      const [before, around] = [valuesOf(c), surroundings(c)];
      gemm(alpha, matrixOf(a), matrixOf(b), beta, matrixOf(c));
      expectProduct(alpha, a, b, beta, before, c);
      expect(surroundings(c)).toEqual(around);
    });
    fc.assert(law, { numRuns: 150 });
  });

  it("leaves A and B unread where α = 0, and C where β = 0", () => {
    for (const type of [float32, float64]) {
      const nan = operand(type, [3, 3], tight([3, 3]), NaN);
      const c = fillWith(operand(type, [3, 3], tight([3, 3]), 0), () => 2);
      gemm(0, matrixOf(nan), matrixOf(nan), 0.5, matrixOf(c));
      expect(valuesOf(c)).toEqual(new Array(9).fill(1));
      gemm(0, matrixOf(nan), matrixOf(nan), 0, matrixOf(nan));
      expect(valuesOf(nan)).toEqual(new Array(9).fill(0));
    }
  });

  it("scales C where there is nothing to sum", () => {
    const c = fillWith(operand(float64, [2, 3], tight([2, 3]), 0), () => 3);
    const a = operand(float64, [2, 0], tight([2, 0]), 0);
    gemm(1, matrixOf(a), matrixOf(operand(float64, [0, 3], tight([0, 3]), 0)), 2, matrixOf(c));
    expect(valuesOf(c)).toEqual(new Array(6).fill(6));
  });

  it("spreads NaN of A to its row, whatever B holds", () => {
    const a = fillWith(operand(float32, [2, 2], tight([2, 2]), 0), ([i, j]) => (i === 1 && j === 1 ? NaN : 1));
    const b = fillWith(operand(float32, [2, 2], tight([2, 2]), 0), () => 0);
    const c = operand(float32, [2, 2], tight([2, 2]), 5);
    gemm(1, matrixOf(a), matrixOf(b), 0, matrixOf(c));
    expect(valuesOf(c)).toEqual([0, 0, NaN, NaN]);
  });
});

describe.each(implementations)("gemv ($name)", ({ kernels: { gemv } }) => {
  it("computes α·A·x + β·y within γₙ₊₄·(|α|·|A|·|x| + |β|·|y|), for any strides", () => {
    const draw = fc
      .tuple(fc.nat(50), fc.nat(50), fc.constantFrom(float32, float64))
      .chain(([m, n, type]) =>
        fc.tuple(
          operands(type, [m, n], tameFloat),
          operands(type, [n, 1], tameFloat),
          fc.tuple(placements([m, 1], false), fc.constant([m, 1])),
          fc.tuple(scales, scales),
        ),
      );
    const law = fc.property(draw, ([a, x, [placement, shape], [alpha, beta]]) => {
      const y = operand(a.type, shape, placement, NaN);
      if (beta !== 0) fillWith(y, ([i]) => Math.sin(i));
      const [before, around] = [valuesOf(y), surroundings(y)];
      gemv(alpha, matrixOf(a), matrixOf(x), beta, matrixOf(y));
      const bound = gamma(a.layout.shape[1] + 4, a.type);
      valuesOf(y).forEach((value, i) => {
        let [sum, scale] = [0, 0];
        for (let j = 0; j < a.layout.shape[1]; j++) {
          const term = at(a, i, j) * at(x, j, 0);
          sum += term;
          scale += Math.abs(term);
        }
        const rest = beta === 0 ? 0 : beta * before[i];
        const error = Math.abs(value - (alpha * sum + rest));
        expect(error).toBeLessThanOrEqual(bound * (Math.abs(alpha) * scale + Math.abs(rest)));
      });
      expect(surroundings(y)).toEqual(around);
    });
    fc.assert(law, { numRuns: 150 });
  });
});

describe("gemm (wasm)", () => {
  const { gemm } = implementations[1].kernels;
  afterEach(() => configureThreads({ count: 1 }));

  const random = (type: ElementType, shape: number[], order: number[]): Strided =>
    fillWith(operand(type, shape, { ...tight(shape), order }, 0), ([i, j]) => Math.sin(1 + i * 7.3 + j * 1.7));

  it("gives the same bits for all four transpositions, and for parts of C", () => {
    for (const type of [float32, float64]) {
      for (const [m, n, k] of [
        [5, 17, 9],
        [30, 50, 390],
        [2, 40, 20],
        [7, 9, 400],
      ]) {
        const product = (aOrder: number[], bOrder: number[], cOrder: number[]): number[] => {
          const c = operand(type, [m, n], { ...tight([m, n]), order: cOrder }, NaN);
          gemm(1, matrixOf(random(type, [m, k], aOrder)), matrixOf(random(type, [k, n], bOrder)), 0, matrixOf(c));
          return valuesOf(c);
        };
        const straight = product([0, 1], [0, 1], [0, 1]);
        for (const orders of [
          [0, 1, 0],
          [1, 0, 0],
          [1, 1, 0],
          [0, 0, 1],
          [1, 1, 1],
        ]) {
          const [a, b, c] = orders.map((transposed) => (transposed === 1 ? [1, 0] : [0, 1]));
          expect(product(a, b, c)).toEqual(straight);
        }
        const c = operand(type, [m, n], tight([m, n]), NaN);
        const [a, b] = [matrixOf(random(type, [m, k], [0, 1])), matrixOf(random(type, [k, n], [0, 1]))];
        for (const [from, to] of [
          [0, 3],
          [3, m],
        ].filter(([i]) => i < m)) {
          const rows = Math.min(to, m) - from;
          gemm(1, a.block(from, 0, rows, k), b, 0, matrixOf(c).block(from, 0, rows, n));
        }
        expect(valuesOf(c)).toEqual(straight);
      }
    }
  });

  it.runIf(canShareMemory())("gives the same bits on two threads as on one", async () => {
    const [m, n, k] = [150, 310, 170];
    const product = (): number[] => {
      const c = fillWith(operand(float32, [m, n], tight([m, n]), 0), ([i]) => i);
      gemm(1.5, matrixOf(random(float32, [m, k], [0, 1])), matrixOf(random(float32, [k, n], [1, 0])), 0.5, matrixOf(c));
      return valuesOf(c);
    };
    configureThreads({ count: 1 });
    const alone = product();
    configureThreads({ count: 2 });
    product(); // starts the worker
    await vi.waitFor(() => expect(readyWorkers()).toBe(1), { timeout: 5000, interval: 5 });
    for (let i = 0; i < 5; i++) expect(product()).toEqual(alone);
  });
});
