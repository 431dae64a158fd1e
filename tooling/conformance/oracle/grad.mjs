// grad.*: derivatives of the operations, and of the functions that FORMAT.md defines.
import { grad, hessian } from "@linnet/autograd";
import * as core from "@linnet/core";
import * as la from "@linnet/linalg";
import { pullBack } from "./pull-back.mjs";

const {
  add,
  concat,
  exp,
  log,
  log1p,
  matmul,
  matrixTranspose: t,
  mul,
  prod,
  sin,
  slice,
  sqrt,
  square,
  sub,
  sum,
} = core;

const of = (f) => (inputs, params) => pullBack((xs) => f(xs, params), inputs);
const map = (f) => of(({ x }) => f(x));
const zip = (f) => of(({ x1, x2 }) => f(x1, x2));
const along = (f) => of(({ x }, { dim, ddof }) => f(x, { axis: dim, ...(ddof === undefined ? {} : { ddof }) }));
const ofMatrix = (f) => of(({ a }) => f(a));

const symmetrized = (a) => mul(add(a, t(a)), 0.5);
/** F·diag(d)·G. */
const sandwich = (F, d, G) => matmul(mul(F, d), G);

function svdFunction(a) {
  const { U, S, Vh } = la.svd(a);
  return sandwich(U, log1p(S), Vh);
}

function eighFunction(a) {
  return la.funmh(symmetrized(a), sin, { derivatives: [core.cos] });
}

function eigFunction(a) {
  return core.real(sum(sin(la.eigvals(a))));
}

function largestVector(a) {
  const { vectors } = la.eigh(symmetrized(a));
  const v = slice(vectors, ":", "-1:");
  return matmul(v, t(v));
}

function positiveQr({ a }) {
  const { Q, R } = la.qr(a);
  return { y: Q, r: R };
}

const safe = (x) => core.where(core.greater(x, 0), x, core.onesLike(x));

const functions = {
  rosenbrock: (x) => {
    const [head, tail] = [slice(x, ":-1"), slice(x, "1:")];
    return add(sum(mul(square(sub(tail, square(head))), 100)), sum(square(sub(1, head))));
  },
  "prod(sin(x)) + sum(x^3)*exp(-x.x/4)": (x) =>
    add(prod(sin(x)), mul(sum(core.pow(x, 3)), exp(mul(sum(square(x)), -0.25)))),
};

export const gradients = {
  "grad.svd_fun": ofMatrix(svdFunction),
  "grad.svdvals": ofMatrix(la.svdvals),
  "grad.pinv": ofMatrix((a) => la.pinv(a)),
  "grad.norm_nuc": ofMatrix((a) => la.matrixNorm(a, { ord: "nuc" })),
  "grad.norm_2": ofMatrix((a) => la.matrixNorm(a, { ord: 2 })),
  "grad.norm_fro": ofMatrix((a) => la.matrixNorm(a)),
  "grad.norm_1": ofMatrix((a) => la.matrixNorm(a, { ord: 1 })),
  "grad.norm_inf": ofMatrix((a) => la.matrixNorm(a, { ord: Infinity })),
  "grad.qr_pos": of(positiveQr),
  "grad.eigvalsh": ofMatrix((a) => la.eigvalsh(symmetrized(a))),
  "grad.eigh_fun": ofMatrix(eighFunction),
  "grad.eig_fun": ofMatrix(eigFunction),
  "grad.eigh_vec_outer": ofMatrix(largestVector),
  "grad.cholesky": ofMatrix((a) => la.cholesky(symmetrized(a)).L),
  "grad.lu_logdet_spd": ofMatrix((a) => la.cholesky(symmetrized(a)).logAbsDet()),
  "grad.solve": of(({ a, b }) => la.solve(a, b)),
  "grad.inv": ofMatrix(la.inv),
  "grad.det": ofMatrix(la.det),
  "grad.logabsdet": ofMatrix((a) => la.slogdet(a).logAbsDet),
  "grad.lstsq": of(({ a, b }) => la.lstsq(a, b).x),
  "grad.cond2": ofMatrix((a) => la.cond(a)),
  "grad.matrix_exp": ofMatrix(la.expm),
  "grad.matrix_power": of(({ a }, { n }) => la.matrixPower(a, n)),
  "grad.einsum": of(({ a0, a1 }, { subscripts }) => core.einsum(subscripts, ...(a1 === undefined ? [a0] : [a0, a1]))),
  "grad.trace": ofMatrix((a) => core.trace(a)),
  "grad.solve_triangular": of(({ a, b }, { upper }) => la.solveTriangular(a, b, upper ? "upper" : "lower")),
  "grad.vector_norm": of(({ a }, { ord }) => la.vectorNorm(a, { ord })),
  "grad.norm2_vec": map((x) => la.vectorNorm(x)),
  "grad.exp": map(exp),
  "grad.sin": map(sin),
  "grad.tanh": map(core.tanh),
  "grad.log1p": map(log1p),
  "grad.expm1": map(core.expm1),
  "grad.erf": map(core.erf),
  "grad.sinh": map(core.sinh),
  "grad.tan": map(core.tan),
  "grad.asin": map(core.asin),
  "grad.acos": map(core.acos),
  "grad.atan": map(core.atan),
  "grad.sqrt": map(sqrt),
  "grad.log": map(log),
  "grad.rsqrt": map((x) => core.reciprocal(sqrt(x))),
  "grad.reciprocal": map(core.reciprocal),
  "grad.abs": map(core.abs),
  "grad.sign": map(core.sign),
  "grad.floor": map(core.floor),
  "grad.add": zip(add),
  "grad.sub": zip(sub),
  "grad.mul": zip(mul),
  "grad.div": zip(core.div),
  "grad.maximum": zip(core.maximum),
  "grad.minimum": zip(core.minimum),
  "grad.pow": zip(core.pow),
  "grad.matmul": zip(matmul),
  "grad.atan2": zip(core.atan2),
  "grad.hypot": zip(core.hypot),
  "grad.pow_scalar": of(({ x }, { p }) => core.pow(x, p)),
  "grad.amax": along(core.max),
  "grad.max_dim": along(core.max),
  "grad.prod_dim": along(prod),
  "grad.cumsum": along(core.cumulativeSum),
  "grad.cumprod": along(core.cumulativeProd),
  // torch's median of an even number of elements is the lower of the middle two
  "grad.median": of(({ x }, { dim }) => core.quantile(x, 0.5, { axis: dim, method: "lower" })),
  "grad.logsumexp": along(core.logSumExp),
  "grad.sort": along(core.sort),
  "grad.std": along(core.std),
  "grad.var": along(core.variance),
  "grad.mean": along(core.mean),
  "grad.prod": map((x) => prod(x)),
  "grad.max_all": map((x) => core.max(x)),
  "grad.clamp": of(({ x }, { lo, hi }) => core.clip(x, lo, hi)),
  // torch's gather reads only as many rows as there are of indices
  "grad.gather": of(({ x, idx }, { dim }) => core.takeAlongAxis(slice(x, `:${idx.shape[0]}`), idx, { axis: dim })),
  "grad.index_select": of(({ x, idx }, { dim }) => core.take(x, idx, { axis: dim })),
  "grad.where": of(({ cond, x1, x2 }) => core.where(cond, x1, x2)),
  "grad.broadcast_sum": zip((x1, x2) => sum(add(mul(x1, x2), x2))),
  "grad.reuse": map((x) => add(mul(x, x), mul(sum(x), x))),
  "grad.transpose_matmul": map((x) => matmul(t(x), x)),
  "grad.concat_slice": map((x) => concat([slice(x, "1:"), mul(slice(x, ":1"), 2)])),
  "grad.trace_of_square": map((x) => core.trace(matmul(x, x))),
  "grad.where_safe_sqrt": map((x) => core.where(core.greater(x, 0), sqrt(x), core.zerosLike(x))),
  "grad.where_double_safe_sqrt": map((x) => core.where(core.greater(x, 0), sqrt(safe(x)), core.zerosLike(x))),
  "grad.gradient": ({ x }, { fn }) => ({ g: grad(functions[fn])(x) }),
  "grad.hessian": ({ x }, { fn }) => ({ h: hessian(functions[fn])(x) }),
};
