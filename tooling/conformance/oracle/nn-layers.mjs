// nn.*: activations, norms, embeddings and what compares vectors, after torch.
import * as core from "@linnet/core";
import * as nn from "@linnet/nn";
import { pullBack } from "./pull-back.mjs";

const of = (f, constants) => (inputs, params) => pullBack((xs) => f(xs, params), inputs, constants);
const map = (f) => of(({ x }, params) => f(x, params));

const activations = {
  "nn.relu6": map(nn.relu6),
  "nn.leaky_relu": map((x, { negative_slope: slope }) => nn.leakyRelu(x, slope)),
  "nn.prelu": of(({ x, weight }) => nn.prelu(x, weight)),
  "nn.elu": map((x, { alpha }) => nn.elu(x, alpha)),
  "nn.selu": map((x) => nn.selu(x)),
  "nn.celu": map((x, { alpha }) => nn.celu(x, alpha)),
  "nn.gelu": map((x, { approximate }) => new nn.Gelu(approximate === "tanh" ? "tanh" : "exact").forward(x)),
  "nn.silu": map((x) => nn.silu(x)),
  "nn.mish": map((x) => nn.mish(x)),
  "nn.glu": map((x, { dim }) => nn.glu(x, { axis: dim })),
  "nn.softplus": map((x, { beta, threshold }) => new nn.Softplus(beta, threshold).forward(x)),
  "nn.softsign": map((x) => nn.softsign(x)),
  "nn.tanhshrink": map((x) => nn.tanhshrink(x)),
  "nn.logsigmoid": map((x) => nn.logSigmoid(x)),
  "nn.softmax": map((x, { dim }) => new nn.Softmax(dim).forward(x)),
  "nn.log_softmax": map((x, { dim }) => new nn.LogSoftmax(dim).forward(x)),
  "nn.softmin": map((x, { dim }) => nn.softmin(x, { axis: dim })),
  "nn.hardtanh": map((x, { min_val: low, max_val: high }) => nn.hardtanh(x, { low, high })),
  "nn.hardsigmoid": map((x) => nn.hardsigmoid(x)),
  "nn.hardswish": map((x) => nn.hardswish(x)),
  "nn.hardshrink": map((x) => nn.hardshrink(x)),
  "nn.softshrink": map((x) => nn.softshrink(x)),
};

/** As torch's `batch_norm`: the new running moments beside the result. */
function batchNorm({ running_mean, running_var, ...inputs }, { training, momentum, eps }) {
  const moved = {};
  const run = {
    ...nn.inference(),
    training,
    update(_layer, { runningMean, runningVariance }) {
      [moved.running_mean_new, moved.running_var_new] = [runningMean.value, runningVariance.value];
    },
  };
  const moments = [new core.State(running_mean), new core.State(running_var)];
  const forward = ({ x, weight, bias }) => new nn.BatchNorm(weight, bias, ...moments, momentum, eps).forward(x, run);
  return { ...pullBack(forward, inputs), ...moved };
}

const norms = {
  "nn.layer_norm": of(({ x, weight, bias }, { eps }) => new nn.LayerNorm(weight, bias, eps).forward(x)),
  "nn.rms_norm": of(({ x, weight }, { eps }) => new nn.RMSNorm(weight, eps).forward(x)),
  "nn.group_norm": of(({ x, weight, bias }, { num_groups: groups, eps }) =>
    new nn.GroupNorm(groups, weight, bias, eps).forward(x),
  ),
  "nn.instance_norm": of(({ x, weight, bias }, { eps }) => new nn.InstanceNorm(weight, bias, eps).forward(x)),
  "nn.batch_norm": batchNorm,
};

export const layers = {
  ...activations,
  ...norms,
  "nn.bilinear": of(({ x1, x2, weight, bias }) => new nn.Bilinear(weight, bias ?? null).forward(x1, x2)),
  "nn.embedding": of(({ weight, idx }, { padding_idx: padding = null }) =>
    new nn.Embedding(weight, padding).forward(idx),
  ),
  "nn.normalize": of(({ x }, { p, dim }) => nn.normalize(x, { ord: p, axis: dim })),
  "nn.cosine_similarity": of(({ x1, x2 }, { dim }) => nn.cosineSimilarity(x1, x2, { axis: dim })),
  "nn.cdist": of(({ x1, x2 }, { p }) => nn.cdist(x1, x2, { ord: p })),
  "nn.one_hot": ({ idx }, { n }) => ({ y: core.oneHot(idx, n) }),
};
