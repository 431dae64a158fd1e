import { describe, expect, it } from "vitest";
import {
  type NDArray,
  abs,
  adjoint,
  array,
  astype,
  complex,
  expandDims,
  fromFunction,
  matmul,
  mul,
  ones,
  stack,
  sum,
  zeros,
} from "@linnet/core";
import { eig, eigvals } from "./eig.js";
import { epsilonOf } from "../operand/epsilon.js";
import { ConvergenceError } from "../errors.js";
import { THRESHOLD, eigenRatio, inexactTypes, norm1, squareMatrices, squareMatricesFor, uniform } from "../testing.js";

type Pair = readonly [re: number, im: number];

const both = { left: true, conditionNumbers: true } as const;

describe.each(inexactTypes)("eig in %s", (dtype) => {
  it.each([1, 2, 3, 5, 10, 50, 100])(
    "of matrices of order %i: A·V = V·Λ and Yᴴ·A = Λ·Yᴴ to 30·n·ε·‖A‖, columns of norm 1",
    (n) => {
      for (const [name, build] of squareMatricesFor(n, dtype)) {
        const a = build(n, dtype);
        const f = eig(a, { ...both, balance: false });
        const { values, vectors, leftVectors }: { values: NDArray; vectors: NDArray; leftVectors: NDArray } = f;
        expect.soft(eigenRatio(a, values, vectors), name).toBeLessThan(THRESHOLD);
        expect.soft(leftRatio(a, values, leftVectors), name).toBeLessThan(THRESHOLD);
        // the norm that they were divided by and the one that is taken here: each errs by γₙ₊₂/2 (Higham, §3.1)
        const rounding = (n + 2) * epsilonOf(values.type);
        expect.soft(worstNorm(vectors), name).toBeLessThanOrEqual(rounding);
        expect.soft(worstNorm(leftVectors), name).toBeLessThanOrEqual(rounding);
        const conditions: NDArray = f.conditionNumbers;
        expect
          .soft(
            conditions.toTypedArray().every((x) => x >= 1),
            name,
          )
          .toBe(true);
      }
    },
    60_000,
  );

  it("balanced, as by default: A·V = V·Λ to 30·n·ε·‖A‖", () => {
    for (const n of [1, 2, 3, 5, 10, 50]) {
      for (const [name, build] of squareMatrices) {
        const a = build(n, dtype);
        const f = eig(a);
        expect.soft(eigenRatio(a, f.values as NDArray, f.vectors as NDArray), name).toBeLessThan(THRESHOLD);
      }
    }
  });
});

describe("eig", () => {
  const a = fromFunction([6, 6], uniform(6, 6, 3)) as NDArray;

  it.each(["float64", "complex128"] as const)("of order 300 in %s: A·V = V·Λ to 30·n·ε·‖A‖", (dtype) => {
    for (const [name, build] of squareMatrices.filter(([member]) =>
      ["random", "Frank", "companion"].includes(member),
    )) {
      const x = build(300, dtype);
      const f = eig(x, { balance: false });
      const ratio = eigenRatio(x, f.values as NDArray, f.vectors as NDArray);
      expect({ name, passed: ratio < THRESHOLD }).toEqual({ name, passed: true });
    }
  });

  it("gives the known values of small matrices", () => {
    const root = Math.sqrt(33);
    expectValues(
      array([
        [1, 2],
        [3, 4],
      ]),
      [
        [(5 - root) / 2, 0],
        [(5 + root) / 2, 0],
      ],
    );
    expectValues(
      array([
        [0.6, -0.8],
        [0.8, 0.6],
      ]),
      [
        [0.6, 0.8],
        [0.6, -0.8],
      ],
    );
    const third = Math.sqrt(3) / 2;
    expectValues(
      array([
        [0, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
      ]),
      [
        [1, 0],
        [-0.5, third],
        [-0.5, -third],
      ],
    );
    expectValues(
      fromFunction([5, 5], (i, j) => (j < i ? 0 : j - i + 1 + 10 * i * Number(i === j))),
      [
        [1, 0],
        [11, 0],
        [21, 0],
        [31, 0],
        [41, 0],
      ],
    );
    expectValues(
      complex(
        array([
          [1, 0],
          [0, 1],
        ]),
        array([
          [0, -1],
          [1, 0],
        ]),
      ),
      [
        [0, 0],
        [2, 0],
      ],
    );
  });

  it("gives pairs of a real matrix side by side, exactly conjugate, with conjugate vectors", () => {
    const { values, vectors }: { values: NDArray; vectors: NDArray } = eig(a);
    const w = pairs(values);
    const v = pairs(vectors);
    let count = 0;
    w.forEach(([re, im], k) => {
      if (im <= 0) return;
      count++;
      expect(w[k + 1]).toEqual([re, -im]);
      for (let i = 0; i < 6; i++) {
        expect(v[6 * i + k + 1][0]).toBe(v[6 * i + k][0]);
        expect(v[6 * i + k + 1][1]).toBe(-v[6 * i + k][1] + 0);
      }
    });
    expect(count).toBeGreaterThan(0);
  });

  it("eigvals agrees with eig to 30·n·ε·‖A‖·κ", () => {
    const failures: string[] = [];
    for (const [name, build] of squareMatrices) {
      for (const dtype of ["float64", "complex128"] as const) {
        const x = build(10, dtype);
        const f = eig(x, { conditionNumbers: true });
        const kappa = (f.conditionNumbers as NDArray).toTypedArray();
        const others = pairs(eigvals(x) as NDArray);
        const unit = 2 * THRESHOLD * 10 * 2 ** -52 * norm1(x);
        pairs(f.values as NDArray).forEach(([re, im], k) => {
          const distance = Math.min(...others.map(([p, q]) => Math.hypot(p - re, q - im)));
          // first-order theory ends where values move by more than they are apart
          if (kappa[k] < 1e4 && !(distance <= unit * kappa[k])) failures.push(`${name} ${k}: ${distance}`);
        });
      }
    }
    expect(failures).toEqual([]);
  });

  it("converges for 1,000 random matrices of order 32", () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const entry = uniform(32, 32, seed);
      const x = fromFunction([32, 32], entry) as NDArray;
      const w = pairs(eigvals(x) as NDArray);
      let trace = 0;
      for (let i = 0; i < 32; i++) trace += entry(i, i);
      const total = w.reduce((s, [re]) => s + re, 0);
      expect(Math.abs(total - trace)).toBeLessThan(THRESHOLD * 32 * 2 ** -52 * norm1(x));
    }
  });

  it("finds the eigenvalues of a badly scaled matrix when it may balance", () => {
    // D⁻¹·S·D of a symmetric S with eigenvalues 2 − 2·cos(kπ/5)
    const d = [1, 1e6, 1e-6, 1e3];
    const bad = fromFunction([4, 4], (i, j) => ((Math.abs(i - j) < 2 ? (i === j ? 2 : -1) : 0) * d[j]) / d[i]);
    const exact = [1, 2, 3, 4].map((k) => 2 - 2 * Math.cos((k * Math.PI) / 5));
    const found = pairs(eigvals(bad) as NDArray).map(([re]) => re);
    found.sort((x, y) => x - y);
    found.forEach((x, k) => expect(Math.abs(x - exact[k])).toBeLessThan(THRESHOLD * 4 * 2 ** -52 * 4));
  });

  it("is exact under scaling by powers of two, near overflow and underflow too", () => {
    const w = eigvals(a).toArray() as Pair[];
    for (const scale of [2 ** -40, 2 ** 1000, 2 ** -960]) {
      expect(eigvals(mul(a, scale)).toArray()).toEqual(w.map(([re, im]) => [re * scale, im * scale]));
      expect(eig(mul(a, scale)).vectors.toArray()).toEqual(eig(a).vectors.toArray());
    }
  });

  it("conditions are 1 for normal matrices, and 1/|yᴴx| for others", () => {
    const normal = eig(
      array([
        [0, -1],
        [1, 0],
      ]),
      both,
    );
    expect(normal.conditionNumbers.toArray()).toEqual([expect.closeTo(1, 14), expect.closeTo(1, 14)]);
    // x = (1, 0) and y = (1, −c)/√(1 + c²), c = 100/2
    const { conditionNumbers } = eig(
      array([
        [1, 100],
        [0, 3],
      ]),
      both,
    );
    const exact = Math.hypot(1, 50);
    expect(conditionNumbers.toArray()).toEqual([expect.closeTo(exact, 10), expect.closeTo(exact, 10)]);
    expect(
      eig(
        array([
          [1, 1],
          [0, 1],
        ]),
        both,
      )
        .conditionNumbers.at(0)
        .item(),
    ).toBeGreaterThan(1e15);
  });

  it("gives what is asked for", () => {
    expect(eig(a).leftVectors).toBeUndefined();
    expect(eig(a).conditionNumbers).toBeUndefined();
    expect(eig(a, { left: true }).conditionNumbers).toBeUndefined();
    expect(eig(a, { conditionNumbers: true }).leftVectors).toBeUndefined();
    expect(eig(astype(a, "float32"), both).conditionNumbers.dtype).toBe("float32");
  });

  it("is batched over leading axes as a loop is, and the same on transposed views", () => {
    const parts = [a, mul(a, 2), mul(a, a)];
    const f = eig(stack(parts) as NDArray, both);
    parts.forEach((part, i) => {
      const single = eig(part, both);
      expect(f.values.at(i).toArray()).toEqual(single.values.toArray());
      expect(f.vectors.at(i).toArray()).toEqual(single.vectors.toArray());
      expect(f.leftVectors.at(i).toArray()).toEqual(single.leftVectors.toArray());
      expect(f.conditionNumbers.at(i).toArray()).toEqual(single.conditionNumbers.toArray());
    });
    const transposed = fromFunction([6, 6], (i, j) => uniform(6, 6, 3)(j, i)) as NDArray;
    expect(eigvals(adjoint(transposed)).toArray()).toEqual(eigvals(a).toArray());
  });

  it("answers for empty matrices", () => {
    expect(eig(zeros([0, 0]), both).leftVectors.shape).toEqual([0, 0]);
    expect(eigvals(zeros([0, 0])).shape).toEqual([0]);
    expect(eig(zeros([2, 0, 0])).values.shape).toEqual([2, 0]);
    expect(eig(zeros([0, 3, 3])).vectors.shape).toEqual([0, 3, 3]);
  });

  it("refuses rectangular matrices, NaN and bools", () => {
    expect(() => eig(ones([2, 3]) as NDArray)).toThrow("eig: the last two axes must be equal; got a [2, 3].");
    expect(() => eigvals(ones([2, 3]) as NDArray)).toThrow("eigvals: the last two axes must be equal; got a [2, 3].");
    expect(() => eig(array([[NaN]]))).toThrow(
      "eig: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => eigvals(complex(ones([2, 2]), Infinity))).toThrow(
      "eigvals: a must be finite; got 1+Infinityj at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => eigvals(ones([2, 2], { dtype: "bool" }))).toThrow(
      'eigvals: a must be real or complex numbers; got a bool. Convert it first: x.astype("float64").',
    );
  });

  it("would say how far an iteration got", () => {
    expect(new ConvergenceError("eig", 3, 9, [1]).message).toBe(
      "eig: the QR iteration must converge; got 6 of 9 off-diagonal entries to zero of matrix [1]. " +
        "This should not happen for finite input: please report the matrix.",
    );
  });
});

function expectValues(x: NDArray, exact: readonly Pair[]): void {
  const w = pairs(eig(x).values as NDArray);
  for (const [re, im] of exact) {
    const distances = w.map(([p, q]) => Math.hypot(p - re, q - im));
    expect(Math.min(...distances)).toBeLessThan(THRESHOLD * x.shape[0] * 2 ** -52 * norm1(x));
  }
}

function pairs(values: NDArray): Pair[] {
  const data = values.toTypedArray();
  return Array.from({ length: values.size }, (_, k) => [data[2 * k], data[2 * k + 1]]);
}

/** ‖Yᴴ·A − Λ·Yᴴ‖₁ / (n·ε·‖A‖₁). */
function leftRatio(x: NDArray, values: NDArray, left: NDArray): number {
  const Y: NDArray = adjoint(astype(left, "complex128"));
  const wide = astype(x, x.type.kind === "complex" ? "complex128" : "float64");
  const residual = norm1(matmul(Y, wide).sub(Y.mul(expandDims(values, -1))));
  return residual === 0 ? 0 : residual / (x.shape[0] * epsilonOf(left.type) * norm1(x));
}

/** Largest | ‖vₖ‖ − 1 |. */
function worstNorm(vectors: NDArray): number {
  const squares = sum(mul(abs(astype(vectors, "complex128")), abs(astype(vectors, "complex128"))), { axis: 0 });
  return squares.toTypedArray().reduce((m: number, x: number) => Math.max(m, Math.abs(Math.sqrt(x) - 1)), 0);
}
