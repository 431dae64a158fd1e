// The packages as a TypeScript user has them: through their declarations, every name of every index.
import * as autograd from "@linnet/autograd";
import * as core from "@linnet/core";
import * as extend from "@linnet/core/extend";
import * as testing from "@linnet/core/testing";
import * as data from "@linnet/data";
import * as explain from "@linnet/explain";
import * as kernels from "@linnet/kernels";
import * as lapack from "@linnet/kernels/lapack";
import * as reference from "@linnet/kernels/reference";
import * as linalg from "@linnet/linalg";
import * as nn from "@linnet/nn";
import * as optimize from "@linnet/optimize";
import * as plot from "@linnet/plot";
import * as stats from "@linnet/stats";

export const everything = {
  autograd,
  core,
  data,
  explain,
  extend,
  kernels,
  lapack,
  linalg,
  nn,
  optimize,
  plot,
  reference,
  stats,
  testing,
};

const rng = core.random(0);
const x = rng.normal([64, 784], { dtype: "float32" });
const model = nn.sequential(nn.Linear.init(rng, 784, 128), new nn.Relu(), nn.Linear.init(rng, 128, 10));
const loss = (m: typeof model): core.NDArray => nn.crossEntropy(m.forward(x), core.zeros([64], { dtype: "int32" }));
const [value, gradient] = autograd.valueAndGrad(loss)(model);

export const logits: core.NDArray<any, readonly [64, 10]> = model.forward(x);
export const trained: typeof model = gradient;
export const loses: number = value.item();
export const product: core.NDArray<"float64", readonly [2, 4]> = core.matmul(core.zeros([2, 3]), core.ones([3, 4]));
export const factors: core.NDArray<"float64", readonly [3, 3]> = linalg.svd(core.zeros([5, 3])).Vh;
export const solution: core.NDArray<"float64", readonly [3]> = linalg.solve(core.eye(3), core.zeros([3]));
export const steps: readonly explain.Step[] = explain.lu([["1/2", 1]]).steps;

// @ts-expect-error matmul: inner dimensions 3 and 2 differ
core.matmul(core.zeros([2, 3]), core.zeros([2, 3]));
// @ts-expect-error sequential: layer 1 takes 4 features and is given 3
nn.sequential(nn.Linear.init(rng, 2, 3), nn.Linear.init(rng, 4, 1));
