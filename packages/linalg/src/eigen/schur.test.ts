import { describe, expect, it } from "vitest";
import { type NDArray, array, complex, eye, fromFunction, ones, stack, zeros } from "@linnet/core";
import { ReorderError } from "../errors.js";
import { schur } from "./schur.js";
import {
  THRESHOLD,
  inexactTypes,
  norm1,
  orthogonalityRatio,
  reconstructionRatio,
  squareMatrices,
  squareMatricesFor,
  uniform,
} from "../testing.js";
import { epsilonOf } from "../operand/epsilon.js";

type Pair = readonly [re: number, im: number];

describe.each(inexactTypes)("schur in %s", (dtype) => {
  it.each([1, 2, 3, 5, 10, 50, 100])(
    "takes matrices of order %i to Z·T·Zᴴ, Z unitary, both to 30·n·ε, T in standard form",
    (n) => {
      for (const [name, build] of squareMatricesFor(n, dtype)) {
        const a = build(n, dtype);
        const f = schur(a);
        const { T, Z, values }: { T: NDArray; Z: NDArray; values: NDArray } = f;
        expect.soft(reconstructionRatio(a, f.reconstruct()), name).toBeLessThan(THRESHOLD);
        expect.soft(orthogonalityRatio(Z), name).toBeLessThan(THRESHOLD);
        expect.soft(problemOf(T, values), name).toBe("");
      }
    },
    60_000,
  );
});

describe("schur", () => {
  const a = fromFunction([30, 30], uniform(30, 30, 4)) as NDArray;

  it.each(["float64", "float32"] as const)("complex of real matrices in %s: triangular, to 30·n·ε", (dtype) => {
    for (const n of [1, 2, 5, 50]) {
      for (const [name, build] of squareMatrices) {
        const f = schur(build(n, dtype), { output: "complex" });
        const { T, Z, values }: { T: NDArray; Z: NDArray; values: NDArray } = f;
        expect.soft(T.dtype).toBe(dtype === "float64" ? "complex128" : "complex64");
        expect.soft(reconstructionRatio(build(n, dtype), f.reconstruct()), name).toBeLessThan(THRESHOLD);
        expect.soft(orthogonalityRatio(Z), name).toBeLessThan(THRESHOLD);
        expect.soft(problemOf(T, values), name).toBe("");
      }
    }
  });

  it("splits a block with real eigenvalues, and makes the diagonal of a complex pair equal", () => {
    expect(
      schur(
        array([
          [1, 2],
          [3, 4],
        ]),
      )
        .T.at(1, 0)
        .item(),
    ).toBe(0);
    const { T } = schur(
      array([
        [1, 2],
        [-3, 5],
      ]),
    );
    expect(T.at(0, 0).item()).toBe(T.at(1, 1).item());
  });

  it("keeps Z unitary where numbers are lost to underflow: a permutation of 100 turned by phases", () => {
    const phase = (f: (x: number) => number) => (i: number, j: number) => Number(j === (i + 1) % 100) * f(i + 2 * j);
    const x = complex(fromFunction([100, 100], phase(Math.cos)), fromFunction([100, 100], phase(Math.sin)));
    const f = schur(x as NDArray);
    expect(reconstructionRatio(x, f.reconstruct())).toBeLessThan(THRESHOLD);
    expect(orthogonalityRatio(f.Z as NDArray)).toBeLessThan(THRESHOLD);
  });

  it("keeps a triangular matrix as it is, to the bit", () => {
    const t = array([
      [1, 2, 3],
      [0, -4, 5],
      [0, 0, 1e-300],
    ]);
    expect(schur(t).T.toArray()).toEqual(t.toArray());
    expect(schur(t).Z.toArray()).toEqual(eye(3).toArray());
  });

  describe.each(["real", "complex"] as const)("reorder, %s", (output) => {
    const f = schur(a, { output });
    const inLeftHalf = (re: number): boolean => re < 0;
    const moved = f.reorder(inLeftHalf);

    it("brings the chosen eigenvalues to the top, and leaves A = Z·T·Zᴴ", () => {
      const wanted = pairs(f.values).filter(([re]) => re < 0);
      const first = pairs(moved.values).slice(0, wanted.length);
      expect(first.every(([re]) => re < 0)).toBe(true);
      expect(reconstructionRatio(a, moved.reconstruct())).toBeLessThan(THRESHOLD);
      expect(orthogonalityRatio(moved.Z as NDArray)).toBeLessThan(THRESHOLD);
      expect(problemOf(moved.T, moved.values)).toBe("");
    });

    it("keeps the spectrum to 30·n·ε·‖A‖, whose eigenvalues are well conditioned", () => {
      const bound = THRESHOLD * 30 * 2 ** -52 * norm1(a) * 10;
      const left = pairs(moved.values);
      for (const [re, im] of pairs(f.values)) {
        expect(Math.min(...left.map(([p, q]) => Math.hypot(p - re, q - im)))).toBeLessThan(bound);
      }
    });

    it("changes nothing where none or all are chosen", () => {
      for (const all of [true, false]) expect(f.reorder(() => all).T.toArray()).toEqual(f.T.toArray());
    });
  });

  it("exchanges blocks of all orders", () => {
    const t = array([
      [1, 4, 3, 2, 1, 5],
      [-2, 1, 1, 1, 2, 2],
      [0, 0, 3, 1, -1, 2],
      [0, 0, 0, -5, 2, 1],
      [0, 0, 0, 0, 2, 7],
      [0, 0, 0, 0, -1, 2],
    ]);
    const f = schur(t);
    for (let chosen = 0; chosen < 16; chosen++) {
      const groups = [1, 3, -5, 2].filter((_, bit) => (chosen >> bit) & 1);
      const g = f.reorder((re) => groups.some((x) => Math.abs(re - x) < 0.01));
      const count = groups.reduce((n, x) => n + (x === 1 || x === 2 ? 2 : 1), 0);
      expect(reconstructionRatio(t, g.reconstruct())).toBeLessThan(THRESHOLD);
      expect(problemOf(g.T, g.values)).toBe("");
      const first = pairs(g.values).slice(0, count);
      expect(first.every(([re]) => groups.some((x) => Math.abs(re - x) < 0.01))).toBe(true);
    }
  });

  it("is batched over leading axes as a loop is", () => {
    const parts = [a, fromFunction([30, 30], uniform(30, 30, 5)) as NDArray];
    const f = schur(stack(parts) as NDArray);
    const g = f.reorder((re) => re > 0);
    parts.forEach((part, i) => {
      const single = schur(part);
      expect(f.T.at(i).toArray()).toEqual(single.T.toArray());
      expect(g.values.at(i).toArray()).toEqual(single.reorder((re) => re > 0).values.toArray());
    });
  });

  it("answers for empty matrices", () => {
    const f = schur(zeros([0, 0]));
    expect([f.T.shape, f.values.shape, f.reorder(() => true).Z.shape]).toEqual([[0, 0], [0], [0, 0]]);
    expect(schur(zeros([2, 0, 0])).values.shape).toEqual([2, 0]);
    expect(schur(zeros([0, 3, 3])).values.shape).toEqual([0, 3]);
  });

  it("refuses rectangular matrices, NaN, and a real form of complex matrices", () => {
    expect(() => schur(ones([2, 3]) as NDArray)).toThrow("schur: the last two axes must be equal; got a [2, 3].");
    expect(() => schur(array([[NaN]]))).toThrow(
      "schur: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => schur(complex(eye(2), 1), { output: "real" })).toThrow(
      "schur: a must be real for a real Schur form; got complex128. Leave out the option.",
    );
    expect(() => schur(eye(2), { output: "Real" as "real" })).toThrow(
      'schur: output must be "real" or "complex"; got "Real". Leave out the option.',
    );
  });

  it("says which matrix of a batch could not be reordered", () => {
    expect(new ReorderError([1, 2]).message).toBe(
      "reorder: neighbouring eigenvalues must be far enough apart to be exchanged; got two blocks of matrix [1, 2] whose " +
        "exchange would change eigenvalues by more than rounding. Select both or neither of such eigenvalues.",
    );
  });
});

function pairs(values: NDArray): Pair[] {
  const data = values.toTypedArray();
  return Array.from({ length: values.size }, (_, k) => [data[2 * k], data[2 * k + 1]]);
}

/** What is wrong with a Schur form and the eigenvalues that go with it; empty when nothing is. */
function problemOf(T: NDArray, values: NDArray): string {
  const n = T.shape[0];
  const t = T.toTypedArray();
  const isComplex = t.length === 2 * T.size;
  const at = (i: number, j: number): Pair =>
    isComplex ? [t[2 * (i * n + j)], t[2 * (i * n + j) + 1]] : [t[i * n + j], 0];
  const w = pairs(values);
  const tolerance = 4 * epsilonOf(T.type);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i - 1; j++) if (at(i, j).some((x) => x !== 0)) return `(${i}, ${j}) is not 0`;
    const [re, im] = at(i, i);
    const isBlock = !isComplex && i + 1 < n && at(i + 1, i)[0] !== 0;
    if (!isBlock) {
      if (i + 1 < n && at(i + 1, i).some((x) => x !== 0)) return `(${i + 1}, ${i}) is not 0`;
      if (w[i][0] !== re || w[i][1] !== im) return `value ${i} is ${w[i].join()}, not ${re},${im}`;
      continue;
    }
    const [b, c] = [at(i, i + 1)[0], at(i + 1, i)[0]];
    if (at(i + 1, i + 1)[0] !== re || Math.sign(b) !== -Math.sign(c)) return `block ${i} is not in standard form`;
    if (i + 2 < n && at(i + 2, i + 1)[0] !== 0) return `blocks at ${i} overlap`;
    const v = Math.sqrt(Math.abs(b)) * Math.sqrt(Math.abs(c));
    if (w[i][0] !== re || w[i + 1][0] !== re || w[i][1] !== -w[i + 1][1]) return `values at ${i} are no pair`;
    if (!(Math.abs(w[i][1] - v) <= tolerance * v)) return `value ${i} is ${w[i].join()}, not ±${v}i`;
    i++;
  }
  return "";
}
