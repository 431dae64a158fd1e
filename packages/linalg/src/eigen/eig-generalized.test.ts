import { describe, expect, it } from "vitest";
import {
  type NDArray,
  array,
  astype,
  complex,
  diag,
  eye,
  fromFunction,
  matmul,
  ones,
  stack,
  zeros,
} from "@linnet/core";
import { eigGeneralized } from "./eig-generalized.js";
import { epsilonOf } from "../operand/epsilon.js";
import { SingularMatrixError } from "../errors.js";
import { THRESHOLD, inexactTypes, norm1, uniform } from "../testing.js";

describe.each(inexactTypes)("eigGeneralized in %s", (dtype) => {
  it("A·V = B·V·Λ to 30·n·ε·‖B⁻¹·A‖·‖B‖ for a well-conditioned B", () => {
    for (const n of [1, 2, 5, 20]) {
      const part = (seed: number): NDArray => fromFunction([n, n], uniform(n, n, seed));
      const isComplex = dtype.startsWith("complex");
      const [p, q] = [1, 3].map((seed) => astype(isComplex ? complex(part(seed), part(seed + 1)) : part(seed), dtype));
      const b = astype(q.add(eye(n).mul(3 * n)), dtype);
      const { values, vectors }: { values: NDArray; vectors: NDArray } = eigGeneralized(p, b);
      const wide = (x: NDArray): NDArray => astype(x, "complex128");
      const residual = matmul(wide(p), wide(vectors)).sub(matmul(wide(b), wide(vectors)).mul(wide(values)));
      // ‖B⁻¹‖ ≤ 1/(3·n − n·√2), by B = 3·n·I + Q and |qᵢⱼ| ≤ √2
      const bound = (THRESHOLD * n * epsilonOf(values.type) * norm1(p) * norm1(b)) / (1.5 * n);
      expect(norm1(residual)).toBeLessThan(bound);
    }
  });
});

describe("eigGeneralized", () => {
  it("answers for a singular B with infinite eigenvalues", () => {
    const { values } = eigGeneralized(diag(array([1, 2, 3])), diag(array([1, 0, 2])));
    expect(values.toArray()).toEqual([
      [1, 0],
      [Infinity, 0],
      [1.5, 0],
    ]);
    expect(eigGeneralized(eye(2, { dtype: "float32" }), zeros([2, 2], { dtype: "float32" })).values.dtype).toBe(
      "complex64",
    );
  });

  it("is batched over leading axes, which broadcast", () => {
    const a = array([
      [1, 2],
      [3, 4],
    ]);
    const { values } = eigGeneralized(stack([a, a.mul(2)]) as NDArray, eye(2).mul(2) as NDArray);
    expect(values.at(0).toArray()).toEqual(eigGeneralized(a, eye(2).mul(2)).values.toArray());
    expect(values.shape).toEqual([2, 2]);
  });

  it("refuses what it must", () => {
    expect(() => eigGeneralized(ones([2, 3]) as NDArray, ones([2, 3]) as NDArray)).toThrow(
      "eigGeneralized: the last two axes must be equal; got a [2, 3].",
    );
    expect(() => eigGeneralized(ones([2, 2]), ones([2, 3]) as NDArray)).toThrow(
      "eigGeneralized: the last two axes must be equal; got b [2, 3].",
    );
    expect(() => eigGeneralized(ones([2, 2]) as NDArray, ones([3, 3]) as NDArray)).toThrow(
      "eigGeneralized: rows 2 of a and 3 of b differ; got a [2, 2] and b [3, 3].",
    );
    expect(() =>
      eigGeneralized(
        eye(2),
        array([
          [1, 0],
          [0, NaN],
        ]),
      ),
    ).toThrow("eigGeneralized: b must be finite; got NaN at index [1, 1]. Remove or impute such entries.");
    const both = (): unknown => eigGeneralized(zeros([2, 2]), zeros([2, 2]));
    expect(both).toThrow(SingularMatrixError);
    expect(both).toThrow(
      "eigGeneralized: b must be nonsingular; got pivot 0 at index 0. a is singular too: the pencil may have any number as an " +
        "eigenvalue, which takes the QZ algorithm.",
    );
  });
});
