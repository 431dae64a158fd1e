// nn.* and loss.*: layers and losses, after torch.
import { Linear, Relu, Sigmoid, Tanh, crossEntropy, mse } from "@linnet/nn";
import { Unsupported } from "./arrays.mjs";
import { layers } from "./nn-layers.mjs";
// nn.*: layers, after torch.
import * as core from "@linnet/core";
import { Linear, Relu, Sigmoid, Tanh } from "@linnet/nn";
import { losses } from "./nn-losses.mjs";
import { pullBack } from "./pull-back.mjs";

const of = (f, constants) => (inputs, params) => pullBack((xs) => f(xs, params), inputs, constants);
const map = (f) => of(({ x }, params) => f(x, params));

/** Refuses what torch's function can and this one cannot do. */
function requireDefaults(params, defaults) {
  for (const [name, value] of Object.entries(defaults)) {
    if (params[name] !== undefined && params[name] !== value) throw new Unsupported(`${name} ${params[name]}`);
  }
}

function classLoss({ x, target, class_weight: weights }, params) {
  if (weights !== undefined) throw new Unsupported("class weights");
  requireDefaults(params, { reduction: "mean", label_smoothing: 0 });
  if (params.ignore_index !== undefined) throw new Unsupported("ignore_index");
  if (x.ndim !== 2) throw new Unsupported("classes on another axis than the last");
  return crossEntropy(x, target);
}

function squaredLoss({ x, target }, params) {
  requireDefaults(params, { reduction: "mean" });
  return mse(x, target);
function softplus(x, params) {
  requireDefaults(params, { beta: 1 }); // the threshold only says where torch stops being exact
  return core.softplus(x);
}

export const nn = {
  ...layers,
  "nn.relu": map((x) => new Relu().forward(x)),
  "nn.tanh": map((x) => new Tanh().forward(x)),
  "nn.sigmoid": map((x) => new Sigmoid().forward(x)),
  "nn.linear": of(({ x, weight, bias }) => new Linear(weight, bias ?? null).forward(x)),
  "loss.mse": of(squaredLoss, ["target"]),
  "loss.cross_entropy": of(classLoss, ["class_weight"]),
  "nn.one_hot": ({ idx }, { n }) => ({ y: core.oneHot(idx, n) }),
  ...losses,
};
