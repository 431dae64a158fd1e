import { type NDArray, abs, array, astype, complex, sub } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { cosm, sinm } from "./cosm-sinm.js";
import { expm } from "./expm.js";
import cases from "./fixtures/entire.json" with { type: "json" };

const operations: Record<Which, (a: NDArray) => NDArray> = { exp: expm, cos: cosm, sin: sinm };
const names = ["exp", "cos", "sin"] as const;
type Which = (typeof names)[number];

describe("functions of matrices on which algorithms fail, against 120 digits", () => {
  // Rounding A alone changes the result by ε·κ(A), in the Frobenius norm as κ is: an algorithm may add a multiple that grows as n.
  it.each(names.flatMap((which) => (["float64", "float32"] as const).map((dtype) => [which, dtype] as const)))(
    "%s in %s is within n·ε·κ of the result, where that is less than 1",
    (which, dtype) => {
      const epsilon = dtype === "float64" ? 2 ** -52 : 2 ** -23;
      let judged = 0;
      for (const { name, n, a, values, conditions } of cases) {
        const bound = n * epsilon * conditions[which];
        const want = fromParts(values[which], n);
        if (bound >= 1 || (dtype === "float32" && frobenius(want) > 1e38)) continue;
        const got = operations[which](astype(fromParts(a, n), typeOf(dtype, a.length)));
        expect(errorOf(got, want), `${name}`).toBeLessThan(bound);
        judged++;
      }
      expect(judged).toBeGreaterThan(15);
    },
  );

  it("are right to 1e-13 where scaling by the norm would cost all digits, whatever the condition", () => {
    for (const { name, n, a, values } of cases) {
      if (!/overscaling|nilpotent|far from normal/.test(name)) continue;
      for (const which of names) {
        expect(errorOf(operations[which](fromParts(a, n)), fromParts(values[which], n)), `${name}`).toBeLessThan(1e-13);
      }
    }
  });

  it("keep the two diagonals of a triangular exponential to 8·ε each, and its zeros", () => {
    const { n, a, values } = named("far from normal");
    const x = expm(fromParts(a, n)).toArray() as number[][];
    for (let i = 0; i < n; i++) {
      for (const j of [i, i + 1].filter((k) => k < n)) {
        expect(Math.abs(x[i][j] / values.exp[0][i * n + j] - 1)).toBeLessThan(8 * 2 ** -52);
      }
      for (let j = 0; j < i; j++) expect(Math.abs(x[i][j])).toBe(0);
    }
  });
});

function named(wanted: string): (typeof cases)[number] {
  return cases.find(({ name }) => name === wanted) ?? cases[0];
}

function typeOf(dtype: "float32" | "float64", parts: number): "float32" | "float64" | "complex64" | "complex128" {
  if (parts === 1) return dtype;
  return dtype === "float32" ? "complex64" : "complex128";
}

function fromParts(parts: readonly (readonly number[])[], n: number): NDArray {
  const [re, im] = parts.map((part) => array(new Float64Array(part), { shape: [n, n] }));
  return im === undefined ? re : complex(re, im);
}

function errorOf(got: NDArray, want: NDArray): number {
  return frobenius(sub(astype(got, "complex128"), want)) / frobenius(want);
}

/** √Σ|aᵢⱼ|², of numbers below 1e200. */
function frobenius(a: NDArray): number {
  let sum = 0;
  for (const x of abs(a).toTypedArray()) sum += (x / 1e50) ** 2;
  return 1e50 * Math.sqrt(sum);
}
