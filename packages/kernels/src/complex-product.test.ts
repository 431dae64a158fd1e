import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { realType } from "./complex/parts.js";
import { matrixOf } from "./conformance/operand.js";
import { noise } from "./conformance/pages.js";
import { type Run, both, expectWithin, input, output, seeds } from "./conformance/plans.js";
import { gamma } from "./conformance/tolerance.js";
import { type ElementType, complex128, complex64, float64 } from "./element-type.js";
import { complexProduct, complexSolve } from "./lapack.js";
import type { MatrixView } from "./matrix-view.js";
import { gemm } from "./reference/gemm.js";
import { trsm } from "./reference/trsm.js";
import type { Kernels } from "./signatures.js";

const types = fc.constantFrom<ElementType>(complex64, complex128);
const side = fc.oneof(fc.nat(12), fc.integer({ min: 13, max: 40 }));
const scales = fc.constantFrom(0, 1, -1, 0.7);

/** Runs with the conjugate of an operand that is only read. */
function withConjugate(x: MatrixView, use: () => void): void {
  const flip = (): void => {
    const { data, offset, rows, cols, rowStride, colStride } = x;
    const places = new Set<number>();
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) places.add(offset + i * rowStride + j * colStride);
    for (const at of places) data[2 * at + 1] *= -1;
  };
  flip();
  use();
  flip();
}

/** The reference is asked for by its own kernels, which have no conjugates. */
const isReference = (kernels: Kernels): boolean => kernels.gemm === gemm;

describe("complexProduct", () => {
  it("is α·A·B + β·C with conjugates on request, each part within γₖ₊₆·(8·k·|α| + 2·|β|), and touches nothing beyond", () => {
    const inner = fc.oneof(side, fc.constantFrom(130, 300));
    const draw = fc.tuple(side, side, inner, types, seeds).chain(([m, n, k, type, seed]) =>
      fc.record({
        k: fc.constant(k),
        alpha: scales,
        beta: scales,
        conjugated: fc.constantFrom("neither" as const, "a" as const, "b" as const),
        plans: fc.tuple(
          input(type, [m, k], noise(seed)),
          input(type, [k, n], noise(seed + 7)),
          output(type, [m, n], true).map((plan) => ({ ...plan, value: noise(seed + 9) })),
        ),
      }),
    );
    const law = fc.property(draw, ({ k, alpha, beta, conjugated, plans }) => {
      const run: Run =
        (kernels) =>
        (...operands) => {
          const [a, b, c] = operands.map(matrixOf);
          if (!isReference(kernels)) complexProduct(alpha, a, b, beta, c, conjugated);
          else if (conjugated === "neither") gemm(alpha, a, b, beta, c);
          else withConjugate(conjugated === "a" ? a : b, () => gemm(alpha, a, b, beta, c));
        };
      // parts are below 1, so that the terms of (P + Q)·(R + S), P·R and Q·S are below 4, 1 and 1: a sum of at most 6·k, in k + 6 roundings
      const type = plans[0].type;
      const roundings = gamma(k + 6, realType(type)) + gamma(2 * k + 4, float64);
      const bound = roundings * (8 * k * Math.abs(alpha) + 2 * Math.abs(beta));
      expectWithin(plans, run, () => bound);
    });
    fc.assert(law, { numRuns: 150 });
  });

  it("leaves imaginary parts of products of real numbers exactly zero", () => {
    const draw = fc.tuple(side, side, side, types, seeds).chain(([m, n, k, type, seed]) => {
      const real = (random: (i: number) => number) => (i: number) => (i & 1 ? 0 : random(i));
      return fc.tuple(
        input(type, [m, k], real(noise(seed))),
        input(type, [k, n], real(noise(seed + 7))),
        output(type, [m, n]),
      );
    });
    const law = fc.property(draw, (plans) => {
      const run: Run =
        () =>
        (...operands) => {
          const [a, b, c] = operands.map(matrixOf);
          complexProduct(1, a, b, 0, c);
        };
      const [, actual] = both(plans, run);
      expect(actual.every((value, i) => i % 2 === 0 || value === 0)).toBe(true);
    });
    fc.assert(law, { numRuns: 40 });
  });
});

describe("complexSolve", () => {
  it("solves T·X = B, or with T̄, a triangle near the identity: |Δ| ≤ 16·γₖ₊₈·max|X|·‖T‖∞, and touches nothing beyond", () => {
    const columns = fc.oneof(fc.nat(5), side);
    const draw = fc.tuple(fc.oneof(side, fc.constant(70)), columns, types).chain(([k, n, type]) => {
      // off the diagonal, the moduli of a row add up to less than ½: I − T has a norm under ½
      const near = (i: number): number => ((i >> 1) % (k + 1) === 0 ? 1 - (i & 1) / 4 : 0.3 / (k + 1));
      return fc.record({
        k: fc.constant(k),
        triangle: fc.constantFrom("lower" as const, "upper" as const),
        diag: fc.constantFrom("unit" as const, "nonunit" as const),
        conjugate: fc.boolean(),
        plans: fc.tuple(input(type, [k, k], near), output(type, [k, n])),
      });
    });
    const law = fc.property(draw, ({ k, triangle, diag, conjugate, plans: [t, b] }) => {
      const free = { ...t.placement, gaps: t.placement.gaps.map((gap) => gap || 1) };
      const all = [{ ...t, placement: free }, b];
      const run: Run = (kernels) => (x, y) => {
        const [triangular, right] = [matrixOf(x), matrixOf(y)];
        if (!isReference(kernels)) complexSolve(triangular, triangle, diag, right, conjugate);
        else if (conjugate) withConjugate(triangular, () => trsm(1, triangular, triangle, diag, right));
        else trsm(1, triangular, triangle, diag, right);
      };
      const largest = both(all, run)[0].reduce((m, value) => Math.max(m, Math.abs(value)), 0);
      const roundings = gamma(k + 8, realType(t.type)) + gamma(2 * k + 8, float64);
      const bound = 16 * roundings * 1.5 * largest;
      expectWithin(all, run, () => bound * (1 + bound) + Number.MIN_VALUE);
      expect(Number.isFinite(largest)).toBe(true);
    });
    fc.assert(law, { numRuns: 150 });
  });

  it("divides by numbers whose reciprocals over- or underflow", () => {
    for (const size of [2 ** -1060, 2 ** 1020]) {
      const draw = output(complex128, [3, 5]).map((b) => ({ ...b, value: (i: number) => (i % 3) * size }));
      const law = fc.property(
        draw,
        input(complex128, [3, 3], (i) => (i % 8 === 0 ? size : 0)),
        (b, t) => {
          const placement = { ...t.placement, gaps: t.placement.gaps.map((gap) => gap || 1) };
          const [, actual] = both(
            [{ ...t, placement }, b],
            () => (x, y) => complexSolve(matrixOf(x), "lower", "nonunit", matrixOf(y)),
          );
          expect(actual).toEqual(actual.map((_, i) => i % 3));
        },
      );
      fc.assert(law, { numRuns: 5 });
    }
  });
});
