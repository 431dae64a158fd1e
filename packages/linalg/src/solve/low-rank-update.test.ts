import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  add,
  adjoint,
  array,
  conj,
  eye,
  matmul,
  mul,
  ones,
  stack,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { cholesky } from "../cholesky/cholesky.js";
import { det as determinant } from "../lu/det.js";
import { SingularMatrixError } from "../errors.js";
import { factorize } from "./factorize.js";
import { ldlt } from "../ldlt/ldlt.js";
import { lowRankUpdate } from "./low-rank-update.js";
import { lu } from "../lu/lu.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, residualRatio } from "../testing.js";

const random = gallery[0];

describe.each(inexactTypes)("lowRankUpdate in %s", (dtype) => {
  it("leaves a residual below 30·n·ε·κ(A)·‖A + U·C·V‖·‖X‖, whatever factored A", () => {
    for (const n of [1, 2, 5, 20, 50]) {
      const g = inDtype(random.build(n, n), dtype);
      const a = add(matmul(g, adjoint(g)), mul(eye(n, { dtype }), n));
      const [U, V] = [inDtype(random.build(n, 2), dtype), inDtype(random.build(2, n), dtype)];
      const C = inDtype(random.build(2, 2), dtype);
      const sum = add(a, matmul(matmul(U, C), V));
      const b = inDtype(random.build(n, 3), dtype);
      for (const f of [lu(a), cholesky(a), ldlt(a), factorize(a)]) {
        const x = lowRankUpdate(f, U, V, { C }).solve(b);
        expect(x.dtype).toBe(dtype);
        const condition = Number(factorize(a).cond().item());
        expect(residualRatio(sum, x, b), `${n}`).toBeLessThan(THRESHOLD * condition);
      }
    }
  });
});

describe("lowRankUpdate", () => {
  const a = add(random.build(4, 4), mul(eye(4), 4)) as NDArray;
  const [u, v] = [array([1, 2, 0, -1]), array([0, 1, 1, 3])] as NDArray[];
  const sum = add(a, matmul(u.reshape([4, 1]), v.reshape([1, 4]))) as NDArray;

  it("takes vectors (Sherman and Morrison), and gives determinant, logarithm, inverse and the sum", () => {
    const g = lowRankUpdate(lu(a), u, v);
    const close = (x: NDArray, y: NDArray): void => {
      y.toTypedArray().forEach((value, i) => expect(Number(x.toTypedArray()[i])).toBeCloseTo(Number(value), 12));
    };
    close(matmul(sum, g.inverse()), eye(4));
    close(g.det(), determinant(sum) as NDArray);
    expect(Number(g.logAbsDet().item())).toBeCloseTo(Math.log(Math.abs(Number(determinant(sum).item()))), 12);
    close(g.reconstruct(), sum);
    close(matmul(sum, g.solve(ones([4]) as NDArray)), ones([4]));
  });

  it("takes a singular C, and batches", () => {
    const b = ones([4]) as NDArray;
    expect(
      lowRankUpdate(lu(a), u, v, { C: zeros([1, 1]) })
        .solve(b)
        .toArray(),
    ).toEqual(lu(a).solve(b).toArray());
    const both: NDArray = stack([u.reshape([4, 1]), mul(u, 2).reshape([4, 1])]);
    const x = lowRankUpdate(lu(a), both, v.reshape([1, 4]) as NDArray).solve(b);
    expect(x.shape).toEqual([2, 4]);
    expect(x.at(0).toArray()).toEqual(lowRankUpdate(lu(a), u, v).solve(b).toArray());
  });

  it("vjp and jvp agree with differences", () => {
    const b: NDArray = random.build(4, 2);
    const solve = (p: NDArray, q: NDArray, r: NDArray): NDArray => lowRankUpdate(lu(p), q, r).solve(b);
    checkVjp(solve, [a, u, v]);
    checkJvp(solve, [a, u, v]);
  });

  it("refuses what is no factorization", () => {
    expect(() => lowRankUpdate(eye(2) as never, ones([2]), ones([2]))).toThrow(
      "lowRankUpdate: f must be a factorization; got an array [2, 2]. Give what lu, cholesky, ldlt or factorize answers.",
    );
  });

  it("refuses where the sum is singular: det (A + u·v) = det A·(1 + v·A⁻¹·u)", () => {
    const g = lowRankUpdate(lu(eye(2)), array([1, 0]), array([-1, 0]));
    expect(g.det().item()).toBe(0);
    expect(() => g.solve(ones([2]) as NDArray)).toThrow(SingularMatrixError);
    expect(() => g.solve(ones([2]) as NDArray)).toThrow(
      "solve: a must be nonsingular; got pivot 0 at index 0. " +
        "It is the capacitance matrix I + C·V·A⁻¹·U, which is singular where A + U·C·V is.",
    );
  });

  it.each([
    [
      () => lowRankUpdate(lu(eye(3)), ones([3, 2]), ones([3, 2])),
      "lowRankUpdate: v must have the shape of the transpose of u; got u [3, 2] and v [3, 2].",
    ],
    [
      () => lowRankUpdate(lu(eye(3)), ones([3, 2]), ones([2, 3]), { C: ones([3, 3]) }),
      "lowRankUpdate: C must be 2×2; got u [3, 2] and C [3, 3].",
    ],
    [
      () => lowRankUpdate(lu(eye(3)), ones([2]), ones([2])),
      "solve: rows 3 of a and 2 of b differ; got a [3, 3] and b [2, 1].",
    ],
  ] as const)("refuses shapes that do not fit, in full sentences (%#)", (call, message) => {
    expect(call).toThrow(ShapeError);
    expect(call).toThrow(message);
  });

  it("updates by u·vᴴ with the conjugate of v", () => {
    const z = inDtype(random.build(4, 1), "complex128");
    const w = inDtype(random.build(4, 1), "complex128");
    const base = inDtype(a, "complex128");
    const b = ones([4, 1], { dtype: "complex128" }) as NDArray;
    const x = lowRankUpdate(lu(base), z, conj(w).T as NDArray).solve(b);
    expect(residualRatio(add(base, matmul(z, adjoint(w))), x, b)).toBeLessThan(THRESHOLD);
  });
});
