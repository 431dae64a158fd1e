import { type NDArray, ShapeError, ValueError, abs, eye, matmul, max, random, sub } from "@linnet/core";
import { eig, eigh, eigvals, eigvalsh, matrixNorm } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NotExactError } from "../arithmetic/exact.js";
import type { Explanation } from "../story/explanation.js";
import { UNIT, arrayOf, assertWithin, integers, result } from "../testing.js";
import { type EigenOptions, eigen } from "./eigen.js";

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

function symmetric(n: number, seed: number): NDArray {
  const m: NDArray = random(seed).normal([n, n]);
  return m.add(m.T as NDArray).div(2);
}

const norm = (a: NDArray): number => matrixNorm(a, { ord: "fro" }).item();
const largest = (a: NDArray): number => max(abs(a)).item();
const texts = (story: Explanation, name: string): string[][] =>
  story.results[name].map((row) => row.map(({ text }) => text));

/** Values as (re, im), of real ones with im = 0. */
function pairs(story: Explanation): [number, number][] {
  return story.results.values.map(([re, im]) => [re.value, im?.value ?? 0]);
}

/** p(n)·u·‖A‖ with p(n) = 16·n²: how far eigenvalues of a symmetric matrix move under the rounding of a stable method. */
function roundingOf(a: NDArray): number {
  return 16 * a.shape[0] ** 2 * UNIT * norm(a);
}

/** Values, vectors with their signs, and A·V = V·D, all as `eigh` has them; vectors to ‖E‖/gap (Davis and Kahan). */
function assertAsEigh(story: Explanation, a: NDArray): void {
  const found = eigh(a);
  const known = found.values.toArray() as number[];
  const n = known.length;
  assertWithin(result(story, "values"), found.values.reshape([n, 1]) as NDArray, roundingOf(a));
  const V = result(story, "vectors");
  assertWithin(matmul(V.T as NDArray, V), eye(n) as NDArray, 64 * n ** 2 * UNIT);
  assertWithin(result(story, "A·V"), result(story, "V·D"), 4 * roundingOf(a));
  known.forEach((value, k) => {
    const gap = Math.min(...known.filter((_, i) => i !== k).map((other) => Math.abs(other - value)));
    if (gap < 1e-6 * norm(a)) return; // no such vector is distinguished
    const column = (m: NDArray): NDArray => m.slice(":", k) as NDArray;
    assertWithin(column(V), column(found.vectors as NDArray), (4 * roundingOf(a)) / gap + 8 * n * UNIT);
  });
}

describe("eigen by the characteristic polynomial", () => {
  const twos = integers(2, 2);

  it("is exact for 2 × 2 matrices, roots, complex pairs and all: A·V is V·D", () => {
    fc.assert(
      fc.property(twos, (rows) => {
        const story = eigen(rows);
        expect(story.arithmetic).toBe("exact");
        expect(texts(story, "A·V")).toEqual(texts(story, "V·D"));
      }),
    );
  });

  it("ends with the eigenvalues of eig, to their conditions", () => {
    fc.assert(
      fc.property(twos, (rows) => {
        const a = arrayOf(rows);
        const { values, conditionNumbers } = eig(a, { conditionNumbers: true });
        const conditions = conditionNumbers.toArray() as number[];
        fc.pre(Math.max(...conditions) < 1e6);
        const told = pairs(eigen(rows));
        (values.toArray() as [number, number][]).forEach(([re, im], i) => {
          const gap = Math.min(...told.map((value) => Math.hypot(value[0] - re, value[1] - im)));
          expect(gap).toBeLessThanOrEqual(2 * conditions[i] * roundingOf(a));
        });
      }),
    );
  });

  it("ends with values and vectors of eigh, signs and all, exactly or in floats", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), seeds, (n, seed) => {
        const a = symmetric(n, seed);
        assertAsEigh(eigen(a), a);
      }),
    );
    fc.assert(
      fc.property(twos, ([[p, q], [, s]]) => {
        const rows = [
          [p, q],
          [q, s],
        ];
        const story = eigen(rows);
        if (!story.steps.some(({ title }) => title === "Choose the signs")) assertAsEigh(story, arrayOf(rows));
      }),
    );
  });

  it("leaves vectors whose lengths are roots of roots unscaled, with the directions and signs of eigh", () => {
    const rows = [
      [2, 1],
      [1, 1],
    ];
    const story = eigen(rows);
    expect(texts(story, "values")).toEqual([["(3-√5)/2"], ["(3+√5)/2"]]);
    const V = result(story, "vectors").toArray() as number[][];
    const known = eigh(arrayOf(rows)).vectors.toArray() as number[][];
    for (const k of [0, 1]) {
      const length = Math.hypot(V[0][k], V[1][k]);
      for (const i of [0, 1]) expect(Math.abs(V[i][k] / length - known[i][k])).toBeLessThanOrEqual(16 * UNIT);
    }
  });

  it("finds eigenvalues of 3 × 3 matrices that are fractions, repeated ones too", () => {
    const lowers = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 });
    const values = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(values, lowers, lowers, (d, [a, b, c], [e, f, g]) => {
        // P = L·U has determinant 1, so that P·D·P⁻¹ has whole entries.
        const P = matmul(
          arrayOf([
            [1, 0, 0],
            [a, 1, 0],
            [b, c, 1],
          ]),
          arrayOf([
            [1, e, f],
            [0, 1, g],
            [0, 0, 1],
          ]),
        );
        const D = arrayOf(d.map((value, i) => d.map((_, j) => (i === j ? value : 0))));
        const inverse = adjugate(P.toArray() as number[][]);
        const story = eigen(matmul(matmul(P, D), arrayOf(inverse)).toArray() as number[][]);
        expect(story.arithmetic).toBe("exact");
        expect(story.result("values").toArray()).toEqual([...d].sort((x, y) => x - y).map((x) => [x]));
        expect(texts(story, "A·V")).toEqual(texts(story, "V·D"));
        expect(story.results.vectors[0].length).toBe(3); // diagonalizable
      }),
    );
  });

  it("has roots, in floats, at which p is zero up to the rounding of its own terms", () => {
    fc.assert(
      fc.property(integers(3, 3), (rows) => {
        const story = eigen(rows, { arithmetic: "float64" });
        const [p] = (story.steps[1].after.p ?? []).map((row) => row.map(({ value }) => value));
        const told = pairs(story);
        const apart = told.flatMap((x, i) => told.slice(i + 1).map((y) => Math.hypot(x[0] - y[0], x[1] - y[1])));
        fc.pre(Math.min(...apart) > 1e-3);
        for (const [re, im] of told) {
          if (im !== 0) continue;
          const terms = p.map((coefficient, k) => coefficient * re ** (3 - k));
          const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
          expect(Math.abs(terms.reduce((sum, term) => sum + term))).toBeLessThanOrEqual(64 * UNIT * size);
        }
      }),
    );
  });

  it("tells a complex pair as a turn", () => {
    const story = eigen([
      [0, -1],
      [1, 0],
    ]);
    expect(story.steps.map(({ title }) => title)).toEqual([
      "Look for directions that A only stretches",
      "Write the characteristic polynomial",
      "Solve λ² + 1 = 0",
      "Find the plane of λ = ±i",
      "Scale the vectors to length 1",
      "A turns a plane",
    ]);
    expect(story.steps.at(-1)?.why).toBe("In the basis of x and y, A turns by 90° and stretches by 1. A·V is V·D.");
    expect(story.result("values").toArray()).toEqual([
      [0, 1],
      [0, -1],
    ]);
    expect(story.result("D").toArray()).toEqual([
      [0, 1],
      [-1, 0],
    ]);
  });

  it("tells of a defective matrix that it has too few directions", () => {
    const story = eigen([
      [3, 1],
      [-1, 1],
    ]);
    expect(story.steps.at(-1)?.title).toBe("A has too few eigenvectors");
    expect(story.steps.at(-1)?.why).toBe(
      "λ = 2 is a double root without as many directions: A is defective, and 1 of 2 columns are all that V can have. A·V is V·D.",
    );
    expect(texts(story, "values")).toEqual([["2"], ["2"]]);
    expect(texts(story, "vectors")).toEqual([["√2/2"], ["-√2/2"]]);
    const triple = eigen([
      [2, 1, 0],
      [0, 2, 1],
      [0, 0, 2],
    ]);
    expect(triple.results.vectors.map((row) => row.length)).toEqual([1, 1, 1]);
  });

  it("shows in 3 digits what a polynomial loses", () => {
    const a = [
      [1, 0.01],
      [0.01, 1],
    ];
    const story = eigen(a, { arithmetic: { digits: 3 } });
    expect(texts(story, "values")).toEqual([["0.99"], ["1.01"]]);
    expect(texts({ results: story.steps[1].after } as Explanation, "p")).toEqual([["1", "-2", "1"]]); // det is 0.9999
  });
});

/** P⁻¹ of a matrix of determinant 1. */
function adjugate(P: number[][]): number[][] {
  const minor = (i: number, j: number): number => {
    const [[a, b], [c, d]] = P.filter((_, k) => k !== i).map((row) => row.filter((_, k) => k !== j));
    return a * d - b * c;
  };
  return P.map((row, i) => row.map((_, j) => ((i + j) % 2 === 0 ? 1 : -1) * minor(j, i)));
}

describe("eigen by iterations", () => {
  const orders = fc.integer({ min: 1, max: 6 });

  it.each(["jacobi", "qr"] as const)("ends with values and vectors of eigh, by %s", (method) => {
    fc.assert(
      fc.property(orders, seeds, (n, seed) => {
        const a = symmetric(n, seed);
        assertAsEigh(eigen(a, { method }), a);
      }),
      { numRuns: 40 },
    );
  });

  it("ends with a Schur form, and with the eigenvalues of eigvals to their conditions, by qr", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), seeds, (n, seed) => {
        const a: NDArray = random(seed).normal([n, n]);
        const story = eigen(a, { method: "qr" });
        const [Q, T] = [result(story, "Q"), result(story, "T")];
        assertWithin(matmul(Q.T as NDArray, Q), eye(n) as NDArray, 64 * n ** 2 * UNIT);
        assertWithin(result(story, "A·Q"), result(story, "Q·T"), 4 * roundingOf(a));
        const rows = T.toArray() as number[][];
        rows.forEach((row, i) => row.slice(0, Math.max(0, i - 1)).forEach((entry) => expect(entry).toBe(0)));
        const { values, conditionNumbers } = eig(a, { conditionNumbers: true });
        const told = pairs(story);
        (values.toArray() as [number, number][]).forEach(([re, im], i) => {
          const bound = 4 * (conditionNumbers.toArray() as number[])[i] * roundingOf(a);
          if (bound > 1e-9) return; // first order only
          expect(Math.min(...told.map((value) => Math.hypot(value[0] - re, value[1] - im)))).toBeLessThanOrEqual(bound);
        });
      }),
      { numRuns: 40 },
    );
  });

  it("finds, by power iteration, a number as near to an eigenvalue as A·x is to a multiple of x", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 20 }), seeds, (n, steps, seed) => {
        const a = symmetric(n, seed);
        const story = eigen(a, { method: "power", steps });
        const residual = norm(sub(result(story, "A·V"), result(story, "V·D")));
        const [[theta]] = pairs(story);
        const gaps = (eigvalsh(a).toArray() as number[]).map((value) => Math.abs(value - theta));
        expect(Math.min(...gaps)).toBeLessThanOrEqual(residual + roundingOf(a)); // of symmetric matrices
      }),
    );
  });

  it("goes on, by power iteration, to the dominant eigenvector with linalg's sign, and says so", () => {
    const rows = [
      [2, 1],
      [1, 3],
    ];
    const story = eigen(rows, { method: "power" });
    const last = story.steps.at(-1);
    expect(last?.title).toMatch(/^After \d+ steps, A only stretches x$/);
    expect(last?.why).toContain("This is the dominant eigenvalue and its eigenvector, with linalg's sign.");
    const { values, vectors } = eigh(arrayOf(rows));
    assertWithin(result(story, "values").reshape([]) as NDArray, values.at(1) as NDArray, roundingOf(arrayOf(rows)));
    assertWithin(result(story, "vectors").reshape([2]) as NDArray, vectors.slice(":", 1) as NDArray, 64 * UNIT);
  });

  it("says why power iteration does not settle, or settles elsewhere", () => {
    const why = (a: number[][], options: EigenOptions): string | undefined =>
      eigen(a, { method: "power", ...options }).steps.at(-1)?.why;
    expect(
      why(
        [
          [0, -1],
          [1, 0],
        ],
        {},
      ),
    ).toContain("The two largest eigenvalues are 1 in size, both: neither of them wins.");
    const a = [
      [2, 1],
      [1, 2],
    ];
    expect(why(a, { steps: 2 })).toContain(
      "Each step wins a factor of 3 only: more steps would settle it. A·V and V·D differ by at most",
    );
    expect(why(a, { start: [1, -1] })).toContain(
      "This is not the dominant eigenvalue, whose size is 3: the start has no part along its eigenvector.",
    );
    expect(
      eigen(
        [
          [0, 1],
          [0, 0],
        ],
        { method: "power" },
      )
        .result("values")
        .toArray(),
    ).toEqual([[0]]);
  });

  it("says how much is left when the steps run out", () => {
    const a = symmetric(4, 7);
    for (const method of ["jacobi", "qr"] as const) {
      const last = eigen(a, { method, steps: 1 }).steps.at(-1);
      expect(last?.title).toBe("The steps have run out");
      expect(last?.why).toMatch(/ is left off the diagonal: more steps would bring it down\. A·V and V·D differ/);
    }
    expect(eigen(random(3).normal([4, 4]), { method: "qr", steps: 1 }).steps.at(-1)?.why).toMatch(/below the diagonal/);
  });

  it("comes out of a cycle of shifts: a permutation is no fixed point", () => {
    const cycle = [
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ];
    const story = eigen(cycle, { method: "qr" });
    expect(story.steps.some(({ why }) => why.startsWith("The last steps brought no new zero"))).toBe(true);
    const known = (eigvals(arrayOf(cycle)).toArray() as [number, number][]).sort((x, y) => x[0] - y[0] || y[1] - x[1]);
    pairs(story).forEach((value, i) =>
      value.forEach((part, k) => expect(Math.abs(part - known[i][k])).toBeLessThanOrEqual(64 * UNIT)),
    );
  });

  it("tells larger matrices a sweep a step", () => {
    const a = symmetric(16, 5);
    const story = eigen(a);
    assertAsEigh(story, a);
    expect(story.steps.length).toBeLessThan(12);
    expect(story.steps[1].title).toBe("Sweep 1: up to 120 rotations");
    expect(eigen(random(5).normal([16, 16])).title).toBe("Eigenvalues by the QR iteration");
  });

  it("makes rounding visible in few digits", () => {
    const rows = [
      [4, 1, 0],
      [1, 3, 1],
      [0, 1, 2],
    ];
    const story = eigen(rows, { method: "jacobi", arithmetic: { digits: 3 }, steps: 12 });
    const known = eigvalsh(arrayOf(rows)).reshape([3, 1]) as NDArray;
    // 12 rotations of two roundings each, of entries up to ‖A‖, by half a unit of the third digit
    assertWithin(result(story, "values"), known, 24 * 0.005 * norm(arrayOf(rows)));
    expect(largest(sub(result(story, "values"), known))).toBeGreaterThan(UNIT);
  });
});

describe("eigen", () => {
  const a = [
    [1, 2],
    [3, 4],
  ];
  const op = "explain.eigen";

  it("chooses the method by size and symmetry", () => {
    expect(eigen(a).title).toBe("Eigenvalues by the characteristic polynomial");
    expect(eigen(eye(4)).title).toBe("Eigenvalues by Jacobi's rotations");
    expect(eigen(random(1).normal([4, 4])).title).toBe("Eigenvalues by the QR iteration");
  });

  it("refuses what it cannot tell", () => {
    expect(() => eigen([[1, 2]])).toThrow(new ShapeError(op, "a must be square", { a: [1, 2] }));
    expect(() => eigen(eye(4), { method: "characteristic" })).toThrow(
      new ShapeError(
        op,
        "a must be at most 3 × 3 for the characteristic polynomial",
        { a: [4, 4] },
        'Use method: "qr".',
      ),
    );
    expect(() => eigen(a, { method: "jacobi" })).toThrow(
      new ValueError(op, "a must be symmetric", "2 at [0, 1] and 3 at [1, 0]", 'Use method: "qr".'),
    );
    expect(() => eigen(a, { method: "qr", arithmetic: "exact" })).toThrow(
      new ValueError(op, "exact arithmetic needs a method that ends", "qr", 'Use method: "characteristic".'),
    );
    expect(() => eigen(a, { method: "power", start: [0, "0/5"] })).toThrow(
      new ValueError(op, "start must not be zero", "2 zeros"),
    );
    expect(() => eigen(a, { method: "power", start: [1] })).toThrow(
      new ShapeError(op, "start must have 2 entries, as a has rows", { start: [1] }),
    );
    expect(() => eigen(a, { method: "lanczos" as "qr" })).toThrow(
      new ValueError(op, 'method must be "characteristic" or "power" or "qr" or "jacobi"', "lanczos"),
    );
    for (const method of ["characteristic", "power", "qr", "jacobi"] as const) {
      expect(() =>
        eigen(
          [
            [1e-80, 0],
            [0, 0],
          ],
          { method },
        ),
      ).toThrow(
        new ValueError(op, "the largest entry of a must be between 1e-75 and 1e75 in size", 1e-80, "Scale a first."),
      );
    }
    expect(() =>
      eigen(
        [
          [0, 1e13],
          [0, 0],
        ],
        { arithmetic: "float32" },
      ),
    ).toThrow(
      new ValueError(
        op,
        "the largest entry of a must be between 1e-12 and 1e12 in size",
        Math.fround(1e13),
        "Scale a first.",
      ),
    );
    expect(() => eigen(a, { steps: 0 })).toThrow(new ValueError(op, "steps must be an integer in [1, 1000]", 0));
  });

  it("tells a cubic without roots that are fractions in floats, and refuses to tell it exactly", () => {
    const companion = [
      [0, 0, 1],
      [1, 0, 1],
      [0, 1, 0],
    ];
    expect(eigen(companion).arithmetic).toBe("float64");
    expect(() => eigen(companion, { arithmetic: "exact" })).toThrow(
      new NotExactError("exact eigenvalues must be roots of fractions", "those of λ³ − λ − 1"),
    );
  });
});
