import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as core from "../index.js";
import { type NDArray, add, array, complex, conj, div, imag, matmul, mul, real, sub, sum } from "../index.js";
import { broadcastablePairs, checkJvp, checkVjp, floatViews } from "../testing.js";

const EPSILON = 2 ** -53;
const far = { minLength: 1, maxAxes: 2, maxLength: 3, low: 0.3, high: 2 } as const;

/** x + i·(1.5 − x): complex numbers from real ones, without symmetry. */
const lift = (x: NDArray): NDArray => complex(x, sub(1.5, x));
const magnitude = (x: NDArray): NDArray => core.abs(x);
/** Whether |x − y| ≤ n·u·scale everywhere. */
const within = (x: NDArray, y: NDArray, n: number, scale: NDArray): boolean =>
  core.all(core.abs(sub(x, y)).lessEqual(mul(scale, n * EPSILON))).item() === 1;

const unaries: readonly [string, (x: NDArray) => NDArray][] = [
  ["neg", core.neg],
  ["square", core.square],
  ["sqrt", core.sqrt],
  ["reciprocal", core.reciprocal],
  ["exp", core.exp],
  ["expm1", core.expm1],
  ["log", core.log],
  ["log1p", core.log1p],
  ["sin", core.sin],
  ["cos", core.cos],
  ["tanh", core.tanh],
  ["abs", core.abs],
  ["real", real],
  ["imag", imag],
  ["conj", conj],
  ["angle", core.angle],
  ["astype", (x) => core.astype(x, "complex128")],
  ["sum", (x) => sum(x, { axis: -1 })],
  ["prod", (x) => core.prod(x)],
  ["mean", (x) => core.mean(x)],
  ["variance", (x) => core.variance(x)],
  ["cumulativeSum", (x) => core.cumulativeSum(x, { axis: 0 })],
  ["power", (x) => core.pow(x, 3)],
  ["adjoint", core.adjoint],
  ["take", (x) => core.take(x, [0, 0])],
];
const binaries: readonly [string, (x: NDArray, y: NDArray) => NDArray][] = [
  ["add", add],
  ["sub", sub],
  ["mul", mul],
  ["div", div],
  ["pow", core.pow],
  ["complex", (x, y) => complex(real(x), imag(y))],
];

describe("complex arithmetic", () => {
  it("is the arithmetic of pairs, within its bounds, broadcast over any views", () => {
    fc.assert(
      fc.property(broadcastablePairs(far), ([x, y]) => {
        const [a, b] = [lift(x), core.flip(lift(y))];
        const [p, q, r, s] = [real(a), imag(a), real(b), imag(b)];
        expect(core.arrayEqual(add(a, b), complex(add(p, r), add(q, s)))).toBe(true);
        expect(core.arrayEqual(sub(a, b), complex(sub(p, r), sub(q, s)))).toBe(true);
        const size = mul(magnitude(a), magnitude(b));
        const product = complex(sub(mul(p, r), mul(q, s)), add(mul(p, s), mul(q, r)));
        expect(within(mul(a, b), product, 6, size)).toBe(true);
        expect(within(mul(div(a, b), b), add(a, mul(b, 0)), 14, add(magnitude(a), mul(magnitude(b), 0)))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("keeps complex64 beside numbers and float32, and meets float64 in complex128", () => {
    const z = lift(array([1, 2])).astype("complex64");
    for (const f of [add, sub, mul, div, core.pow])
      expect((f as (a: NDArray, b: number) => NDArray)(z, 2).dtype).toBe("complex64");
    expect(add(z, array([1], { dtype: "float32" })).dtype).toBe("complex64");
    expect(add(z, array([1])).dtype).toBe("complex128");
    expect(add(z, array([1], { dtype: "int8" })).dtype).toBe("complex64");
    expect(core.abs(z).dtype).toBe("float32");
    expect(core.variance(z).dtype).toBe("float32");
    expect(complex(array([1], { dtype: "float32" }), 2).dtype).toBe("complex64");
    expect(complex(1, array([2], { dtype: "int32" })).toArray()).toEqual([[1, 2]]);
  });

  it("answers exact values", () => {
    const i = complex(0, array(1));
    expect(mul(i, i).toArray()).toEqual([-1, 0]);
    expect(core.pow(i, 2).toArray()).toEqual([-1, 0]);
    expect(core.pow(i, -1).toArray()).toEqual([0, -1]);
    expect(core.neg(complex(array(0), 0)).toArray()).toEqual([-0, -0]);
    expect(core.abs(complex(array([3, 0]), array([-4, 2]))).toArray()).toEqual([5, 2]);
    expect(core.sign(complex(array([3, 0]), array([-4, 0]))).toArray()).toEqual([
      [0.6, -0.8],
      [0, 0],
    ]);
    expect(core.angle(complex(array([-1, -1, 0]), array([0, -0, 1]))).toArray()).toEqual([
      Math.PI,
      -Math.PI,
      Math.PI / 2,
    ]);
    expect(core.sqrt(complex(array([-4]), 0)).toArray()).toEqual([[0, 2]]);
    expect(core.isNaN(complex(array([1, Number.NaN]), 1)).toArray()).toEqual([false, true]);
    expect(core.isFinite(complex(array([1, 1]), array([1, Infinity]))).toArray()).toEqual([true, false]);
    expect(core.isInf(complex(array([1, NaN, NaN]), array([1, -Infinity, 0]))).toArray()).toEqual([false, true, false]);
    expect(core.any(complex(array([0, 0]), array([0, 1]))).toArray()).toBe(true);
    expect(core.all(complex(array([0, 0]), array([0, 1]))).toArray()).toBe(false);
    expect(i.equal(i).toArray()).toBe(true);
    expect(i.notEqual(1).toArray()).toBe(true);
    expect(real(array([1, 2])).toArray()).toEqual([1, 2]);
    expect(imag(array([1, 2], { dtype: "int32" })).toArray()).toEqual([0, 0]);
    expect(conj(array([1, 2])).toArray()).toEqual([1, 2]);
  });

  it("real and imag are views, which no later operation changes", () => {
    const z = lift(
      array([
        [1, 2],
        [3, 4],
      ]),
    ).T;
    expect(real(z).toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(imag(z).slice("::-1").toArray()).toEqual([
      [-0.5, -2.5],
      [0.5, -1.5],
    ]);
    expect(sum(imag(z)).item()).toBe(-4);
  });

  it("reduces by parts; prod is that of the numbers; empty ones give 0, 1 and nothing", () => {
    const z = complex(
      array([
        [1, 2],
        [3, 4],
      ]),
      array([
        [1, -1],
        [0, 2],
      ]),
    );
    expect(sum(z).toArray()).toEqual([10, 2]);
    expect(sum(z, { axis: 0 }).toArray()).toEqual([
      [4, 1],
      [6, 1],
    ]);
    expect(core.prod(z).toArray()).toEqual([30, 30]);
    expect(core.prod(z, { axis: 1, keepDims: true }).toArray()).toEqual([[[3, 1]], [[12, 6]]]);
    expect(core.mean(z).toArray()).toEqual([2.5, 0.5]);
    expect(core.variance(z).item()).toBe(1.25 + 1.25);
    expect(core.cumulativeSum(z, { axis: 0 }).toArray()).toEqual([
      [
        [1, 1],
        [2, -1],
      ],
      [
        [4, 1],
        [6, 1],
      ],
    ]);
    expect(core.cumulativeSum(z, { axis: 1 }).toArray()).toEqual([
      [
        [1, 1],
        [3, 0],
      ],
      [
        [3, 0],
        [7, 2],
      ],
    ]);
    const none = z.slice("0:0");
    expect(sum(none).toArray()).toEqual([0, 0]);
    expect(core.prod(none, { axis: 0 }).toArray()).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(add(none, none).shape).toEqual([0, 2]);
    expect(core.exp(none).toArray()).toEqual([]);
  });

  it("multiplies matrices, transposed, conjugated, batched and small, within γ₂ₖ₊₂ of the sums of magnitudes", () => {
    const dims = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(dims, dims, dims, fc.boolean(), fc.boolean(), (m, n, k, flipped, batched) => {
        const wave = (shape: number[], f: (x: number) => number): NDArray => {
          let at = 0;
          return core.fromFunction(shape, () => f(++at));
        };
        const make = (rows: number, cols: number, batch: boolean): NDArray => {
          const shape = [...(batch ? [2] : []), rows, cols];
          return complex(wave(shape, Math.sin), wave(shape, Math.cos));
        };
        const a = flipped ? make(k, m, batched).H : make(m, k, batched);
        const b = flipped ? make(n, k, false).T : make(k, n, false);
        const c = matmul(a, b) as NDArray;
        const [p, q, r, s] = [real(a), imag(a), real(b), imag(b)];
        const exact = complex(sub(matmul(p, r), matmul(q, s)), add(matmul(p, s), matmul(q, r)));
        expect(c.dtype).toBe("complex128");
        expect(within(c, exact, 2 * (2 * k + 4), add(matmul(core.abs(a), core.abs(b)), 1e-300))).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(lift(array([[1, 2]])).H.toArray()).toEqual([[[1, -0.5]], [[2, 0.5]]]);
  });
});

describe("derivatives of complex operations", () => {
  it.each(unaries)("%s: vjp and jvp agree with differences along complex directions", (_, f) => {
    fc.assert(
      fc.property(floatViews({ ...far, minAxes: 1 }), (x) => {
        const z = lift(x);
        checkVjp(f, z);
        checkJvp(f, z);
      }),
      { numRuns: 10 },
    );
  });

  it.each(binaries)("%s: by both operands, also where one is real", (_, f) => {
    fc.assert(
      fc.property(broadcastablePairs(far), ([x, y]) => {
        for (const operands of [
          [lift(x), lift(y)],
          [x, lift(y)],
          [lift(x), y],
        ]) {
          checkVjp(f, operands);
          checkJvp(f, operands);
        }
      }),
      { numRuns: 10 },
    );
  });

  it("matmul: by both operands, also where one is real", () => {
    const [x, y] = [core.linspace(0.3, 2, 6).reshape([2, 3]), core.linspace(1, 2, 6).reshape([3, 2])];
    for (const operands of [
      [lift(x), lift(y)],
      [x, lift(y)],
      [lift(x), y],
    ]) {
      checkVjp((a, b) => matmul(a, b) as NDArray, operands);
      checkJvp((a, b) => matmul(a, b) as NDArray, operands);
    }
  });

  it("complex64 has cotangents of its own dtype", () => {
    const z = lift(array([0.5, 1])).astype("complex64");
    checkVjp((x) => mul(x, array([1.5, 2])), z);
    checkVjp((x) => core.abs(x), z);
  });

  it("where and scatterAdd move cotangents whole", () => {
    const z = lift(array([0.5, 1, 1.5]));
    checkVjp((x) => core.where(array([true, false, true]), x, core.neg(x)), z);
    checkVjp((x) => core.scatterAdd(x, [0, 0], x.slice("1:")), z);
  });
});
