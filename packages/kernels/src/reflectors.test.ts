import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { type ElementType, complex128, float64 } from "./element-type.js";
import { reduceRows, reflectorFactor } from "./lapack.js";

type Complex = readonly [re: number, im: number];
type Rows = readonly (readonly Complex[])[];

const u = 2 ** -53;
const types = fc.constantFrom<ElementType>(float64, complex128);

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
      let done = 0;
      const values = between(plans, (p, v, t) => {
        done = reduceRows(0, matrixOf(p), matrixOf(v), matrixOf(t));
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
        const bound = 20 * k * m * u * Math.hypot(...start[i].map(size));
        for (let j = 0; j < m; j++) {
          const [re, im] = [start[i][j][0] - applied[i][j][0], start[i][j][1] - applied[i][j][1]];
          const [x, y] = j <= i ? P[i][j] : [0, 0];
          expect(Math.hypot(re - x, im - y)).toBeLessThanOrEqual(bound);
        }
      }
    });
    fc.assert(law, { numRuns: 60 });
  });

  it.each([float64, complex128])(
    "leave rows to the caller whose squares over- or underflow, or are zero ($name)",
    (type) => {
      for (const scale of [0, 1e-200, 1e200]) {
        const p = plan(type, [3, 4], (i) => (i < (type.kind === "complex" ? 8 : 4) ? 1 + i : scale), false);
        const rest = [plan(type, [3, 4], () => 0, false), plan(type, [3, 3], () => 0, false)];
        let done = -1;
        between([p, ...rest], (x, v, t) => {
          done = reduceRows(0, matrixOf(x), matrixOf(v), matrixOf(t));
        });
        expect(done).toBe(1);
      }
    },
  );

  it("end at once where there is nothing to reduce", () => {
    between(
      [
        plan(float64, [2, 1], () => 3, false),
        plan(float64, [2, 1], () => 0, false),
        plan(float64, [2, 2], () => 9, false),
      ],
      (p, v, t) => {
        expect(reduceRows(2, matrixOf(p), matrixOf(v), matrixOf(t))).toBe(2);
      },
    );
  });
});
