import { closeScope, openScope } from "@linnet/kernels";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  array,
  div,
  type DType,
  DTypeError,
  mul,
  type NDArray,
  neg,
  positive,
  real,
  ShapeError,
  sub,
  where,
  zeros,
} from "../index.js";
import { broadcastShapes } from "../array/layout.js";
import { broadcastablePairs, checkJvp, checkVjp } from "../testing.js";

const operations = { add, sub, mul, div } as Record<string, (a: NDArray | number, b: NDArray | number) => NDArray>;
const formulas: Record<string, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
};

/** A pair of shapes that broadcast, drawn from one common shape by dropping and flattening axes. */
const shapes = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
    fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    fc.nat(4),
    fc.nat(4),
  )
  .map(([shape, flat, dropA, dropB]) => {
    const a = shape.map((n, i) => (flat[i] ? 1 : n)).slice(Math.min(dropA, shape.length));
    const b = shape.map((n, i) => (flat[4 + i] ? 1 : n)).slice(Math.min(dropB, shape.length));
    return [a, b] as const;
  });

function filled(shape: readonly number[], seed: number, dtype: DType): NDArray {
  const size = shape.reduce((n, d) => n * d, 1);
  const values = Float64Array.from({ length: size }, (_, i) => Math.sin(seed + i * 1.7) * 3 + 0.1);
  return array(values, { shape: shape as number[] }).astype(dtype);
}

describe("elementwise arithmetic", () => {
  it.each(["add", "sub", "mul", "div"])("%s agrees with a naive loop over the broadcast index, bit for bit", (name) => {
    fc.assert(
      fc.property(shapes, fc.nat(1000), fc.constantFrom<DType>("float32", "float64"), ([sa, sb], seed, dtype) => {
        const [a, b] = [filled(sa, seed, dtype), filled(sb, seed + 50, dtype)];
        const shape = broadcastShapes("test", sa, sb);
        const c = operations[name](a, b);
        expect(c.shape).toEqual(shape);
        expect(c.dtype).toBe(dtype);
        const [x, y, z] = [a, b, c].map((v) => v.toTypedArray());
        const round = dtype === "float32" ? Math.fround : (v: number) => v;
        for (let i = 0; i < c.size; i++) {
          const expected = round(formulas[name](x[at(i, shape, sa)], y[at(i, shape, sb)]));
          expect(Object.is(z[i], expected), `${name} at ${i}: ${z[i]} ${expected}`).toBe(true);
        }
      }),
    );
  });

  it("reads transposed and sliced operands in place", () => {
    const a = filled([3, 4], 1, "float64");
    const b = filled([4, 3], 2, "float64");
    const c = add(a.T, b).toArray() as number[][];
    const [x, y] = [a.toArray() as number[][], b.toArray() as number[][]];
    for (let i = 0; i < 4; i++) for (let j = 0; j < 3; j++) expect(c[i][j]).toBe(x[j][i] + y[i][j]);
  });

  it("keeps the array's dtype beside a number, widens integers beside a fraction", () => {
    expect(zeros([2], { dtype: "float32" }).add(0.5).dtype).toBe("float32");
    expect(zeros([2], { dtype: "int8" }).add(100).dtype).toBe("int8");
    expect(zeros([2], { dtype: "int8" }).add(0.5).dtype).toBe("float64");
    expect(sub(10, array([1, 2])).toArray()).toEqual([9, 8]);
  });

  it("takes numbers without memory of their own, and what became of them stays", () => {
    for (const dtype of ["int8", "float32", "float64", "complex128"] as const) {
      const x = array([1, 2, 3], { dtype });
      const scope = openScope();
      const results = [mul(x, 2), mul(x, 3), sub(5, x), where(array([true, false, true]), x, 7)];
      expect(scope.storages).toHaveLength(results.length + 1); // and the condition
      closeScope(scope, new Set(), "handOver");
      expect(results.map((y) => real(y).toArray())).toStrictEqual([
        [2, 4, 6],
        [3, 6, 9],
        [4, 3, 2],
        [1, 7, 3],
      ]);
    }
  });

  it("divides integers as float64", () => {
    const x = array([1, 2, 3], { dtype: "int32" });
    expect(x.div(2).toArray()).toEqual([0.5, 1, 1.5]);
    expect(div(x, array([2, 2, 2], { dtype: "float32" })).dtype).toBe("float32");
  });

  it("negates and keeps −0", () => {
    expect(Object.is(neg(array([0])).toTypedArray()[0], -0)).toBe(true);
  });

  it("positive is the same numbers in an array of its own, and refuses bools", () => {
    const x = array([0, -0, 2]);
    expect(positive(x).toArray()).toEqual([0, -0, 2]);
    expect(positive(x)).not.toBe(x);
    checkVjp(positive, x);
    checkJvp(positive, x);
    expect(() => positive(array([true]))).toThrow(
      'positive: x must be a number; got x bool. Convert it first: x.astype("float64").',
    );
  });

  it.each(["add", "sub", "mul", "div"])("%s differentiates by both operands, over what broadcasts", (name) => {
    const limits = { minLength: 1, maxAxes: 3, maxLength: 3, low: 0.3, high: 3 };
    fc.assert(
      fc.property(broadcastablePairs(limits), ([a, b]) => {
        checkVjp((x, y) => operations[name](x, y), [a, b.neg()]);
        checkJvp((x, y) => operations[name](x, y), [a.neg(), b]);
        checkVjp((x) => neg(operations[name](2, operations[name](x, x))), a);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses shapes that do not broadcast", () => {
    const [a, b]: NDArray[] = [zeros([2, 3]), zeros([4])];
    expect(() => add(a, b)).toThrow(ShapeError);
    expect(() => add(a, b)).toThrow("add: dimensions 3 and 4 do not broadcast; got a [2, 3] and b [4].");
  });

  it("refuses bools, numbers alone, and numbers that an integer dtype cannot hold", () => {
    const bools = array([true]);
    expect(() => add(bools, bools)).toThrow(DTypeError);
    expect(() => add(bools, bools)).toThrow(
      'add: operands must be numbers; got a bool and b bool. Use logicalAnd, logicalOr or logicalXor, or count with x.astype("int32").',
    );
    expect(() => operations["mul"](2, 3)).toThrow(
      "mul: operands must be two arrays, or an array and a number; got a number and b number. Make one with array(…).",
    );
    expect(() => zeros([1], { dtype: "int8" }).add(300)).toThrow(
      'add: a number beside int8 elements must lie in [-128, 127]; got number 300. Convert the array first: x.astype("float64").',
    );
  });

  it("refuses a disposed operand", () => {
    const a = zeros([2]);
    a.dispose();
    expect(() => add(a, 1)).toThrow("the array must be live; got one that was disposed or left its scope.");
  });
});

/** Row-major position, in an array of shape `own`, of the element that row-major `i` of `shape` reads. */
function at(i: number, shape: readonly number[], own: readonly number[]): number {
  let position = 0;
  let step = 1;
  for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
    const index = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
    const mine = axis - (shape.length - own.length);
    if (mine >= 0) {
      if (own[mine] !== 1) position += index * step;
      step *= own[mine];
    }
  }
  return position;
}
