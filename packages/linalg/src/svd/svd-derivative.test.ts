import {
  type NDArray,
  abs,
  add,
  array,
  concat,
  diag,
  eye,
  log,
  matmul,
  mul,
  slice,
  square,
  stack,
  sum,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { adjoint } from "../operand/adjoint.js";
import { DerivativeError } from "../errors.js";
import { svd, svdvals } from "./svd.js";
import { gallery, inDtype } from "../testing.js";

interface Parts {
  readonly U: NDArray;
  readonly S: NDArray;
  readonly Vh: NDArray;
}

const random = (m: number, n: number, dtype: "float64" | "complex128"): NDArray =>
  inDtype(gallery[0].build(m, n), dtype);

/** What no common phase of u and v changes. */
function invariants(x: NDArray): NDArray[] {
  const { U, S, Vh }: Parts = svd(x);
  const leading: NDArray = slice(U, ":", ":1");
  return [matmul(mul(U, log(add(S, 1))), Vh), square(abs(U)), square(abs(Vh)), S, matmul(leading, adjoint(leading))];
}

function product(x: NDArray): NDArray {
  const { U, Vh }: Parts = svd(x);
  return matmul(U, Vh);
}

describe.each(["float64", "complex128"] as const)("derivatives of singular vectors in %s", (dtype) => {
  it.each([
    [1, 1],
    [3, 3],
    [5, 3],
    [3, 5],
    [4, 1],
  ])("agree with differences in both modes at [%i, %i]", (m, n) => {
    const a = random(m, n, dtype);
    checkVjp(invariants, a);
    checkJvp(invariants, a);
    for (const part of [0, 1, 2, 3, 4]) checkVjp((x) => invariants(x)[part], a);
  });

  it("hold for batches", () => {
    const batched = (x: NDArray): NDArray => square(abs(svd(x).U as NDArray));
    checkVjp(batched, stack([random(4, 2, dtype), mul(random(4, 2, dtype), 2)]) as NDArray);
  });

  it("exist at repeated singular values of what no change of basis changes: U·Vᴴ, and projectors", () => {
    const { U, Vh }: Parts = svd(random(5, 4, dtype));
    const a = matmul(mul(U, array([3, 2, 1, 1])), Vh);
    checkVjp(product, a);
    checkVjp(product, inDtype(eye(3), dtype));
    const projector = (columns: ":2" | "2:") => (x: NDArray) => {
      const some: NDArray = slice(svd(x).U as NDArray, ":", columns);
      return matmul(some, adjoint(some));
    };
    checkVjp(projector(":2"), a);
    checkVjp(projector("2:"), a);
    checkVjp((x) => add(projector(":2")(x), sum(square(svdvals(x)))), a);
  });

  it("exist at singular values 0 of what none of their vectors changes", () => {
    const { U, Vh }: Parts = svd(random(4, 3, dtype));
    const a = matmul(mul(U, array([3, 2, 0])), Vh);
    const nearest = (x: NDArray): NDArray => {
      const f: Parts = svd(x, { rank: 2 });
      return matmul(mul(f.U, log(f.S)), f.Vh);
    };
    checkVjp(nearest, a);
  });
});

describe("what has no derivative by svd", () => {
  it("is a function of values and vectors at repeated values, where cotangents do not tell their share", () => {
    const a = diag(array([2, 1, 1])) as NDArray;
    const rebuilt = (x: NDArray): NDArray => svd(x).reconstruct();
    expect(() => checkVjp(rebuilt, a)).toThrow(DerivativeError);
    expect(() => checkVjp(rebuilt, a)).toThrow(
      "svd: the derivative by vectors and values needs distinct singular values; got 1 and 1 at indices 1 and 2. Use polar for " +
        "U·Vᴴ, funmh of [[0, A], [Aᴴ, 0]] for U·diag(f(S))·Vᴴ, or svdvals where only the values matter.",
    );
    const tall = concat([diag(array([2, 0])), zeros([1, 2])]) as NDArray;
    expect(() => checkVjp(rebuilt, tall)).toThrow(
      "svd: the derivative by vectors and values needs singular values that are not 0; got 0 at index 1. Use funmh of " +
        "[[0, A], [Aᴴ, 0]] for U·diag(f(S))·Vᴴ, pinv or polar, or svdvals where only the values matter.",
    );
  });

  it("is a function that a change of basis changes", () => {
    const first = (x: NDArray): NDArray => square(svd(x).U as NDArray);
    const turn = array([
      [0.6, 0.8],
      [-0.8, 0.6],
    ]) as NDArray;
    expect(() => checkVjp(first, turn)).toThrow(
      "svd: a function of the vectors of a repeated singular value must not depend on their basis; got one that does, at 1 and 1 at " +
        "indices 0 and 1. Use what is the same for every basis, as U·Vᴴ of all of them, or svdvals where only the values matter.",
    );
    expect(() => checkVjp(product, diag(array([2, 0, 0])) as NDArray)).toThrow(
      "svd: a function of the vectors of a singular value 0 must not depend on the bases of either side; got one that does, at 0 at " +
        "index 1. Use what is the same for every basis, as U·Uᴴ of all of them, or svdvals where only the values matter.",
    );
    const rankOne = concat([array([[1], [2], [2]]), zeros([3, 1])], { axis: 1 }) as NDArray;
    expect(() => checkVjp((x) => svd(x).U, rankOne)).toThrow(
      "svd: the derivative of the thin factors of a rectangular matrix needs full rank; got a singular value of 0 at index 1. " +
        "Use svdvals where only the values matter, or keep the leading columns only.",
    );
  });

  it("is a tangent at repeated values or zeros", () => {
    expect(() => checkJvp(product, eye(2) as NDArray)).toThrow(
      "svd: tangents of vectors need distinct singular values; got 1 and 1 at indices 0 and 1. Differentiate in reverse, use polar " +
        "for U·Vᴴ, funmh of [[0, A], [Aᴴ, 0]] for U·diag(f(S))·Vᴴ, or svdvals where only the values matter.",
    );
    const tall = concat([diag(array([2, 0])), zeros([1, 2])]) as NDArray;
    expect(() => checkJvp(product, tall)).toThrow(
      "svd: tangents of vectors need singular values that are not 0; got 0 at index 1. Differentiate in reverse, use polar or pinv, " +
        "or svdvals where only the values matter.",
    );
  });

  it("is a phase of complex vectors, and what of full factors is not unique", () => {
    expect(() => checkVjp((x) => svd(x).U, random(3, 3, "complex128"))).toThrow(
      "svd: a function of complex singular vectors must not depend on their phases; got one whose value changes with e^{iφ}·v. " +
        "Use what is the same for all phases, as u·vᴴ, or svdvals where only the values matter.",
    );
    expect(() => checkVjp((x) => svd(x, { full: true }).U, random(4, 2, "float64"))).toThrow(
      "svd: the derivative needs the thin factors; got the full factors of a [4, 2], of which 2 vectors are not unique. " +
        "Use svd(a).",
    );
  });

  it("is not the sum of repeated values", () => {
    checkVjp((x) => sum(svd(x).S), eye(3) as NDArray);
  });
});
