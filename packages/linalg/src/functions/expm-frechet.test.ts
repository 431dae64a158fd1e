import {
  type NDArray,
  add,
  concat,
  eye,
  expandDims,
  matmul,
  matrixTranspose,
  mul,
  ones,
  sub,
  sum,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { OverflowError } from "../errors.js";
import { epsilonOf } from "../operand/epsilon.js";
import { columns, rows } from "../operand/parts.js";
import { gallery, inDtype, inexactTypes, norm1 } from "../testing.js";
import { expmFrechet } from "./expm-frechet.js";
import { expm } from "./expm.js";

const random = gallery[0];

/** L(A, E) as the corner of e^[[A, E], [0, A]]. */
function corner(a: NDArray, e: NDArray): NDArray {
  const n = a.shape[0];
  const block: NDArray = concat([concat([a, e], { axis: 1 }), concat([mul(a, 0), a], { axis: 1 })]);
  return rows(columns(expm(block), n, 2 * n), 0, n);
}

describe.each(inexactTypes)("expmFrechet in %s", (dtype) => {
  it("is the corner of e^[[A, E], [0, A]], for matrices small, large, far from normal, triangular", () => {
    const named = (name: string, n: number): NDArray => gallery.find((one) => one.name === name)?.build(n, n) ?? eye(n);
    const points = [
      ...[1e-3, 0.1, 1, 20].map((c): NDArray => mul(random.build(5, 5), c)),
      named("upper triangular", 6),
      matrixTranspose(named("upper triangular", 6)),
      named("Grcar", 12),
      mul(named("random", 60), 0.5),
    ];
    for (const point of points) {
      const n = point.shape[0];
      const a = inDtype(point, dtype);
      const e = inDtype(random.build(n, n), dtype);
      const want = corner(a, e);
      // both within n·ε·κ, and what is in the corner of the block matrix as large as ‖e^A‖ too
      const bound = 4 * n * epsilonOf(a.type) * (1 + norm1(a)) * (norm1(want) + norm1(expm(a)));
      expect(norm1(sub(expmFrechet(a, e), want)), `${n}`).toBeLessThan(bound);
    }
  });

  it("is linear in E whatever its size, and L(A, A) = A·e^A", () => {
    const a: NDArray = inDtype(random.build(6, 6), dtype);
    const e: NDArray = matrixTranspose(a);
    const l = expmFrechet(a, e);
    for (const c of [2 ** 60, 2 ** -60]) {
      expect(expmFrechet(a, mul(e, c)).toArray()).toEqual(mul(l, c).toArray());
    }
    const bound = 4 * 6 * epsilonOf(a.type) * (1 + norm1(a)) * norm1(expm(a)) * norm1(a);
    expect(norm1(sub(expmFrechet(a, a), matmul(a, expm(a))))).toBeLessThan(bound);
  });
});

describe("expmFrechet", () => {
  it("is self-adjoint but for a transpose, Σ C·L(A, E) = Σ L(Aᵀ, C)·E, and broadcasts", () => {
    const a: NDArray = random.build(4, 4);
    const [e, c] = [mul(matrixTranspose(a), 2), sub(a, eye(4))] as NDArray[];
    const [left, right] = [mul(c, expmFrechet(a, e)), mul(expmFrechet(matrixTranspose(a), c), e)];
    const bound = 4 * 4 * 2 ** -52 * (1 + norm1(a)) * norm1(expm(a)) * norm1(e) * norm1(c);
    expect(Math.abs(sum(sub(left, right)).item() as number)).toBeLessThan(bound);
    const both: NDArray = expmFrechet(a, concat([expandDims(e, 0), expandDims(c, 0)]) as NDArray);
    expect(both.at(1).toArray()).toEqual(expmFrechet(a, c).toArray());
    expect(expmFrechet(eye(2, { dtype: "float32" }), ones([2, 2], { dtype: "int32" })).dtype).toBe("float32");
  });

  it("vjp and jvp agree with differences, by A and by E, in two and in several directions", () => {
    const a: NDArray = random.build(3, 3);
    for (const dtype of ["float64", "complex128"] as const) {
      const inputs = [inDtype(a, dtype), inDtype(add(matrixTranspose(a), eye(3)), dtype)];
      checkVjp((x, e) => expmFrechet(x, e), inputs);
      checkJvp((x, e) => expmFrechet(x, e), inputs);
    }
    const several: NDArray = concat([expandDims(a, 0), zeros([1, 3, 3])]);
    checkVjp((x, e) => expmFrechet(x, e), [a, several]);
    checkJvp((x, e) => expmFrechet(x, e), [a, several]);
  });

  it("answers for empty matrices, and refuses what does not fit or overflows", () => {
    expect(expmFrechet(zeros([0, 0]), zeros([3, 0, 0])).shape).toEqual([3, 0, 0]);
    const [two, three, wide]: NDArray[] = [eye(2), eye(3), ones([2, 3])];
    expect(() => expmFrechet(two, three)).toThrow("expmFrechet: orders 2 and 3 differ; got a [2, 2] and e [3, 3].");
    expect(() => expmFrechet(two, wide)).toThrow("expmFrechet: the last two axes must be equal; got e [2, 3].");
    expect(() => expmFrechet(two, mul(two, Infinity))).toThrow("expmFrechet: e must be finite");
    expect(() => expmFrechet(mul(ones([2, 2]), 400), two)).toThrow(OverflowError);
    expect(() => expmFrechet(mul(ones([2, 2]), 400), two)).toThrow(
      "expmFrechet: the derivative of e^a must fit in float64; got entries beyond its largest number. Make a smaller.",
    );
  });
});
