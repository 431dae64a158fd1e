import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  IndexError,
  type NDArray,
  ShapeError,
  ValueError,
  arange,
  array,
  broadcastTo,
  complex,
  einsum,
  eye,
  matmul,
  ones,
  zeros,
} from "../index.js";
import { broadcastablePairs, checkJvp, checkVjp, floatArrays } from "../testing.js";
import { cross } from "./cross.js";
import { kron } from "./kron.js";
import { inner, tensordot } from "./tensordot.js";
import { outer, vecdot } from "./vecdot.js";

const bools = array([true, false]);
const ramp = (...shape: number[]): NDArray => arange(shape.reduce((n, d) => n * d, 1)).reshape(shape);

describe("tensordot", () => {
  it("by lists is einsum with the axes named, exactly on small integers", () => {
    const [a, b] = [ramp(2, 3, 4), ramp(4, 3, 5)];
    expect(
      tensordot(a, b, {
        axes: [
          [1, 2],
          [1, 0],
        ],
      }).toArray(),
    ).toEqual(einsum("ijk,kjl->il", a, b).toArray());
    expect(tensordot(a, b, { axes: [[-1], [0]] }).toArray()).toEqual(einsum("ijk,klm->ijlm", a, b).toArray());
  });

  it("by a count takes the last axes of a with the first of b; 0 is the outer product", () => {
    const [a, b] = [ramp(2, 3, 4), ramp(3, 4, 5)];
    expect(tensordot(a, b).toArray()).toEqual(einsum("ijk,jkl->il", a, b).toArray());
    expect(tensordot(a, b, { axes: 0 }).toArray()).toEqual(einsum("ijk,lmn->ijklmn", a, b).toArray());
    expect(tensordot(ramp(2, 3).T, ramp(2, 3), { axes: 1 }).toArray()).toEqual(
      einsum("ij,ik->jk", ramp(2, 3), ramp(2, 3)).toArray(),
    );
    expect(tensordot(zeros([2, 0]), zeros([0, 3]), { axes: 1 }).toArray()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(tensordot(array(2), array(3), { axes: 0 }).item()).toBe(6);
  });

  it("keeps integers and promotes", () => {
    const bytes = ones([2, 3], { dtype: "int8" });
    expect(tensordot(bytes, bytes, { axes: [[1], [1]] }).dtype).toBe("int8");
    expect(tensordot(bytes, ones([3], { dtype: "float32" }), { axes: 1 }).dtype).toBe("float32");
  });

  it("has derivatives", () => {
    const f = (a: NDArray, b: NDArray): NDArray =>
      tensordot(a, b, {
        axes: [
          [0, 2],
          [1, 0],
        ],
      });
    checkVjp(f, [ramp(2, 3, 2), ramp(2, 2, 3)]);
    checkJvp(f, [ramp(2, 3, 2), ramp(2, 2, 3)]);
  });

  it.each<[string, () => unknown, new (...args: never[]) => Error, string]>([
    [
      "lengths",
      () => tensordot(ramp(2, 3), ramp(4, 2), { axes: 1 }),
      ShapeError,
      "tensordot: dimensions 3 and 4 differ; got a [2, 3] and b [4, 2].",
    ],
    [
      "few axes",
      () => tensordot(ramp(2), ramp(2, 3)),
      ShapeError,
      "tensordot: a must have at least two axes; got a [2].",
    ],
    [
      "a count",
      () => tensordot(ramp(2), ramp(2), { axes: -1 }),
      ValueError,
      "tensordot: axes must be a count or a list for each operand; got -1.",
    ],
    [
      "lists",
      () => tensordot(ramp(2), ramp(2), { axes: [[0], []] as never }),
      ValueError,
      "tensordot: axes must be two lists of one length; got [[0],[]].",
    ],
    [
      "twice",
      () =>
        tensordot(ramp(2, 2), ramp(2, 2), {
          axes: [
            [0, 0],
            [0, 1],
          ],
        }),
      ValueError,
      "tensordot: the axes of an operand must be distinct; got [[0,0],[0,1]].",
    ],
    [
      "an axis",
      () => tensordot(ramp(2), ramp(2), { axes: [[1], [0]] }),
      IndexError,
      "tensordot: axis must be an integer in [-1, 0] for an array of 1 axes; got 1.",
    ],
    [
      "bools",
      () => tensordot(bools, bools, { axes: 1 }),
      DTypeError,
      'tensordot: operands must be numbers; got a bool and b bool. Convert first: x.astype("int32").',
    ],
    [
      "lists for arrays",
      () => tensordot([1] as never, ramp(2)),
      ValueError,
      "tensordot: a must be an NDArray; got a list. Make one with array(…).",
    ],
  ])("refuses %s", (_what, call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});

describe("inner", () => {
  it("is a·bᵀ over all vectors", () => {
    const [a, b] = [ramp(2, 3, 4), ramp(5, 4)];
    expect(inner(a, b).toArray()).toEqual(matmul(a, b.T).toArray());
    expect(inner(array([1, 2, 3]), array([1, 0, 2])).item()).toBe(7);
    checkVjp(inner as (x: NDArray, y: NDArray) => NDArray, [ramp(2, 3), ramp(3)]);
  });

  it("refuses vectors of other lengths, and what is none", () => {
    expect(() => inner(ramp(2), ramp(3))).toThrow(ShapeError);
    expect(() => inner(ramp(2), ramp(3))).toThrow("inner: dimensions 2 and 3 differ; got a [2] and b [3].");
    expect(() => inner(ramp(2), zeros([]) as NDArray)).toThrow("inner: b must have at least one axis; got b [].");
    expect(() => inner(bools, bools)).toThrow(DTypeError);
  });
});

describe("vecdot", () => {
  it("sums products along the axis, other axes broadcast: |Δ| ≤ γₙ·Σ|aₖ·bₖ|", () => {
    fc.assert(
      fc.property(
        floatArrays({ shape: [4, 2] }).map((x): NDArray => x.T),
        floatArrays({ shape: [3, 1, 4] }),
        (a, b) => {
          const c = vecdot(a, b);
          expect(c.shape).toEqual([3, 2]);
          for (let i = 0; i < 3; i++) {
            for (let j = 0; j < 2; j++) {
              const products = [0, 1, 2, 3].map(
                (k) => (a.at(j, k).item() as number) * (b.at(i, 0, k).item() as number),
              );
              const bound = products.reduce((t, p) => t + Math.abs(p), 0) * 5 * Number.EPSILON;
              expect(Math.abs(c.at(i, j).item() - products.reduce((t, p) => t + p, 0))).toBeLessThanOrEqual(bound);
            }
          }
        },
      ),
    );
  });

  it("takes any axis, empty vectors and broadcast ones", () => {
    const [a, b] = [ramp(3, 2), ramp(3, 2)];
    expect(vecdot(a, b, { axis: 0 }).toArray()).toEqual([20, 35]);
    expect(vecdot(zeros([2, 0]), zeros([2, 0])).toArray()).toEqual([0, 0]);
    expect(vecdot(broadcastTo(array([1, 2]), [3, 2]), array([1, 1])).toArray()).toEqual([3, 3, 3]);
    expect(vecdot(ramp(3).astype("int16"), ramp(3).astype("int16")).dtype).toBe("int16");
  });

  it("has derivatives", () => {
    const f = (a: NDArray, b: NDArray): NDArray => vecdot(a, b, { axis: 0 });
    checkVjp(f, [ramp(3, 2), ramp(3, 1)]);
    checkJvp(f, [ramp(3, 2), ramp(3, 1)]);
  });

  it("conjugates the first of complex operands, where einsum and inner do not", () => {
    const [z, w] = [complex(zeros([2]), array([1, 2])), array([3, 4]).astype("complex128")] as NDArray[];
    const minus11i = complex(array(0), array(-11)).toTypedArray();
    expect((vecdot(z, w) as NDArray).toTypedArray()).toEqual(minus11i);
    expect((inner(z, w) as NDArray).toTypedArray()).toEqual(complex(array(0), array(11)).toTypedArray());
    expect((einsum("i,i->", z, w) as NDArray).toTypedArray()).toEqual(complex(array(0), array(11)).toTypedArray());
    expect((vecdot(broadcastTo(z, [2, 2]), w) as NDArray).shape).toEqual([2]);
  });

  it("refuses what does not fit", () => {
    expect(() => vecdot(ramp(2), ramp(3))).toThrow("vecdot: dimensions 2 and 3 differ; got a [2] and b [3].");
    expect(() => vecdot(ramp(2, 3), ramp(4, 3))).toThrow(ShapeError);
    expect(() => vecdot(ramp(2), ramp(2), { axis: 1 })).toThrow(IndexError);
    expect(() => vecdot(ramp(2), zeros([]) as NDArray)).toThrow("vecdot: b must have at least one axis; got b [].");
    expect(() => vecdot(bools, bools)).toThrow(DTypeError);
  });
});

describe("outer", () => {
  it("is every product, and a matrix of one column times one row", () => {
    const [a, b] = [array([1, 2, 3]), array([4, 5])];
    expect(outer(a, b).toArray()).toEqual(
      a
        .reshape([3, 1])
        .matmul(b.reshape([1, 2]))
        .toArray(),
    );
    expect(outer(zeros([0]), b).shape).toEqual([0, 2]);
    checkVjp(outer as (x: NDArray, y: NDArray) => NDArray, [ramp(3), ramp(2)]);
  });

  it("refuses other than vectors", () => {
    expect(() => outer(ramp(2, 2), ramp(2))).toThrow(ShapeError);
    expect(() => outer(ramp(2, 2), ramp(2))).toThrow("outer: a must have one axis; got a [2, 2].");
    expect(() => outer(bools, bools)).toThrow(DTypeError);
  });
});

describe("kron", () => {
  it("puts a[i, j]·b at block (i, j)", () => {
    fc.assert(
      fc.property(
        floatArrays({ shape: [3, 2] }).map((x): NDArray => x.T),
        floatArrays({ shape: [3, 2] }),
        (a, b) => {
          const c = kron(a, b);
          expect(c.shape).toEqual([6, 6]);
          c.toArray().forEach((row: number[], i: number) =>
            row.forEach((value, j) => {
              const [p, q] = [a.at(Math.floor(i / 3), Math.floor(j / 2)).item(), b.at(i % 3, j % 2).item()];
              expect(value).toBe((p as number) * (q as number));
            }),
          );
        },
      ),
    );
  });

  it("multiplies: (A⊗B)·(C⊗D) = (A·C)⊗(B·D), exactly on small integers", () => {
    const [a, b, c, d] = [ramp(2, 3), ramp(2, 2), ramp(3, 2), ramp(2, 3)];
    expect(matmul(kron(a, b), kron(c, d)).toArray()).toEqual(kron(matmul(a, c), matmul(b, d)).toArray());
  });

  it("fills missing axes, and takes empty ones", () => {
    expect(kron(array([1, 2]), array([1, 10])).toArray()).toEqual([1, 10, 2, 20]);
    expect(kron(eye(2), array([1, 2])).toArray()).toEqual([
      [1, 2, 0, 0],
      [0, 0, 1, 2],
    ]);
    expect(kron(zeros([0, 2]), zeros([3, 2])).shape).toEqual([0, 4]);
    expect(() => kron(bools, bools)).toThrow(DTypeError);
    checkVjp(kron as (x: NDArray, y: NDArray) => NDArray, [ramp(2, 2), ramp(2)]);
  });
});

describe("cross", () => {
  it("is orthogonal to both, and antisymmetric: |a·(a×b)| ≤ 6·u·Σ|aᵢ|·|(a×b)|ᵢ", () => {
    const vectors = broadcastablePairs({ maxAxes: 2, maxLength: 3, low: -2, high: 2 }).map(
      ([a, b]) => [a, b].map((x, i) => einsum("...,i->...i", x, array([1 + i, -2, 3 - i]))) as NDArray[],
    );
    fc.assert(
      fc.property(vectors, ([a, b]) => {
        const c: NDArray = cross(a, b);
        expect(c.toArray()).toEqual(cross(b, a).neg().add(0).toArray());
        const largest = 2 * 3 * 2 * 3 * 2 * 3 * 6;
        for (const value of vecdot(a, c).toTypedArray())
          expect(Math.abs(value)).toBeLessThanOrEqual(6 * Number.EPSILON * largest);
      }),
    );
  });

  it("knows the axes of space, along any axis", () => {
    const [x, y, z] = [array([1, 0, 0]), array([0, 1, 0]), array([0, 0, 1])];
    expect(cross(x, y).toArray()).toEqual(z.toArray());
    expect(cross(y, z).toArray()).toEqual(x.toArray());
    const columns = [x, y].map((v) => v.reshape([3, 1]));
    expect(cross(columns[0], columns[1], { axis: 0 }).toArray()).toEqual([[0], [0], [1]]);
    checkVjp((a, b) => cross(a, b) as NDArray, [ramp(2, 3), ramp(3)]);
    checkJvp((a, b) => cross(a, b) as NDArray, [ramp(2, 3), ramp(3)]);
  });

  it("refuses other lengths", () => {
    expect(() => cross(ramp(2), ramp(2))).toThrow(ShapeError);
    expect(() => cross(ramp(2), ramp(2))).toThrow("cross: a must have length 3 along axis -1; got a [2].");
    expect(() => cross(ramp(2, 3), ramp(4, 3))).toThrow("cross: dimensions 2 and 4 do not broadcast");
    expect(() => cross(ramp(3), ramp(3), { axis: 1 })).toThrow(IndexError);
    expect(() => cross(bools as NDArray, bools as NDArray)).toThrow(DTypeError);
  });
});

describe("products of complex arrays", () => {
  const products: readonly [string, (a: NDArray, b: NDArray) => NDArray, NDArray, NDArray][] = [
    ["kron", (a, b) => kron(a, b), ramp(2, 2), ramp(2, 3)],
    ["outer", (a, b) => outer(a, b), ramp(3), ramp(2)],
    ["cross", (a, b) => cross(a, b), ramp(2, 3), ramp(3)],
    ["inner", (a, b) => inner(a, b), ramp(2, 3), ramp(3)],
  ];
  const parts = (z: NDArray): readonly number[] => Array.from(z.toTypedArray() as Float64Array, (part) => part + 0); // −0 is 0

  it.each(products)("%s is bilinear over them, exactly on small integers", (_name, f, x, y) => {
    const [z, w] = [complex(x, x.add(1)), complex(y.sub(2), y)] as NDArray[];
    const real = f(x, y.sub(2)).sub(f(x.add(1), y));
    const imaginary = f(x, y).add(f(x.add(1), y.sub(2)));
    expect(parts(f(z, w))).toEqual(parts(complex(real, imaginary) as NDArray));
  });

  it.each(products)("%s has derivatives", (_name, f, x, y) => {
    const [z, w] = [complex(x, x.add(1)), complex(y.sub(2), y)] as NDArray[];
    checkVjp(f, [z, w]);
    checkJvp(f, [z, w]);
  });
});
