import { type NDArray, ValueError, array, eye, matmul, mul, stack, take, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { det } from "./det.js";
import { lu } from "./lu.js";
import { matrixRank } from "../norms/matrix-rank.js";
import { THRESHOLD, gallery, gallerySizes, inDtype, reconstructionRatio, residualRatio } from "../testing.js";

const dtypes = ["float64", "float32", "complex128", "complex64"] as const;
const random = gallery[0];

describe.each(dtypes)("lu with full pivoting in %s", (dtype) => {
  it("has A[p][:, q] = L·U to 30·max(m, n)·ε for the gallery", () => {
    for (const { build } of gallery) {
      for (const [m, n] of gallerySizes.filter((size) => Math.max(...size) <= 50)) {
        const a = inDtype(build(m, n), dtype);
        const f = lu(a, { pivoting: "full" });
        const { L, U, p, q }: { L: NDArray; U: NDArray; p: NDArray; q: NDArray } = f;
        const moved = take(take(a, p, { axis: 0 }) as NDArray, q, { axis: 1 }) as NDArray;
        expect(reconstructionRatio(moved, matmul(L, U))).toBeLessThan(THRESHOLD);
        expect(reconstructionRatio(a, f.reconstruct())).toBeLessThan(THRESHOLD);
      }
    }
  });

  it("solves, inverts and has the determinant of A", () => {
    for (const n of [1, 2, 5, 30]) {
      const a = inDtype(random.build(n, n), dtype);
      const b = inDtype(random.build(n, 2), dtype);
      const f = lu(a, { pivoting: "full" });
      expect(residualRatio(a, f.solve(b), b)).toBeLessThan(THRESHOLD);
      expect(residualRatio(a, f.inverse(), eye(n))).toBeLessThan(THRESHOLD);
      expect(f.det().dtype).toBe(dtype);
    }
  });
});

describe("lu with full pivoting", () => {
  const a = array([
    [1, 2, 0],
    [3, 0, 8],
  ]);

  it("takes the largest entry that is left as pivot", () => {
    const { L, U, p, q } = lu(a, { pivoting: "full" });
    expect(p.toArray()).toEqual([1, 0]);
    expect(q.toArray()).toEqual([2, 1, 0]);
    expect(U.toArray()).toEqual([
      [8, 0, 3],
      [0, 2, 1],
    ]);
    expect(L.toArray()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(lu(a).q.toArray()).toEqual([0, 1, 2]);
  });

  it("has the determinant with the sign of both permutations", () => {
    for (const n of [2, 3, 4, 5]) {
      const x: NDArray = random.build(n, n);
      expect(lu(x, { pivoting: "full" }).det().item()).toBeCloseTo(det(x).item(), 14);
    }
  });

  it("is batched over leading axes as a loop is", () => {
    const parts: NDArray[] = [1, 2, 3].map((k) => random.build(4, 4).mul(k).add(eye(4)));
    const whole = lu(stack(parts) as NDArray, { pivoting: "full" });
    const b: NDArray = random.build(4, 1);
    parts.forEach((part, i) => {
      const single = lu(part, { pivoting: "full" });
      expect(whole.U.at(i).toArray()).toEqual(single.U.toArray());
      expect(whole.q.at(i).toArray()).toEqual(single.q.toArray());
      expect(whole.solve(b).at(i).toArray()).toEqual(single.solve(b).toArray());
      expect(whole.det().at(i).item()).toEqual(single.det().item());
    });
    expect(lu(stack(parts) as NDArray).q.shape).toEqual([3, 4]);
  });

  it("widens for a right-hand side of a wider dtype", () => {
    const single = inDtype(random.build(5, 5), "float32");
    const b = inDtype(random.build(5, 1), "float64");
    const x = lu(single, { pivoting: "full" }).solve(b);
    expect(x.dtype).toBe("float64");
    expect(residualRatio(single, x, b)).toBeLessThan(THRESHOLD);
  });

  it("vjp and jvp agree with differences", () => {
    for (const dtype of ["float64", "complex128"] as const) {
      const [x, b] = [inDtype(random.build(4, 4), dtype), inDtype(random.build(4, 2), dtype)];
      const all = (y: NDArray, c: NDArray): NDArray[] => {
        const f = lu(y, { pivoting: "full" });
        return [f.L, f.U, f.solve(c), f.det(), f.logAbsDet(), f.inverse(), f.reconstruct()];
      };
      checkVjp(all, [x, b]);
      checkJvp(all, [x, b]);
    }
  });

  it("answers for empty matrices", () => {
    const f = lu(zeros([0, 3]), { pivoting: "full" });
    expect([f.q.shape, f.U.shape, f.rank().item()]).toEqual([[3], [0, 3], 0]);
    expect(
      lu(zeros([2, 0, 0]), { pivoting: "full" })
        .det()
        .toArray(),
    ).toEqual([1, 1]);
  });

  it("refuses another pivoting", () => {
    expect(() => lu(a, { pivoting: "rook" as "full" })).toThrow(ValueError);
    expect(() => lu(a, { pivoting: "rook" as "full" })).toThrow(
      'lu: pivoting must be "partial" or "full"; got "rook".',
    );
  });
});

describe("rank", () => {
  it("is the matrix rank where singular values are not near the threshold, from either pivoting", () => {
    const names = [
      "random",
      "zero",
      "identity",
      "ones",
      "diagonal",
      "rank one",
      "rank deficient",
      "repeated",
      "Clement",
    ];
    for (const { build } of gallery.filter((entry) => names.includes(entry.name))) {
      for (const [m, n] of [
        [1, 1],
        [5, 5],
        [3, 10],
        [10, 3],
        [30, 30],
      ]) {
        const x: NDArray = build(m, n);
        const rank = matrixRank(x).item();
        expect(lu(x, { pivoting: "full" }).rank().item()).toBe(rank);
        expect(lu(x).rank().item()).toBe(rank);
      }
    }
  });

  it("does not take a zero on the diagonal of U for a deficiency", () => {
    const shifted = array([
      [0, 1],
      [0, 0],
    ]);
    expect(lu(shifted).rank().item()).toBe(1);
    expect(lu(shifted).rank().dtype).toBe("int32");
    expect(
      lu(stack([shifted, eye(2), mul(eye(2), 0)]) as NDArray)
        .rank()
        .toArray(),
    ).toEqual([1, 2, 0]);
  });
});
