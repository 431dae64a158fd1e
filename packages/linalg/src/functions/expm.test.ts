import {
  type NDArray,
  adjoint,
  array,
  astype,
  complex,
  conj,
  diag,
  diagonal,
  exp,
  eye,
  matmul,
  matrixTranspose,
  mul,
  neg,
  ones,
  stack,
  sub,
  trace,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { OverflowError } from "../errors.js";
import { det } from "../lu/det.js";
import { epsilonOf } from "../operand/epsilon.js";
import { gallery, inDtype, inexactTypes, norm1 } from "../testing.js";
import { expm } from "./expm.js";

const random = gallery[0];
const chosen = gallery.filter(({ name }) => !["huge", "tiny", "Moler", "Rosser, repeated"].includes(name));

describe.each(inexactTypes)("expm in %s", (dtype) => {
  it("e^A·e^(−A) = I to n·ε·(1 + 2·‖A‖)·‖e^A‖·‖e^(−A)‖, over the gallery", () => {
    for (const { name, build } of chosen) {
      for (const n of [1, 2, 5, 20]) {
        const built: NDArray = inDtype(build(n, n), dtype);
        const a = mul(built, 4 / Math.max(4, norm1(built))); // e^A and e^(−A) are finite in float32 too
        const [x, y] = [expm(a), expm(neg(a))];
        const bound = n * epsilonOf(a.type) * (1 + 2 * norm1(a)) * norm1(x) * norm1(y); // κ(A) is ‖A‖ at least
        expect(norm1(sub(matmul(x, y), eye(n))), `${name} ${n}`).toBeLessThan(bound);
      }
    }
  });

  it.each([10, 60])("goes with transposes, conjugates and permutations, e^(2·A) = (e^A)², for n = %i", (n) => {
    const a: NDArray = mul(inDtype(random.build(n, n), dtype), 2);
    const x = expm(a);
    const p = eye(n, { dtype: "float64" }).slice("::-1"); // exact: 0 and 1
    const bound = 4 * n * epsilonOf(a.type) * norm1(a) * norm1(x); // two results, each within its own
    expect(norm1(sub(expm(matrixTranspose(a)), matrixTranspose(x)))).toBeLessThan(bound);
    expect(norm1(sub(expm(adjoint(a)), adjoint(x)))).toBeLessThan(bound);
    expect(norm1(sub(expm(matmul(matmul(p, a), p) as NDArray), matmul(matmul(p, x), p)))).toBeLessThan(bound);
    expect(norm1(sub(expm(mul(a, 2)), matmul(x, x)))).toBeLessThan(2 * bound * norm1(x));
  });

  it("is batched over leading axes as a loop is, views too, and keeps the dtype", () => {
    const parts = [1, 1e-3, 40].map((c): NDArray => mul(inDtype(random.build(5, 5), dtype), c));
    const batch: NDArray = expm(matrixTranspose(stack(parts)) as NDArray);
    expect(batch.dtype).toBe(dtype);
    parts.forEach((part, i) => expect(batch.at(i).toArray()).toEqual(expm(matrixTranspose(part)).toArray()));
  });

  it("is that of each entry for diagonal matrices, exactly", () => {
    const d: NDArray = inDtype(array([[-3, 0.5, 2]]), dtype).at(0);
    const entries = diagonal(expm(diag(d))) as NDArray;
    const want = exp(astype(d, d.type.kind === "complex" ? "complex128" : "float64"));
    expect(norm1(sub(entries, want).slice(null))).toBeLessThan(2 * epsilonOf(d.type) * Math.E ** 2);
    expect(expm(zeros([3, 3])).toArray()).toEqual(eye(3).toArray());
  });

  it("vjp and jvp agree with differences", () => {
    if (dtype === "float32" || dtype === "complex64") return; // differences need double precision
    for (const c of [0.1, 3]) {
      const a: NDArray = mul(inDtype(random.build(3, 3), dtype), c);
      checkVjp((x) => expm(x), a);
      checkJvp((x) => expm(x), a);
    }
  });
});

describe("expm", () => {
  it("has the determinant e^trace", () => {
    for (const n of [2, 5, 20, 100]) {
      const a: NDArray = random.build(n, n);
      const want = exp(trace(a)).item() as number;
      // det is sensitive as κ(e^A) ≤ ‖e^A‖·‖e^(−A)‖ is
      const bound = n * 2 ** -52 * norm1(a) * norm1(expm(a)) * norm1(expm(neg(a)));
      expect(Math.abs((det(expm(a)).item() as number) / want - 1), `${n}`).toBeLessThan(bound);
    }
  });

  it("of a block diagonal matrix is made of those of the blocks", () => {
    const [a, b]: NDArray[] = [random.build(4, 4), mul(random.build(4, 4), 0.01)];
    const both = matmul(stack([a, b]), eye(4)) as NDArray;
    const x = expm(blockDiagonal(a, b));
    const want = blockDiagonal(expm(both.at(0) as NDArray), expm(both.at(1) as NDArray));
    expect(norm1(sub(x, want))).toBeLessThan(8 * 2 ** -52 * norm1(a) * norm1(x));
  });

  it("of 2·π·i·A with integer eigenvalues is I", () => {
    const a = array([
      [2, 5],
      [0, -1],
    ]);
    const x: NDArray = expm(complex(zeros([2, 2]), mul(a, 2 * Math.PI)));
    expect(norm1(sub(x, eye(2)))).toBeLessThan(30 * 2 ** -52 * 2 * Math.PI * norm1(a));
  });

  it("turns for skew-symmetric matrices, with ‖XᵀX − I‖ below n·ε·‖A‖", () => {
    for (const n of [3, 10, 60]) {
      const b: NDArray = mul(random.build(n, n), 10);
      const a = sub(b, matrixTranspose(b));
      const x: NDArray = expm(a);
      expect(norm1(sub(matmul(matrixTranspose(x), x), eye(n)))).toBeLessThan(n * 2 ** -52 * norm1(a));
    }
  });

  it("answers for empty matrices, integers, and huge nilpotent ones whose powers overflow", () => {
    expect(expm(zeros([0, 0])).shape).toEqual([0, 0]);
    expect(expm(zeros([2, 0, 0])).shape).toEqual([2, 0, 0]);
    expect(expm(zeros([0, 3, 3])).shape).toEqual([0, 3, 3]);
    expect(expm(array([[0]], { dtype: "int32" })).dtype).toBe("float64");
    const huge = [
      [0, 1e300],
      [0, 0],
    ];
    expect(expm(array(huge)).toArray()).toEqual([
      [1, 1e300],
      [0, 1],
    ]);
  });

  it("refuses what overflows, is rectangular or not finite", () => {
    const large: NDArray = stack([eye(2), mul(ones([2, 2]), 400)]);
    expect(() => expm(large)).toThrow(OverflowError);
    expect(() => expm(large)).toThrow(
      "expm: e^a must fit in float64; got entries beyond its largest number of matrix [1]. Make a smaller.",
    );
    expect(() => expm(mul(eye(2, { dtype: "float32" }), 100))).toThrow(
      "expm: e^a must fit in float32; got entries beyond its largest number. Convert a to float64, or make it smaller.",
    );
    const turning: NDArray = complex(mul(ones([2, 2]), 400), ones([2, 2])).astype("complex64");
    expect(() => expm(turning)).toThrow("Convert a to complex128, or make it smaller.");
    const wide: NDArray = ones([2, 3]);
    expect(() => expm(wide)).toThrow("expm: the last two axes must be equal; got a [2, 3].");
    expect(() => expm(array([[NaN]]))).toThrow(
      "expm: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => expm(array([[true]]))).toThrow("expm: a must be real or complex numbers");
    expect(norm1(expm(conj(eye(2))))).toBeCloseTo(Math.E);
  });
});

function blockDiagonal(a: NDArray, b: NDArray): NDArray {
  const n = a.shape[0];
  const [left, right] = [eye(2 * n).slice(":", `:${n}`), eye(2 * n).slice(":", `${n}:`)] as NDArray[];
  const part = (side: NDArray, x: NDArray): NDArray => matmul(matmul(side, x), matrixTranspose(side));
  return part(left, a).add(part(right, b)) as NDArray;
}
