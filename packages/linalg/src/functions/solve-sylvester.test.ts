import { describe, expect, it } from "vitest";
import {
  type NDArray,
  add,
  array,
  astype,
  complex,
  eye,
  fromFunction,
  kron,
  matmul,
  matrixTranspose,
  reshape,
  stack,
  sub,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { SpectrumError } from "../errors.js";
import { epsilonOf } from "../operand/epsilon.js";
import { solve } from "../solve/solve.js";
import { THRESHOLD, inexactTypes, norm1, squareMatrices } from "../testing.js";
import { inDouble, randomMatrix } from "../testing/random-matrix.js";
import { solveSylvester } from "./solve-sylvester.js";

/** ‖A·X + X·B − C‖₁ / (max(m, n)·ε·(‖A‖₁ + ‖B‖₁)·‖X‖₁), and ‖C‖₁ beside the last. */
function ratio(a: NDArray, b: NDArray, c: NDArray, x: NDArray): number {
  const residual = sub(add(matmul(inDouble(a), inDouble(x)), matmul(inDouble(x), inDouble(b))), inDouble(c));
  const unit = Math.max(...c.shape) * epsilonOf(x.type) * ((norm1(a) + norm1(b)) * norm1(x) + norm1(c));
  return norm1(residual) === 0 ? 0 : norm1(residual) / unit;
}

describe.each(inexactTypes)("solveSylvester in %s", (dtype) => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 4],
    [10, 7],
    [25, 60],
    [70, 31],
  ])("A·X + X·B = C to 30·max(m, n)·ε, A %i×%i", (m, n) => {
    const [a, b, c] = [randomMatrix(m, m, 1, dtype), randomMatrix(n, n, 2, dtype), randomMatrix(m, n, 3, dtype)];
    const x: NDArray = solveSylvester(a, b, c);
    expect([x.dtype, x.shape]).toEqual([dtype, [m, n]]);
    expect(ratio(a, b, c, x)).toBeLessThan(THRESHOLD);
  });

  it("of the gallery, where the spectra of A and A + 3‖A‖ lie apart", () => {
    for (const n of [2, 25]) {
      for (const [name, build] of squareMatrices.filter((_, i) => n === 2 || i % 4 === 0)) {
        const a = build(n, dtype);
        if (norm1(a) === 0 || norm1(a) > 1e30) continue; // their squares have no room in float32
        const b: NDArray = add(a, astype(eye(n).mul(3 * norm1(a)), dtype) as NDArray);
        const c = randomMatrix(n, n, 4, dtype);
        expect.soft(ratio(a, b, c, solveSylvester(a, b, c) as NDArray), name).toBeLessThan(THRESHOLD);
      }
    }
  });
});

describe("solveSylvester", () => {
  const [a, b, c] = [randomMatrix(4, 4, 5), randomMatrix(3, 3, 6), randomMatrix(4, 3, 7)];

  it("is the system (A ⊗ I + I ⊗ Bᵀ)·vec X = vec C, row by row", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const [x, y, z] = [randomMatrix(4, 4, 5, dtype), randomMatrix(3, 3, 6, dtype), randomMatrix(4, 3, 7, dtype)];
      const system: NDArray = add(kron(x, eye(3)) as NDArray, kron(eye(4), matrixTranspose(y)) as NDArray);
      const vec: NDArray = solve(system, reshape(z, [12]));
      const error = norm1(sub(reshape(vec, [4, 3]), solveSylvester(x, y, z) as NDArray));
      expect(error).toBeLessThan(1e3 * 2 ** -52 * norm1(reshape(vec, [12, 1]))); // κ of the system is less than 100
    }
  });

  it("keeps integers in triangles, and the triangle of a block", () => {
    const x = solveSylvester(
      array([
        [1, 1],
        [0, 2],
      ]),
      array([[3]]),
      array([[9], [10]]),
    );
    expect(x.toArray()).toEqual([[1.75], [2]]);
  });

  it("broadcasts leading axes as a loop does, and takes views", () => {
    const batch: NDArray = stack([a, matrixTranspose(a)]);
    const x: NDArray = solveSylvester(batch, b, c);
    expect(x.shape).toEqual([2, 4, 3]);
    expect(x.at(0).toArray()).toEqual((solveSylvester(a, b, c) as NDArray).toArray());
    expect(x.at(1).toArray()).toEqual((solveSylvester(matrixTranspose(a), b, c) as NDArray).toArray());
  });

  it("meets dtypes, and answers for empty matrices", () => {
    expect((solveSylvester(a, complex(b, b) as NDArray, astype(c, "float32")) as NDArray).dtype).toBe("complex128");
    expect(
      (solveSylvester(astype(a, "float32"), eye(3, { dtype: "int32" }).mul(9), astype(c, "float32")) as NDArray).dtype,
    ).toBe("float32");
    expect(solveSylvester(zeros([0, 0]), b, zeros([0, 3])).shape).toEqual([0, 3]);
    expect(solveSylvester(zeros([2, 4, 4]), eye(0), zeros([4, 0])).shape).toEqual([2, 4, 0]);
  });

  it("does not overflow where the solution does not", () => {
    for (const scale of [1e300, 1e-300]) {
      const x: NDArray = solveSylvester(a.mul(scale) as NDArray, b.mul(scale) as NDArray, c.mul(scale) as NDArray);
      expect(norm1(sub(x, solveSylvester(a, b, c) as NDArray))).toBeLessThan(1e-11 * norm1(x)); // another rounding of the input
    }
    expect(() => solveSylvester(array([[1e-300]]), array([[0]]), array([[1e300]]))).toThrow(
      "solveSylvester: the solution must be finite; got one that overflows. Scale the equation down.",
    );
  });

  it("vjp and jvp agree with differences, broadcast and complex ones too", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const batch: NDArray = stack([randomMatrix(3, 3, 8, dtype), randomMatrix(3, 3, 9, dtype)]);
      const inputs = [batch, randomMatrix(2, 2, 10, dtype), randomMatrix(3, 2, 11, dtype)];
      checkVjp(solveSylvester as (...xs: NDArray[]) => NDArray, inputs);
      checkJvp(solveSylvester as (...xs: NDArray[]) => NDArray, inputs);
    }
  });

  it("refuses spectra of A and −B that meet, real and complex, and says where", () => {
    const turn = array([
      [0, -2],
      [2, 0],
    ]) as NDArray;
    expect(() => solveSylvester(eye(2), array([[-1]]), ones(2, 1))).toThrow(SpectrumError);
    expect(() => solveSylvester(eye(2), array([[-1]]), ones(2, 1))).toThrow(
      "solveSylvester: a and -b must have no eigenvalue in common; got 1.00 of a and -1.00 of b, whose sum is 0 but for 0.00. " +
        "There is no unique solution: move the spectra apart, as by a + λI.",
    );
    expect(() => solveSylvester(stack([eye(2), turn]) as NDArray, turn, ones(2, 2))).toThrow(
      "got 0.00+2.00j of a and 0.00-2.00j of b, whose sum is 0 but for 0.00 of matrix [1].",
    );
    expect(() => solveSylvester(eye(2), array([[-1 - 2 ** -52]]), ones(2, 1))).toThrow("but for 2.22e-16");
    expect(() => solveSylvester(eye(2), array([[-1 - 2 ** -50]]), ones(2, 1))).not.toThrow();
    expect(() => solveSylvester(complex(eye(1), 1), complex(array([[-1]]), -1), ones(1, 1))).toThrow(SpectrumError);
    try {
      solveSylvester(turn, turn, ones(2, 2));
      expect.unreachable();
    } catch (error) {
      expect((error as SpectrumError).eigenvalues).toEqual([
        [0, expect.closeTo(2, 14)],
        [0, expect.closeTo(-2, 14)],
      ]);
    }
  });

  it("refuses shapes that do not fit, NaN, and bools", () => {
    expect(() => solveSylvester(ones(2, 3), b, c)).toThrow(
      "solveSylvester: the last two axes must be equal; got a [2, 3].",
    );
    expect(() => solveSylvester(a, ones(2, 3), c)).toThrow(
      "solveSylvester: the last two axes must be equal; got b [2, 3].",
    );
    expect(() => solveSylvester(b, b, c)).toThrow(
      "solveSylvester: rows 3 of a and 4 of c differ; got a [3, 3] and b [3, 3] and c [4, 3].",
    );
    expect(() => solveSylvester(a, a, c)).toThrow(
      "solveSylvester: rows 4 of b and columns 3 of c differ; got a [4, 4]",
    );
    expect(() => solveSylvester(a, b, zeros([3]) as NDArray)).toThrow(
      "solveSylvester: c must have at least two axes; got c [3].",
    );
    const bad = array([[NaN]]);
    for (const [name, x, y, z] of [
      ["a", bad, eye(1), eye(1)],
      ["b", eye(1), bad, eye(1)],
      ["c", eye(1), eye(1), bad],
    ] as const) {
      expect(() => solveSylvester(x, y, z)).toThrow(
        `solveSylvester: ${name} must be finite; got NaN at index [0, 0]. Remove or impute such entries.`,
      );
    }
    expect(() => solveSylvester(array([[true]]), b, c)).toThrow(
      "solveSylvester: a must be real or complex numbers; got a bool.",
    );
  });
});

function ones(m: number, n: number): NDArray {
  return fromFunction([m, n], () => 1) as NDArray;
}
