import { type NDArray, array, eye, fromFunction, matmul, matrixTranspose, ones, stack, sub, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { cond } from "../norms/cond.js";
import { adjoint } from "../operand/adjoint.js";
import { epsilonOf } from "../operand/epsilon.js";
import { qr } from "../qr/qr.js";
import {
  THRESHOLD,
  gallery,
  inDtype,
  inexactTypes,
  norm1,
  orthogonalityRatio,
  reconstructionRatio,
} from "../testing.js";
import { gramSchmidt } from "./gram-schmidt.js";
import { DependenceError } from "./subspace-errors.js";

const methods = ["classical", "modified", "twice"] as const;
const family = (name: string) => (gallery.find((one) => one.name === name) ?? gallery[0]).build;
const hilbert = family("Hilbert");

/** Läuchli's matrix: a row of ones over δ times the identity, whose κ is about √n/δ. */
const lauchli = (n: number, delta: number): NDArray =>
  fromFunction([n + 1, n], (i, j) => (i === 0 ? 1 : Number(i - 1 === j) * delta));

describe.each(inexactTypes)("gramSchmidt in %s", (dtype) => {
  it("A = Q·R to 30·m·ε by all three methods, R triangular with a positive diagonal, whatever κ is", () => {
    for (const build of [gallery[0].build, hilbert, family("graded columns"), family("Vandermonde")]) {
      const a: NDArray = inDtype(build(6, 4), dtype);
      for (const method of methods) {
        const { Q, R }: { Q: NDArray; R: NDArray } = gramSchmidt(a, { method });
        expect([Q.dtype, Q.shape, R.shape]).toEqual([dtype, [6, 4], [4, 4]]);
        expect(reconstructionRatio(a, matmul(Q, R))).toBeLessThan(THRESHOLD);
        const parts = a.type.kind === "complex" ? 2 : 1;
        R.toTypedArray().forEach((value: number, at: number) => {
          const [place, part] = [Math.floor(at / parts), at % parts];
          const [i, j] = [Math.floor(place / 4), place % 4];
          if (i > j || (i === j && part === 1)) expect(value).toBe(0);
          else if (i === j) expect(value).toBeGreaterThan(0);
        });
      }
    }
  });

  it("twice is orthonormal to 30·m·ε where ε·κ is small, modified to 30·n·κ·ε, and classical far from either", () => {
    const delta = epsilonOf(inDtype(eye(1) as NDArray, dtype).type) ** 0.45;
    for (const a of [lauchli(4, delta), lauchli(8, delta)].map((x) => inDtype(x as NDArray<"float64">, dtype))) {
      const loss = (method: (typeof methods)[number]): number => {
        const { Q }: { Q: NDArray } = gramSchmidt(a, { method });
        return norm1(sub(matmul(adjoint(Q), Q), eye(Q.shape[1])));
      };
      const n = a.shape[1];
      const kappa = cond(a).item();
      expect(orthogonalityRatio(gramSchmidt(a).Q)).toBeLessThan(THRESHOLD);
      expect(loss("modified")).toBeLessThanOrEqual(THRESHOLD * n * kappa * epsilonOf(a.type));
      expect(loss("classical")).toBeGreaterThan(100 * loss("modified"));
      expect(loss("modified")).toBeGreaterThan(100 * loss("twice"));
    }
  });

  it("gives the factors of qr to 100·n·κ·ε", () => {
    const a: NDArray = inDtype(gallery[0].build(7, 4), dtype);
    const reference = qr(a);
    for (const method of methods) {
      const { Q, R }: { Q: NDArray; R: NDArray } = gramSchmidt(a, { method });
      const bound = 400 * cond(a).item() * epsilonOf(a.type);
      expect(norm1(sub(Q, reference.Q))).toBeLessThanOrEqual(bound * norm1(Q));
      expect(norm1(sub(R, reference.R))).toBeLessThanOrEqual(bound * norm1(R));
    }
  });
});

describe("gramSchmidt", () => {
  it("loses orthogonality on Hilbert's matrix as κ², κ and not at all", () => {
    const a = hilbert(10, 7);
    const kappa = cond(a).item(); // 10⁹
    const loss = (method: (typeof methods)[number]): number => {
      const { Q } = gramSchmidt(a, { method });
      return norm1(sub(matmul(matrixTranspose(Q), Q), eye(7)));
    };
    expect(loss("classical")).toBeGreaterThan(1000 * loss("modified"));
    expect(loss("modified")).toBeLessThanOrEqual(THRESHOLD * 7 * kappa * Number.EPSILON);
    expect(loss("modified")).toBeGreaterThan(2 ** 10 * Number.EPSILON);
    expect(loss("twice")).toBeLessThanOrEqual(THRESHOLD * 10 * Number.EPSILON);
  });

  it("takes vectors of any size, views, integers, batches and nothing", () => {
    const huge = array([
      [3e300, 0],
      [4e300, 1e-300],
    ]);
    expect(gramSchmidt(huge).R.toArray()[0][0]).toBeCloseTo(5e300, -288);
    expect(() => gramSchmidt(huge)).not.toThrow(); // columns are held against themselves
    const f = gramSchmidt(matrixTranspose(array([[3, 4]], { dtype: "int32" })));
    expect([f.Q.dtype, f.R.item()]).toEqual(["float64", 5]);
    const batch = gramSchmidt(stack([eye(3), eye(3).mul(2)])) as { R: NDArray };
    expect(batch.R.at(1).toArray()).toEqual(eye(3).mul(2).toArray());
    expect(gramSchmidt(zeros([3, 0])).Q.shape).toEqual([3, 0]);
    expect(gramSchmidt(zeros([0, 3, 2])).R.shape).toEqual([0, 2, 2]);
  });

  it("names the column that is zero or dependent, and its matrix", () => {
    const dependent = array([
      [1, 2, 0],
      [1, 2, 0],
      [1, 2, 1],
    ]);
    for (const method of methods) {
      expect(() => gramSchmidt(dependent, { method })).toThrow(DependenceError);
      expect(() => gramSchmidt(dependent, { method })).toThrow(
        "gramSchmidt: the columns of a must be independent; got column 1, which depends on the others. " +
          "Take basis(a) for the columns that are independent.",
      );
    }
    expect(() => gramSchmidt(stack([eye(2), zeros([2, 2])]))).toThrow(
      "gramSchmidt: the columns of a must be independent; got column 0 of matrix [1], which is zero. " +
        "Take basis(a) for the columns that are independent.",
    );
    const nearly = array([
      [1, 1],
      [0, 1e-6],
    ]);
    expect(gramSchmidt(nearly).R.shape).toEqual([2, 2]);
    expect(() => gramSchmidt(nearly, { rtol: 1e-5 })).toThrow(DependenceError);
  });

  it("refuses wide matrices, vectors, NaN, and methods that there are not", () => {
    expect(() => gramSchmidt(ones([2, 3]))).toThrow(
      "gramSchmidt: a must have at least as many rows as columns; got a [2, 3]. " +
        "More than 2 vectors of length 2 are dependent: take basis(a).",
    );
    const vector: NDArray = ones([3]);
    expect(() => gramSchmidt(vector)).toThrow("gramSchmidt: a must have at least two axes; got a [3].");
    expect(() => gramSchmidt(array([[NaN]]))).toThrow("gramSchmidt: a must be finite; got NaN at index [0, 0].");
    const options: object = { method: "thrice" };
    expect(() => gramSchmidt(ones([1, 1]), options)).toThrow(
      'gramSchmidt: method must be "classical", "modified" or "twice"; got "thrice".',
    );
    expect(() => gramSchmidt(ones([1, 1]), { rtol: 2 })).toThrow("gramSchmidt: rtol must lie in [0, 1]; got 2.");
  });

  it("vjp and jvp agree with differences, real and complex", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const a: NDArray = inDtype(gallery[0].build(5, 3), dtype);
      for (const method of methods) {
        const parts = (x: NDArray): NDArray[] => {
          const { Q, R }: { Q: NDArray; R: NDArray } = gramSchmidt(x, { method });
          return [Q, R];
        };
        checkVjp(parts, a);
        checkJvp(parts, a);
      }
    }
  });
});
