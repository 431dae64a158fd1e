import { type NDArray, add, array, diag, matmul, mul, slice, square, sum } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { adjoint } from "../operand/adjoint.js";
import { eigh, eigvalsh } from "./eigh.js";
import { DerivativeError } from "../errors.js";
import { gallery, inDtype } from "../testing.js";

const hermitian = (v: NDArray): NDArray => add(v, adjoint(v));
const random = (n: number, dtype: "float64" | "complex128"): NDArray =>
  hermitian(inDtype(gallery[0].build(n, n), dtype));

/** V·diag(w)·Vᴴ of the vectors alone. */
function weighted(weights: readonly number[]): (x: NDArray) => NDArray {
  return (x) => {
    const { vectors }: { vectors: NDArray } = eigh(x);
    return matmul(mul(vectors, array([...weights])), adjoint(vectors));
  };
}

describe.each(["float64", "complex128"] as const)("derivatives of Hermitian eigenpairs in %s", (dtype) => {
  const a = random(4, dtype);
  const V: NDArray = eigh(a).vectors;
  /** Of these eigenvalues, in a basis without structure. */
  const withValues = (...values: readonly number[]): NDArray => matmul(mul(V, array([...values])), adjoint(V));

  it("agree with differences in both modes: values, and what no phase changes", () => {
    checkVjp((x) => eigvalsh(x), a, hermitian);
    checkJvp((x) => eigvalsh(x), a, hermitian);
    checkVjp((x) => eigh(x).values, a, hermitian);
    checkVjp(weighted([0, 1, -2, 0]), a, hermitian);
    checkJvp(weighted([0, 1, -2, 0]), a, hermitian);
  });

  it("of projectors exist at repeated eigenvalues, of the simple ones and of all that are repeated", () => {
    checkVjp(weighted([0, 0, 1, 2]), withValues(1, 1, 2, 3), hermitian);
    checkVjp(weighted([1, 1, 0, 2]), withValues(1, 1, 2, 3), hermitian);
    checkVjp(weighted([1, 1, 2, 2]), withValues(0, 0, 3, 3), hermitian);
    checkVjp(weighted([1, 1, 1, 1]), withValues(0, 0, 0, 0), hermitian);
  });

  it("of functions that treat a repeated eigenvalue and its vectors alike exist", () => {
    const f = (x: NDArray): NDArray => {
      const { values, vectors }: { values: NDArray; vectors: NDArray } = eigh(x);
      const last: NDArray = slice(vectors, ":", "2:");
      return add(matmul(last, adjoint(last)), sum(square(values)));
    };
    checkVjp(f, withValues(1, 1, 2, 3), hermitian);
  });
});

describe("what has no derivative by eigh", () => {
  const repeated = diag(array([1, 1, 2])) as NDArray;

  it("is a function that the basis changes", () => {
    const f = (x: NDArray): NDArray => {
      const first: NDArray = slice(eigh(x).vectors, ":", ":1");
      return matmul(first, adjoint(first));
    };
    expect(() => checkVjp(f, repeated, hermitian)).toThrow(DerivativeError);
    expect(() => checkVjp(f, repeated, hermitian)).toThrow(
      "eigh: a function of the vectors of a repeated eigenvalue must not depend on their basis; got one that does, at 1 and 1 at " +
        "indices 0 and 1. Use what is the same for every basis, as V·Vᴴ of all of them, or eigvalsh where only the values matter.",
    );
  });

  it("is a function of values and vectors whose share of a repeated eigenvalue cotangents do not tell", () => {
    const message =
      "eigh: the derivative by vectors and values needs distinct eigenvalues; got 1 and 1 at indices 0 and 1. " +
      "Use funmh for V·diag(f(λ))·Vᴴ, or eigvalsh where only the values matter.";
    expect(() => checkVjp((x) => eigh(x).reconstruct(), repeated, hermitian)).toThrow(message);
    // vectors of zero eigenvalues have cotangents 0 in V·diag(λ)·Vᴴ, and yet a share
    const lowRank = diag(array([0, 0, 2])) as NDArray;
    expect(() => checkVjp((x) => eigh(x).reconstruct(), lowRank, hermitian)).toThrow(DerivativeError);
  });

  it("is a tangent of vectors", () => {
    expect(() => checkJvp((x) => eigh(x).vectors, repeated, hermitian)).toThrow(
      "eigh: tangents of vectors need distinct eigenvalues; got 1 and 1 at indices 0 and 1. Differentiate in reverse, use " +
        "funmh for V·diag(f(λ))·Vᴴ, or eigvalsh where only the values matter.",
    );
  });

  it("is a function that a phase of a complex vector changes", () => {
    expect(() => checkVjp((x) => eigh(x).vectors, random(4, "complex128"), hermitian)).toThrow(
      "eigh: a function of complex eigenvectors must not depend on their phases; got one whose value changes with e^{iφ}·v. " +
        "Use what is the same for all phases, as v·vᴴ, or eigvalsh where only the values matter.",
    );
  });
});
