import { describe, expect, it } from "vitest";
import {
  type NDArray,
  add,
  array,
  complex,
  eye,
  kron,
  matmul,
  matrixTranspose,
  neg,
  reshape,
  stack,
  sub,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { eigvalsh } from "../eigen/eigh.js";
import { SpectrumError } from "../errors.js";
import { adjoint } from "../operand/adjoint.js";
import { epsilonOf } from "../operand/epsilon.js";
import { solve } from "../solve/solve.js";
import { THRESHOLD, inexactTypes, norm1 } from "../testing.js";
import { inDouble, randomMatrix } from "../testing/random-matrix.js";
import { solveContinuousLyapunov, solveDiscreteLyapunov } from "./solve-lyapunov.js";

describe.each(inexactTypes)("Lyapunov's equations in %s", (dtype) => {
  it.each([1, 2, 3, 10, 30, 60])("hold to 30·n·ε at order %i", (n) => {
    const q = randomMatrix(n, n, 2, dtype);
    for (const a of [randomMatrix(n, n, 1, dtype), randomMatrix(n, n, 3, dtype).mul(1 / n) as NDArray]) {
      const [x, A, B] = [inDouble(solveContinuousLyapunov(a, q) as NDArray), inDouble(a), adjoint(inDouble(a))];
      const residual = sub(add(matmul(A, x), matmul(x, B)), inDouble(q));
      const unit = n * epsilonOf(a.type);
      expect(norm1(residual)).toBeLessThan(THRESHOLD * unit * ((norm1(A) + norm1(B)) * norm1(x) + norm1(q)));
      const y = inDouble(solveDiscreteLyapunov(a, q) as NDArray);
      const defect = add(sub(matmul(matmul(A, y), B), y), inDouble(q));
      expect(norm1(defect)).toBeLessThan(THRESHOLD * unit * ((1 + norm1(A) * norm1(B)) * norm1(y) + norm1(q)));
    }
  });
});

describe("solveContinuousLyapunov", () => {
  it("is positive definite where A is stable and Q negative definite", () => {
    const a = sub(randomMatrix(6, 6, 4), eye(6).mul(6)) as NDArray;
    const x: NDArray = solveContinuousLyapunov(a, neg(eye(6)) as NDArray);
    expect(norm1(sub(x, matrixTranspose(x)))).toBeLessThan(1e-14);
    expect(Math.min(...(eigvalsh(x) as NDArray).toTypedArray())).toBeGreaterThan(0);
  });

  it("refuses eigenvalues that mirror each other in the imaginary axis", () => {
    const a = array([
      [1, 5],
      [0, -1],
    ]);
    expect(() => solveContinuousLyapunov(a, eye(2))).toThrow(SpectrumError);
    expect(() => solveContinuousLyapunov(a, eye(2))).toThrow(
      "solveContinuousLyapunov: a must have no eigenvalues λ and μ with λ + conj(μ) = 0; got -1.00 of a and 1.00 of aᴴ, whose sum " +
        "is 0 but for 0.00. There is no unique solution: a stable matrix, all eigenvalues left of the imaginary axis, has one.",
    );
    expect(() => solveContinuousLyapunov(complex(zeros([1, 1]), 2), eye(1))).toThrow(
      "got 0.00+2.00j of a and 0.00-2.00j of aᴴ",
    );
  });
});

describe("solveDiscreteLyapunov", () => {
  it("is the system (A ⊗ Ā − I)·vec X = −vec Q, and Σₖ Aᵏ·Q·(Aᴴ)ᵏ where that converges", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const [a, q] = [randomMatrix(4, 4, 5, dtype).mul(0.2) as NDArray, randomMatrix(4, 4, 6, dtype)];
      const x: NDArray = solveDiscreteLyapunov(a, q);
      const system = sub(kron(a, matrixTranspose(adjoint(a))) as NDArray, eye(16));
      const vec: NDArray = solve(system, neg(reshape(q, [16])) as NDArray);
      expect(norm1(sub(reshape(vec, [4, 4]), x))).toBeLessThan(1e-14 * norm1(x)); // κ of the system is less than 10
      let [sum, term] = [q, q];
      for (let k = 0; k < 100; k++) {
        term = matmul(matmul(a, term), adjoint(a));
        sum = add(sum, term);
      }
      expect(norm1(sub(sum, x))).toBeLessThan(1e-14 * norm1(x));
    }
  });

  it("does not mind an eigenvalue −1 beside others within the circle", () => {
    const a = array([
      [-1, 1],
      [0, 0.5],
    ]);
    expect(() => solveDiscreteLyapunov(a, eye(2))).toThrow(SpectrumError); // −1 mirrors itself
    const b = array([
      [-2, 1],
      [0, 0.25],
    ]);
    const x: NDArray = solveDiscreteLyapunov(b, eye(2));
    expect(norm1(add(sub(matmul(matmul(b, x), matrixTranspose(b)), x), eye(2)))).toBeLessThan(1e-15);
  });

  it("refuses eigenvalues that mirror each other in the unit circle", () => {
    const turn = array([
      [0, -1],
      [1, 0],
    ]);
    expect(() => solveDiscreteLyapunov(turn, eye(2))).toThrow(
      "solveDiscreteLyapunov: a must have no eigenvalues λ and μ with λ·conj(μ) = 1; got 0.00+1.00j of a and 0.00-1.00j of aᴴ, whose " +
        "product is 1 but for 0.00. There is no unique solution: a stable matrix, all eigenvalues within the unit circle, has one.",
    );
    expect(() => solveDiscreteLyapunov(array([[2]]), array([[0.5]]))).not.toThrow();
    expect(() => solveDiscreteLyapunov(stack([eye(1).mul(3), eye(1)]) as NDArray, eye(1))).toThrow(" of matrix [1]. ");
  });
});

describe.each([
  ["solveContinuousLyapunov", solveContinuousLyapunov as (a: NDArray, q: NDArray) => NDArray],
  ["solveDiscreteLyapunov", solveDiscreteLyapunov as (a: NDArray, q: NDArray) => NDArray],
])("%s", (name, f) => {
  it("broadcasts leading axes as a loop does; empty matrices too", () => {
    const [a, q] = [stack([randomMatrix(3, 3, 1), randomMatrix(3, 3, 2)]) as NDArray, randomMatrix(3, 3, 3)];
    const x = f(a, q);
    for (const i of [0, 1]) expect(x.at(i).toArray()).toEqual(f(a.at(i) as NDArray, q).toArray());
    expect(f(zeros([0, 0]) as NDArray, zeros([2, 0, 0]) as NDArray).shape).toEqual([2, 0, 0]);
  });

  it("vjp and jvp agree with differences", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const inputs = [
        stack([randomMatrix(3, 3, 1, dtype), randomMatrix(3, 3, 2, dtype)]) as NDArray,
        randomMatrix(3, 3, 4, dtype),
      ];
      checkVjp(f, inputs);
      checkJvp(f, inputs);
    }
  });

  it("refuses shapes that do not fit, and NaN", () => {
    expect(() => f(zeros([2, 3]) as NDArray, eye(2) as NDArray)).toThrow(
      `${name}: the last two axes must be equal; got a [2, 3].`,
    );
    expect(() => f(eye(2) as NDArray, zeros([3, 2]) as NDArray)).toThrow(
      `${name}: rows 2 of a and 3 of q differ; got a [2, 2] and q [3, 2].`,
    );
    expect(() => f(eye(2) as NDArray, zeros([2, 3]) as NDArray)).toThrow(
      `${name}: rows 2 of a and columns 3 of q differ; got a`,
    );
    expect(() => f(array([[3]]) as NDArray, array([[NaN]]) as NDArray)).toThrow(
      `${name}: q must be finite; got NaN at index [0, 0]. Remove or impute such entries.`,
    );
  });
});
