// tensor.*: the operations of core, after NumPy.
import * as core from "@linnet/core";
import { reduction } from "./arrays.mjs";

const map =
  (f) =>
  ({ a }) => ({ y: f(a) });
const zip =
  (f) =>
  ({ a, b }) => ({ y: f(a, b) });
const reduce =
  (f) =>
  ({ a }, params) => ({ y: f(a, reduction(params)) });
const flat = (x) => core.reshape(x, [-1]);
const orFlat =
  (f) =>
  ({ a }, { axis }) => ({ y: axis === null ? f(flat(a), { axis: 0 }) : f(a, { axis }) });
const numbered = (inputs) => Object.keys(inputs).map((_, i) => inputs[`a${i}`]);

/** An index: integers, slices, new axes, ellipses, and the arrays and masks that inputs name. */
function specs(index, inputs) {
  return index.map((item) => {
    if ("int" in item) return item.int;
    if ("newaxis" in item) return null;
    if ("ellipsis" in item) return "...";
    if ("array" in item) return inputs[item.array];
    if ("mask" in item) return inputs[item.mask];
    return item.slice.map((part) => part ?? "").join(":");
  });
}

function padded({ a }, { pad_width: widths, mode, value }) {
  return { y: core.pad(a, widths, { mode, value }) };
}

function diagonals({ a }, { k, axes }) {
  if (axes === undefined) return { y: core.diagonal(a, { offset: k }) };
  const rest = a.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  return { y: core.diagonal(core.permuteDims(a, [...rest, ...axes]), { offset: k }) };
}

function sections({ a }, { indices, axis }) {
  const parts = core.split(a, indices, { axis });
  return Object.fromEntries(parts.map((part, i) => [`part${i}`, part]));
}

/** NumPy's names of methods: median_unbiased. */
const camelCase = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

function distinct({ a }) {
  const { values, indices, inverseIndices, counts } = core.uniqueAll(a);
  return { values, index: indices, inverse: flat(inverseIndices), counts };
}

function occupied({ a }) {
  return Object.fromEntries(core.nonzero(a).map((indices, axis) => [`dim${axis}`, indices]));
}

export const tensor = {
  "tensor.matmul": zip(core.matmul),
  "tensor.dot": zip(core.matmul), // they differ from three axes on, where no case is
  "tensor.vdot": zip(core.vecdot),
  "tensor.inner": zip(core.inner),
  "tensor.outer": zip(core.outer),
  "tensor.kron": zip(core.kron),
  "tensor.cross": zip(core.cross),
  "tensor.tensordot": ({ a, b }, { axes }) => ({ y: core.tensordot(a, b, { axes }) }),
  "tensor.einsum": (inputs, { subscripts }) => ({ y: core.einsum(subscripts, ...numbered(inputs)) }),
  "tensor.add": zip(core.add),
  "tensor.subtract": zip(core.sub),
  "tensor.multiply": zip(core.mul),
  "tensor.divide": zip(core.div),
  "tensor.maximum": zip(core.maximum),
  "tensor.power": zip(core.pow),
  "tensor.broadcast_to": ({ a }, { shape }) => ({ y: core.broadcastTo(a, shape) }),
  "tensor.sum": reduce(core.sum),
  "tensor.mean": reduce(core.mean),
  "tensor.prod": reduce(core.prod),
  "tensor.max": reduce(core.max),
  "tensor.min": reduce(core.min),
  "tensor.var": reduce(core.variance),
  "tensor.std": reduce(core.std),
  "tensor.logsumexp": reduce(core.logSumExp),
  "tensor.argmax": reduce(core.argmax),
  "tensor.argmin": reduce(core.argmin),
  "tensor.any": reduce(core.any),
  "tensor.all": reduce(core.all),
  "tensor.median": reduce(core.median),
  "tensor.quantile": ({ a }, { q, axis, method }) => ({
    y: core.quantile(a, q, { axis: axis ?? undefined, method: camelCase(method) }),
  }),
  "tensor.ptp": reduce(core.ptp),
  "tensor.nansum": reduce(core.nanSum),
  "tensor.nanmean": reduce(core.nanMean),
  "tensor.nanmax": reduce(core.nanMax),
  "tensor.cumprod": orFlat(core.cumulativeProd),
  "tensor.unique": distinct,
  "tensor.nonzero": occupied,
  "tensor.topk": ({ a }, { k, axis }) => core.topK(a, k, { axis }),
  "tensor.searchsorted": ({ a, v }, { side }) => ({ y: core.searchsorted(a, v, { side }) }),
  "tensor.bincount": ({ a }, { minlength }) => ({
    y: core.bincount(core.astype(a, "int32"), { minLength: minlength }),
  }),
  "tensor.histogram": ({ a }, { bins, range }) => core.histogram(a, { bins, ...(range ? { range } : {}) }),
  "tensor.convolve": ({ a, b }, { mode }) => ({ y: core.convolve(a, b, { mode }) }),
  "tensor.cumsum": orFlat(core.cumulativeSum),
  "tensor.index": ({ a, ...arrays }, { index }) => ({ y: core.slice(a, ...specs(index, arrays)) }),
  "tensor.index_set": ({ a, value, ...arrays }, { index }) => ({ y: core.withValue(a, specs(index, arrays), value) }),
  "tensor.take": ({ a, indices }, { axis }) => ({
    y: axis === null ? core.take(flat(a), indices) : core.take(a, indices, { axis }),
  }),
  "tensor.take_along_axis": ({ a, indices }, { axis }) => ({ y: core.takeAlongAxis(a, indices, { axis }) }),
  "tensor.where": ({ cond, a, b }) => ({ y: core.where(cond, a, b) }),
  "tensor.transpose": ({ a }, { axes }) => ({
    y: core.permuteDims(a, axes ?? a.shape.map((_, i) => a.ndim - 1 - i)),
  }),
  "tensor.swapaxes": ({ a }, { axes }) => ({ y: core.swapaxes(a, ...axes) }),
  "tensor.moveaxis": ({ a }, { source, destination }) => ({ y: core.moveaxis(a, source, destination) }),
  "tensor.reshape": ({ a }, { shape }) => ({ y: core.reshape(a, shape) }),
  "tensor.squeeze": ({ a }, { axis }) => ({ y: core.squeeze(a, axis ?? undefined) }),
  "tensor.expand_dims": ({ a }, { axis }) => ({ y: core.expandDims(a, axis) }),
  "tensor.concatenate": (inputs, { axis }) => ({ y: core.concat(numbered(inputs), { axis }) }),
  "tensor.stack": (inputs, { axis }) => ({ y: core.stack(numbered(inputs), { axis }) }),
  "tensor.split": sections,
  "tensor.tile": ({ a }, { reps }) => ({ y: core.tile(a, reps) }),
  "tensor.repeat": ({ a }, { repeats, axis }) => ({ y: core.repeat(a, repeats, { axis: axis ?? undefined }) }),
  "tensor.rot90": ({ a }, { k }) => ({ y: core.rot90(a, { k }) }),
  "tensor.meshgrid": ({ a, b }, { indexing }) => {
    const [x, y] = core.meshgrid([a, b], { indexing });
    return { x, y };
  },
  "tensor.vander": ({ a }, { n, increasing }) => ({ y: core.vander(a, n, { increasing }) }),
  "tensor.flip": ({ a }, { axis }) => ({ y: core.flip(a, { axis }) }),
  "tensor.roll": ({ a }, { shift, axis }) => ({ y: core.roll(a, shift, { axis }) }),
  "tensor.pad": padded,
  "tensor.sort": orFlat(core.sort),
  "tensor.argsort": orFlat(core.argsort),
  "tensor.diff": ({ a }, { n, axis }) => ({ y: core.diff(a, { n, axis }) }),
  "tensor.triu": ({ a }, { k }) => ({ y: core.triu(a, { k }) }),
  "tensor.tril": ({ a }, { k }) => ({ y: core.tril(a, { k }) }),
  "tensor.diag": ({ a }, { k }) => ({ y: (a.ndim === 1 ? core.diag : core.diagonal)(a, { offset: k }) }),
  "tensor.diagonal": diagonals,
  "tensor.trace": ({ a }, { k }) => ({ y: core.trace(a, { offset: k }) }),
  "tensor.clip": ({ a }, { lo, hi }) => ({ y: core.clip(a, lo, hi) }),
  "tensor.linspace": (_, { start, stop, num, endpoint }) => ({ y: core.linspace(start, stop, num, { endpoint }) }),
  "tensor.arange": (_, { start, stop, step }) => ({ y: core.arange(start, stop, step) }),
  "tensor.rint": map(core.round),
  "tensor.round": ({ a }, { decimals }) => ({ y: core.round(a, { decimals }) }),
  "tensor.exp": map(core.exp),
  "tensor.log": map(core.log),
  "tensor.expm1": map(core.expm1),
  "tensor.log1p": map(core.log1p),
  "tensor.sqrt": map(core.sqrt),
  "tensor.sin": map(core.sin),
  "tensor.cos": map(core.cos),
  "tensor.tan": map(core.tan),
  "tensor.arcsin": map(core.asin),
  "tensor.arccos": map(core.acos),
  "tensor.arctan": map(core.atan),
  "tensor.arctan2": zip(core.atan2),
  "tensor.sinh": map(core.sinh),
  "tensor.cosh": map(core.cosh),
  "tensor.arcsinh": map(core.asinh),
  "tensor.arctanh": map(core.atanh),
  "tensor.mod": zip(core.remainder),
  "tensor.tanh": map(core.tanh),
  "tensor.log2": map(core.log2),
  "tensor.log10": map(core.log10),
  "tensor.cbrt": map(core.cbrt),
  "tensor.erf": map(core.erf),
  "tensor.erfc": map(core.erfc),
  "tensor.gammaln": map(core.lgamma),
  "tensor.digamma": map(core.digamma),
  "tensor.expit": map(core.sigmoid),
};
