import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGradients, grad, jvp, vjp, vmap } from "@linnet/autograd";
import { type NDArray, add, array, matmul, mul, ones, random, reshape, sum, zeros } from "@linnet/core";
import { convolution, transposedConvolution } from "./convolution.js";
import type { ConvolutionOptions } from "./window-options.js";

const rng = random(3);
const draw = (shape: readonly number[]): NDArray => rng.normal(shape as number[]);

/** Windows that slide over one or two axes, and shapes to which they apply. */
const cases = fc
  .record({
    axes: fc.array(
      fc.record({
        size: fc.integer({ min: 1, max: 3 }),
        stride: fc.integer({ min: 1, max: 3 }),
        dilation: fc.integer({ min: 1, max: 2 }),
        padding: fc.tuple(fc.nat(2), fc.nat(2)),
        rest: fc.nat(4),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    groups: fc.integer({ min: 1, max: 2 }),
    inputs: fc.integer({ min: 1, max: 2 }),
    outputs: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ axes, groups, inputs, outputs }) => ({
    x: [2, groups * inputs, ...axes.map((a) => (a.size - 1) * a.dilation + 1 + a.rest)],
    w: [groups * outputs, inputs, ...axes.map((a) => a.size)],
    b: [groups * outputs],
    options: {
      stride: axes.map((a) => a.stride),
      dilation: axes.map((a) => a.dilation),
      padding: axes.map((a) => a.padding),
      groups,
    } satisfies ConvolutionOptions,
  }));

/** A scalar that depends on every element in another way, and not only linearly. */
function scalar(y: NDArray): NDArray {
  const u = random(9).normal(y.shape as number[]);
  return sum(mul(mul(y, y), u));
}

describe("convolution", () => {
  it("slides a window that is not flipped, and adds a bias", () => {
    const x = array([[1, 2, 3, 4]]);
    const w = array([[[1, 0, -1]]]);
    expect(convolution(x, w).toArray()).toEqual([[-2, -2]]);
    expect(convolution(x, w, array([10]), { padding: 1 }).toArray()).toEqual([[8, 8, 8, 13]]);
    expect(convolution(x, w, null, { padding: [[2, 0]] }).toArray()).toEqual([[-1, -2, -2, -2]]);
  });

  it("keeps lengths with padding of the same, the odd zero at the end, as torch has it", () => {
    expect(convolution(array([[1, 2, 3]]), ones([1, 1, 2]), null, { padding: "same" }).toArray()).toEqual([[3, 5, 3]]);
    expect(convolution(ones([2, 3, 7, 6]), ones([4, 3, 5, 3]), null, { padding: "same", dilation: 2 }).shape).toEqual([
      2, 4, 7, 6,
    ]);
  });

  it("with windows of one element is a product of matrices", () => {
    const [x, w] = [draw([2, 3, 4]), draw([5, 3, 1])];
    const expected = matmul(reshape(w, [5, 3]), x).toTypedArray();
    const bound = 2 * 3 * 2 ** -53 * 10; // γ₃ on each side, of magnitudes below 10
    convolution(x, w)
      .toTypedArray()
      .forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(bound));
  });

  it("takes images alone, and any leading axes, and arrays of any strides", () => {
    const [x, w, b] = [draw([2, 3, 2, 6, 5]), draw([4, 2, 3, 3]), draw([4])];
    const y = convolution(x, w, b);
    expect(y.shape).toEqual([2, 3, 4, 4, 3]);
    expect(convolution(x.at(1, 2) as NDArray, w, b).toArray()).toEqual((y.at(1, 2) as NDArray).toArray());
    const turned = x.slice("...", "::-1", "::2");
    expect(convolution(turned, w, b).toArray()).toEqual(convolution(array(turned.toArray()), w, b).toArray());
    expect(convolution(zeros([0, 2, 6, 5]), w, b).shape).toEqual([0, 4, 4, 3]);
  });

  it("is a sum over the middle axis for each group", () => {
    const [x, w] = [draw([1, 4, 6]), draw([6, 2, 3])];
    const whole = convolution(x, w, null, { groups: 2 });
    const parts = [0, 1].map((g) =>
      convolution(x.slice(":", `${2 * g}:${2 * g + 2}`), w.slice(`${3 * g}:${3 * g + 3}`)).toArray(),
    );
    expect(whole.slice(":", ":3").toArray()).toEqual(parts[0]);
    expect(whole.slice(":", "3:").toArray()).toEqual(parts[1]);
  });

  it("has the transposed convolution as its adjoint: ⟨conv(x), y⟩ = ⟨x, conv*(y)⟩", () => {
    const law = fc.property(cases, ({ x: shape, w: size, options }) => {
      const [x, w] = [draw(shape), draw(size)];
      const y = convolution(x, w, null, options);
      const ct = draw(y.shape);
      // what is left over at the end of x, no window reaches
      const outputPadding = options.stride.map((step, i) => {
        const [before, after] = options.padding[i];
        return (shape[2 + i] + before + after - (size[2 + i] - 1) * options.dilation[i] - 1) % step;
      });
      const back = transposedConvolution(ct, w, null, { ...options, outputPadding });
      const [left, right] = [sum(mul(y, ct)).item(), sum(mul(x, back)).item()];
      expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-13 * y.size * w.size);
    });
    fc.assert(law, { numRuns: 30 });
  });

  it("has gradients of first and second order, whatever the windows", () => {
    const law = fc.property(cases, ({ x: shape, w: size, b: count, options }) => {
      const args = [draw(shape), draw(size), draw(count)] as const;
      const f = (x: NDArray, w: NDArray, b: NDArray): NDArray => scalar(convolution(x, w, b, options));
      checkGradients(f, args, { elements: 5 });
      const slopes = grad(f, { argnums: [0, 1, 2] });
      const second = (x: NDArray, w: NDArray, b: NDArray): NDArray =>
        slopes(x, w, b).reduce((total: NDArray, g: NDArray) => add(total, scalar(g)), zeros([]));
      checkGradients(second, args, { elements: 3 });
    });
    fc.assert(law, { numRuns: 12 });
  });

  it("has tangents that agree with its cotangents", () => {
    const law = fc.property(cases, ({ x: shape, w: size, options }) => {
      const [x, w, dx, dw] = [shape, size, shape, size].map(draw);
      const f = (a: NDArray, b: NDArray): NDArray => convolution(a, b, null, options);
      const [y, tangent] = jvp(f, [x, w], [dx, dw]);
      const ct = draw(y.shape);
      const [, pull] = vjp(f, x, w);
      const [gx, gw] = pull(ct) as unknown as NDArray[];
      const left = sum(mul(ct, tangent)).item();
      const right = sum(mul(gx, dx)).item() + sum(mul(gw, dw)).item();
      expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-13 * y.size * size.reduce((a, b) => a * b) * 4);
    });
    fc.assert(law, { numRuns: 15 });
  });

  it("is batched: as more images where windows are the same, else member by member", () => {
    const [x, w] = [draw([3, 2, 2, 6]), draw([3, 4, 2, 3])];
    const both = vmap((a: NDArray, b: NDArray) => convolution(a, b))(x, w);
    const images = vmap((a: NDArray) => convolution(a, w.at(0) as NDArray))(x);
    const windows = vmap((b: NDArray) => convolution(x.at(0) as NDArray, b))(w);
    expect([both.shape, images.shape, windows.shape]).toEqual([1, 2, 3].map(() => [3, 2, 4, 4]));
    for (const i of [0, 1, 2]) {
      const [a, b] = [x.at(i), w.at(i)] as NDArray[];
      expect((both.at(i) as NDArray).toArray()).toEqual(convolution(a, b).toArray());
      expect((images.at(i) as NDArray).toArray()).toEqual(convolution(a, w.at(0) as NDArray).toArray());
      expect((windows.at(i) as NDArray).toArray()).toEqual(convolution(x.at(0) as NDArray, b).toArray());
    }
  });
});

describe("transposedConvolution", () => {
  it("spreads each element over a window", () => {
    expect(transposedConvolution(array([[1, 2]]), array([[[1, 10, 100]]]), null, { stride: 2 }).toArray()).toEqual([
      [1, 10, 102, 20, 200],
    ]);
    const longer = transposedConvolution(array([[1, 2]]), array([[[1, 10]]]), array([5]), {
      stride: 3,
      outputPadding: 2,
    });
    expect(longer.toArray()).toEqual([[6, 15, 5, 7, 25, 5, 5]]);
  });

  it("has gradients of first and second order, whatever the windows", () => {
    const law = fc.property(cases, ({ x: shape, w: size, options }) => {
      const longer = { ...options, padding: 0, outputPadding: options.stride.map((s) => s - 1) };
      const args = [draw([2, size[0], ...shape.slice(2)]), draw(size), draw([size[1] * options.groups])] as const;
      const f = (y: NDArray, w: NDArray, b: NDArray): NDArray => scalar(transposedConvolution(y, w, b, longer));
      checkGradients(f, args, { elements: 4 });
      const slopes = grad(f, { argnums: [0, 1] });
      const second = (y: NDArray, w: NDArray, b: NDArray): NDArray =>
        slopes(y, w, b).reduce((total: NDArray, g: NDArray) => add(total, scalar(g)), zeros([]));
      checkGradients(second, args, { elements: 3 });
    });
    fc.assert(law, { numRuns: 8 });
  });
});
