import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { fillWith, operand, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { eachProduct } from "./each-product.js";
import { float32, float64 } from "./element-type.js";
import { gemmBatch } from "./gemm-batch.js";
import { MatrixView } from "./matrix-view.js";
import { useKernels } from "./override.js";
import type { Strided } from "./strided.js";
import { gemm } from "./wasm/gemm.js";

/** Matrix number 0 of a stack, its strides exchanged where it is transposed. */
function first(x: Strided, isTransposed: boolean): MatrixView {
  const [, rows, cols] = x.layout.shape;
  const [, row, col] = x.layout.strides;
  const view = new MatrixView(x.type, x.storage, x.offset, rows, cols, row, col);
  return isTransposed ? view.T : view;
}

describe("gemmBatch", () => {
  let undo = (): void => {};
  afterEach(() => undo());

  const draw = fc.record({
    count: fc.nat(5),
    dims: fc.tuple(fc.nat(9), fc.nat(20), fc.nat(9)),
    type: fc.constantFrom(float32, float64),
    turned: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    shared: fc.boolean(),
    scales: fc.tuple(fc.constantFrom(1, -2, 0), fc.constantFrom(0, 1, 0.5)),
  });

  it("gives the bits of gemm, one product after the other, for any transposition and with one B for all", () => {
    fc.assert(
      fc.property(draw, ({ count, dims: [m, n, k], type, turned: [ta, tb, tc], shared, scales: [alpha, beta] }) => {
        const stack = (rows: number, cols: number, isTurned: boolean, by: number): Strided => {
          const shape = isTurned ? [count, cols, rows] : [count, rows, cols];
          return fillWith(operand(type, shape, tight(shape), NaN), ([i, j, l]) => Math.sin(by + i * 7.3 + j * 1.7 + l));
        };
        const [a, b] = [stack(m, k, ta, 1), stack(k, n, tb, 2)];
        const [c, expected] = [stack(m, n, tc, 3), stack(m, n, tc, 3)];
        const around = surroundings(c);
        const [p, q] = [first(a, ta), first(b, tb)];
        const steps = [m * k, shared ? 0 : k * n, m * n];
        gemmBatch(count, alpha, p, steps[0], q, steps[1], beta, first(c, tc), steps[2]);
        eachProduct(gemm, count, alpha, p, steps[0], q, steps[1], beta, first(expected, tc), steps[2]);
        expect(valuesOf(c)).toEqual(valuesOf(expected));
        expect(surroundings(c)).toEqual(around);
      }),
    );
  });

  it("goes to an overriding gemm, once for each product", () => {
    const shape = [3, 2, 2];
    const [a, c] = [operand(float64, shape, tight(shape), 1), operand(float64, shape, tight(shape), 0)];
    const offsets: number[] = [];
    undo = useKernels({ gemm: (_alpha, x) => offsets.push(x.offset - a.offset) });
    gemmBatch(3, 1, first(a, false), 4, first(a, false), 4, 0, first(c, false), 4);
    expect(offsets).toEqual([0, 4, 8]);
  });
});
