import { describe, expect, it } from "vitest";
import * as core from "../index.js";
import { type DType, NDArray, array, configure, fromFunction } from "../index.js";

/** More than 8 KiB in every dtype: what is smaller may find room in the heap, limit or no limit. */
const shape = [96, 101] as const;

function matrix(dtype: DType, phase: number): NDArray {
  const wave = fromFunction(shape, (i, j) => Math.sin(i * 1.3 + j * 0.7 + phase) * 4);
  return dtype === "bool" ? wave.greater(0) : core.abs(wave).astype(dtype);
}

const searchSorted = (list: NDArray, x: NDArray): NDArray =>
  core.searchsorted(list, x.T, { side: "right", sorter: core.argsort(list) });

const operations: readonly [string, (x: NDArray, y: NDArray) => unknown][] = [
  ["add", (x, y) => x.add(y)],
  ["add of a row", (x, y) => x.add(y.at(0))],
  ["sub of a view", (x, y) => core.sub(x.T, core.flip(y.T))],
  ["mul by a number", (x) => x.mul(2)],
  ["div", (x, y) => x.div(y.add(1))],
  ["pow", (x) => x.pow(2)],
  ["maximum", (x, y) => core.maximum(x, y)],
  ["less", (x, y) => x.less(y)],
  ["equal", (x, y) => x.equal(y)],
  ["exp", (x) => core.exp(x)],
  ["sqrt of a view", (x) => core.sqrt(x.T)],
  ["round", (x) => core.round(x)],
  ["isNaN", (x) => core.isNaN(x)],
  ["tan", (x) => core.tan(x)],
  ["asinh of a view", (x) => core.asinh(x.T)],
  ["atan2", (x, y) => core.atan2(x, y.add(1))],
  ["hypot with a number", (x) => core.hypot(x.T, 2)],
  ["floorDivide", (x, y) => core.floorDivide(x, core.add(y, 1))],
  ["copysign", (x, y) => core.copysign(x, y)],
  ["positive", (x) => core.positive(x.T)],
  ["sum", (x) => x.sum()],
  ["sum over rows", (x) => x.sum({ axis: 0 })],
  ["sum over a view's columns", (x) => x.slice("::-1", "::2").sum({ axis: 1 })],
  ["max", (x) => core.max(x, { axis: 1 })],
  ["argmax", (x) => core.argmax(x, { axis: 0 })],
  ["any", (x) => core.any(x, { axis: 0 })],
  ["variance", (x) => core.variance(x, { axis: 1 })],
  ["softmax", (x) => core.softmax(x)],
  ["logSumExp", (x) => core.logSumExp(x, { axis: 0 })],
  ["cumulativeSum", (x) => core.cumulativeSum(x, { axis: 0 })],
  ["matmul", (x, y) => x.T.matmul(y)],
  ["matmul of a batch", (x, y) => core.stack([x, y]).matmul(y.T)],
  ["where", (x, y) => core.where(x.greater(1), x, y)],
  ["where with a number", (x) => core.where(x.greater(1), x, 0)],
  ["take", (x) => core.take(x, [3, -1, 3], { axis: 1 })],
  ["scatterAdd", (x, y) => core.scatterAdd(x, [1, 1], y.slice(":2"))],
  ["slice by positions", (x) => core.slice(x, [3, 0], ":")],
  ["slice by a mask", (x) => core.slice(x, x.greater(1))],
  ["withValue", (x, y) => core.withValue(x, [":", [5, -1, 5]], y.slice(":", ":3"))],
  ["putAlongAxis", (x, y) => core.putAlongAxis(x, core.argmax(x, { axis: 1, keepDims: true }), y.slice(":", ":1"))],
  ["sort", (x) => core.sort(x, { axis: 0 })],
  ["isin of a view", (x, y) => core.isin(x.T, y.slice("::2"))],
  ["searchsorted", (x, y) => core.searchsorted(core.sort(x.reshape([-1])), y)],
  ["searchsorted by a sorter", (x, y) => searchSorted(x.reshape([-1]), y)],
  ["reshape of a view", (x) => x.T.reshape([-1])],
  ["astype", (x) => x.T.astype("float32")],
  ["concat", (x, y) => core.concat([x, y], { axis: 1 })],
  ["pad", (x) => core.pad(x, 1, { value: 2 })],
  ["with", (x, y) => x.with([":", "::2"], y.slice(":", "::2"))],
  ["roll", (x) => core.roll(x, 5)],
  ["tril", (x) => core.tril(x)],
  ["diagonal", (x) => core.diagonal(x)],
  ["fft", (x) => core.fft(x)],
  ["fft of a view", (x) => core.fft(x.T, { axis: 0 })],
  ["rfft", (x) => core.rfft(x, { axis: 0 })],
  ["irfft", (x) => core.irfft(x, { n: 200 })],
  ["fftn", (x) => core.fftn(x, { axes: [1, 0] })],
  ["fftshift", (x) => core.fftshift(x)],
  ["print", String],
  ["toArray", (x) => x.T.toArray()],
  ["arrayEqual", (x, y) => [core.arrayEqual(x, x.T.T), core.arrayEqual(x, y)]],
];

const plain = (y: unknown): unknown =>
  y instanceof NDArray ? [y.dtype, y.shape, Array.from(y.toTypedArray() as Float64Array)] : y;

describe("arrays beyond the memory limit", () => {
  it.each<DType>(["float64", "float32", "int32", "uint8"])(
    "%s operations give the same bits as in the heap",
    (dtype) => {
      const [x, y] = [matrix(dtype, 0), matrix(dtype, 1)];
      const inHeap = operations.map(([, f]) => plain(f(x, y)));
      configure({ memory: 0 });
      try {
        const [p, q] = [x, y].map((z) =>
          array(z.toTypedArray() as Float64Array, { shape: z.shape as readonly number[] }),
        );
        expect([p, q].map((z) => z.storage.owner)).toEqual([null, null]);
        operations.forEach(([name, f], i) => {
          expect(plain(f(p, q)), `${name}, both spilled`).toEqual(inHeap[i]);
          expect(plain(f(p, y)), `${name}, one operand in the heap`).toEqual(inHeap[i]);
        });
      } finally {
        configure({ memory: 2 ** 30 });
      }
    },
  );

  it("views without elements are summed like any", () => {
    configure({ memory: 0 });
    try {
      const nothing = core.flip(core.zeros([0, 3]));
      expect(nothing.sum({ axis: 0 }).toArray()).toEqual([0, 0, 0]);
    } finally {
      configure({ memory: 2 ** 30 });
    }
  });
});
