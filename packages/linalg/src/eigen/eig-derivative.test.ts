import { type NDArray, abs, add, array, astype, eye, less, matmul, mul, real, square, stack, sum } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { eigGeneralized } from "./eig-generalized.js";
import { eig, eigvals } from "./eig.js";
import { DerivativeError } from "../errors.js";
import { inv } from "../lu/inv.js";
import { gallery, inDtype } from "../testing.js";

const random = (n: number, dtype: "float64" | "complex128" = "float64"): NDArray =>
  inDtype(gallery[0].build(n, n), dtype);

/** All results of `eig`: vectors with the norm and the phase that it gives them. */
function everything(x: NDArray): NDArray[] {
  const f = eig(x, { left: true, conditionNumbers: true });
  const results: readonly NDArray[] = [f.values, f.vectors, f.leftVectors, f.conditionNumbers];
  return [...results];
}

/** V·V⁻¹ of the vectors of the eigenvalues below 2: the projector onto their space along the others. */
function projector(x: NDArray): NDArray {
  const { values, vectors }: { values: NDArray; vectors: NDArray } = eig(x);
  const chosen = astype(less(real(values), 2), "float64");
  return matmul(mul(vectors, chosen), inv(vectors));
}

/** Of these eigenvalues, in a basis without structure. */
function withValues(...values: number[]): NDArray {
  const V = random(values.length);
  return matmul(mul(V, array(values)), inv(V));
}

describe("derivatives of general eigensystems", () => {
  it.each([
    ["float64", 1],
    ["float64", 4],
    ["float64", 5],
    ["complex128", 2],
    ["complex128", 4],
  ] as const)(
    "agree with differences in both modes: values, vectors, left ones, conditions; %s, n = %i",
    (dtype, n) => {
      const a = random(n, dtype);
      checkVjp(everything, a);
      checkJvp(everything, a);
      for (const part of [0, 1, 2, 3]) checkVjp((x) => everything(x)[part], a);
      checkVjp((x) => eigvals(x) as NDArray, a);
      checkJvp((x) => eigvals(x) as NDArray, a);
    },
  );

  it("hold for batches, as for each matrix, and in single precision", () => {
    checkVjp(everything, stack([random(3), add(random(3), eye(3))]) as NDArray);
    checkVjp((x) => eigvals(x) as NDArray, inDtype(random(3), "float32"));
    checkJvp((x) => eig(x).vectors as NDArray, inDtype(random(3), "complex64"));
  });

  it("hold for pencils, by B⁻¹·A and by A⁻¹·B", () => {
    const both = (a: NDArray, b: NDArray): NDArray => eigGeneralized(a, b).values as NDArray;
    checkVjp(both, [random(3), add(random(3), mul(eye(3), 3))]);
    const singular = array([
      [1, 2],
      [2, 4],
    ]) as NDArray;
    const finite = (a: NDArray): NDArray => {
      const { values }: { values: NDArray } = eigGeneralized(a, singular);
      const [[first]] = values.toArray() as [number, number][];
      return square(real(values.at(first < 100 ? 0 : 1)));
    };
    const a = array([
      [2, 1],
      [0, 3],
    ]) as NDArray;
    checkVjp(finite, a);
  });

  it("of the projector onto the space of a repeated eigenvalue are finite and right", () => {
    checkVjp(projector, withValues(1, 1, 3, 5));
  });

  it("of the trace of a power are n·(Aⁿ⁻¹)ᵀ at repeated eigenvalues", () => {
    checkVjp((x) => real(sum(square(eigvals(x) as NDArray))), mul(eye(3), 2));
  });
});

describe("what has no derivative", () => {
  const repeated = withValues(2, 2, 5); // to rounding: 1.9999… or 2.0…

  it("is a function of the basis, or of values and vectors, of a repeated eigenvalue", () => {
    expect(() => checkVjp((x) => square(abs(eig(x).vectors as NDArray)), repeated)).toThrow(DerivativeError);
    expect(() => checkVjp((x) => real(sum(mul(eig(x).vectors, array([1, 2, 3])))), repeated)).toThrow(
      /^eig: a function of the vectors of a repeated eigenvalue must not depend on their basis; got one that does, at [12]\.?\S* and [12]\.?\S* at indices \d and \d\. Use what is the same for every basis, as V·V⁺ of all of them, or eigvals where only the values matter\.$/,
    );
    const rebuilt = (x: NDArray): NDArray => {
      const { values, vectors }: { values: NDArray; vectors: NDArray } = eig(x);
      return real(matmul(mul(vectors, values), inv(vectors)));
    };
    expect(() => checkVjp(rebuilt, repeated)).toThrow(
      /^eig: the derivative by vectors and values needs distinct eigenvalues; got [12]\.?\S* and [12]\.?\S* at indices \d and \d\. Use functions of A that need no vectors, or eigvals where only the values matter\.$/,
    );
    expect(() => checkJvp((x) => eig(x).vectors as NDArray, repeated)).toThrow(
      /^eig: tangents of vectors need distinct eigenvalues; got [12]\.?\S* and [12]\.?\S* at indices \d and \d\. Differentiate in reverse, use functions of A that need no vectors, or eigvals where only the values matter\.$/,
    );
  });

  it("is a defective matrix", () => {
    const jordan = array([
      [1, 1],
      [0, 1],
    ]) as NDArray;
    expect(() => checkVjp((x) => eigvals(x) as NDArray, jordan)).toThrow(DerivativeError);
    expect(() => checkVjp((x) => eigvals(x) as NDArray, jordan)).toThrow(
      "eigvals: the derivative needs a basis of eigenvectors; got a defective matrix. " +
        "At such matrices eigenvalues move like roots of what moves them: they have no derivative.",
    );
    expect(() => checkJvp((x) => eig(x).vectors as NDArray, jordan)).toThrow(
      "eig: the derivative needs a basis of eigenvectors; got a defective matrix.",
    );
  });

  it("is a function of the phase of a vector with two largest entries; others have theirs", () => {
    const turn = array([
      [0, -1],
      [1, 0],
    ]) as NDArray;
    expect(() => checkVjp((x) => eig(x).vectors as NDArray, turn)).toThrow(
      "eig: a function of the phase of an eigenvector needs a largest entry, which is made real; got two of a size in vector 0. " +
        "Use what is the same for all phases, as v·v⁺, or eigvals where only the values matter.",
    );
    checkVjp((x) => square(abs(eig(x).vectors as NDArray)), turn);
  });
});
