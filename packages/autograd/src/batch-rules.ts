import { type NDArray, add, arange, matmul, reshape, take as takeFrom } from "@linnet/core";
import { type BatchAxes, type BatchRule, bind } from "@linnet/core/extend";
import { allBatched, batched, next, withAxes } from "./batch-axes.js";
import { type Pick, type Selection, addAt, pick, put, scatterAdd, take, wholeBatch } from "./batch-indexing.js";
import { products } from "./batch-products.js";

const reduction: BatchRule<{ readonly axes: readonly number[] }> = (p, inputs, _isBatched, params) =>
  bind(p, inputs, { ...params, axes: next(params.axes) });

/** Params: an axis. */
const alongAxis: BatchRule<number> = (p, inputs, isBatched, axis, size) =>
  bind(p, allBatched(inputs, isBatched, size), axis + 1);

/** Params: an axis among others. */
const alongNamed: BatchRule<{ readonly axis: number }> = (p, inputs, isBatched, params, size) =>
  bind(p, allBatched(inputs, isBatched, size), { ...params, axis: params.axis + 1 });

/** Params: axes. */
const ofAxes: BatchRule<readonly number[]> = (p, inputs, _isBatched, axes) => bind(p, inputs, next(axes));

/** Params: a shape. */
const toShape: BatchRule<readonly number[]> = (p, inputs, _isBatched, shape, size) => bind(p, inputs, [size, ...shape]);

const stretched: BatchRule<readonly number[]> = (p, [x], _isBatched, shape, size) =>
  bind(p, [withAxes(x, shape.length)], [size, ...shape]);

/** Inputs of two axes, of which the first broadcasts nothing. */
const ofRows: BatchRule<undefined> = (p, inputs, isBatched, params, size) => {
  const wholes = allBatched(inputs, isBatched, size);
  const rows = wholes.map((x) => reshape(x, [-1, x.shape[2] as number]));
  const result = bind(p, rows, params);
  return reshape(result, [size, -1, result.shape[1] as number]);
};

/** y[k] = Σᵢ x[k + i]·v[i]: the windows of x, as rows of a matrix for each member, times v. */
const windows: BatchRule<undefined> = (_p, inputs, isBatched, _params, size) => {
  const [x, v] = allBatched(inputs, isBatched, size);
  const [n, m]: number[] = [x.shape[1], v.shape[1]];
  const starts = reshape(arange(n - m + 1, { dtype: "int32" }), [-1, 1]);
  const rows = takeFrom(x, add(starts, arange(m, { dtype: "int32" })), { axis: 1 });
  return reshape(matmul(rows as NDArray, reshape(v, [size, m, 1])), [size, n - m + 1]);
};

const permuted: BatchRule<readonly number[]> = (p, inputs, _isBatched, order) => bind(p, inputs, [0, ...next(order)]);

/** A view of part, or elements gathered by arrays of positions: two operations of one name. */
const selected: BatchRule<Selection | Pick> = (p, inputs, isBatched, params, size) =>
  "starts" in params ? bind(p, inputs, wholeBatch(params, size)) : pick(p, inputs, isBatched, params, size);

const embedded: BatchRule<{ readonly shape: readonly number[]; readonly selection: Selection }> = (
  p,
  inputs,
  _isBatched,
  { shape, selection, ...rest },
  size,
) => bind(p, inputs, { ...rest, shape: [size, ...shape], selection: wholeBatch(selection, size) });

/** Elements replaced in what a view selects, or at arrays of positions: two operations of one name. */
const replaced: BatchRule<Selection | Pick> = (p, inputs, isBatched, params, size) => {
  if (!("starts" in params)) return put(p, inputs, isBatched, params, size);
  const [x, value] = inputs;
  const given = isBatched[1] ? withAxes(value, params.axes.length) : value;
  return bind(p, [batched(x, isBatched[0], size), given], wholeBatch(params, size));
};

/**
 * Rules by the name of the operation, for those of core that are not elementwise: here, and not with the operations, because
 * few programs batch, and every bundle of core would carry them.
 */
export const batchRules: Readonly<Record<string, BatchAxes | BatchRule<unknown> | undefined>> = {
  ...each("alias astype complex conj imag neg oneHot positive real round stopGradient where", [0]),
  ...each("diag", [1]),
  ...each("diagonal triangle", [2]),
  ...each("all any argmax argmin logSumExp max mean min prod sum", known(reduction)),
  ...each("concat cumulativeProd cumulativeSum logSoftmax softmax takeAlongAxis", known(alongAxis)),
  ...each("addAlongAxis argpartition argsort fft sort", known(alongNamed)),
  ...each("expandDims squeeze", known(ofAxes)),
  addAt: known(addAt),
  argselect: known(ofRows),
  broadcastTo: known(stretched),
  matmul: known(products),
  pad: known(embedded),
  permuteDims: known(permuted),
  reshape: known(toShape),
  scatterAdd: known(scatterAdd),
  slice: known(selected),
  slide: known(windows),
  take: known(take),
  with: known(replaced),
};

function each(names: string, rule: BatchAxes | BatchRule<unknown>): Record<string, BatchAxes | BatchRule<unknown>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, rule]));
}

/** A rule for the params of its operation, among rules for those of others. */
function known<P>(rule: BatchRule<P>): BatchRule<unknown> {
  return rule as BatchRule<unknown>; // it is asked for under its operation's name
}
