import { bench, describe } from "vitest";
import { type ElementType, bool, float32, float64 } from "./element-type.js";
import { rowMajor, strided } from "./layout.js";
import { map } from "./map.js";
import { allocate } from "./memory/heap.js";
import { elements } from "./memory/storage.js";
import { relu } from "./ops/map-ops.js";
import { exp } from "./ops/exp-ops.js";
import { log } from "./ops/log-ops.js";
import { tanh } from "./ops/logistic-ops.js";
import { sum } from "./ops/reduce-ops.js";
import { add, less } from "./ops/zip-ops.js";
import { reduce } from "./reduce.js";
import type { Strided } from "./strided.js";
import { zip } from "./zip.js";

function filled(type: ElementType, shape: readonly number[]): Strided {
  const layout = rowMajor(shape);
  const storage = allocate(layout.size << type.shift);
  elements(storage, type).forEach((_, i, data) => (data[i] = 1 + (i % 10)));
  return { type, layout, storage, offset: 0 };
}

describe.each([
  { type: float64, n: 10 },
  { type: float32, n: 1000 },
  { type: float64, n: 1000 },
])("$n × $n of $type.name", ({ type, n }) => {
  const [a, b, out] = [filled(type, [n, n]), filled(type, [n, n]), filled(type, [n, n])];
  const transposed = { ...a, layout: strided([n, n], [1, n]) };
  const row = { ...b, layout: strided([n, n], [0, 1]) };
  const [flags, total] = [filled(bool, [n, n]), filled(type, [])];
  bench("a + b", () => zip(add, a, b, out));
  bench("a + row", () => zip(add, a, row, out));
  bench("aᵀ + b", () => zip(add, transposed, b, out));
  bench("a < b", () => zip(less, a, b, flags));
  for (const op of [relu, exp, log, tanh]) bench(op.name, () => map(op, a, out));
  bench("sum", () => reduce(sum, a, [0, 1], total));
});
