// nn.* and loss.*: layers and losses, after torch.
import * as core from "@linnet/core";
import { Linear, Relu, Sigmoid, Tanh } from "@linnet/nn";
import { layers } from "./nn-layers.mjs";
import { losses } from "./nn-losses.mjs";
import { convolutions } from "./nn-conv.mjs";
import { sequences } from "./nn-sequences.mjs";
import { pullBack } from "./pull-back.mjs";

const of = (f, constants) => (inputs, params) => pullBack((xs) => f(xs, params), inputs, constants);
const map = (f) => of(({ x }, params) => f(x, params));

export const nn = {
  ...convolutions,
  "nn.relu": map((x) => new Relu().forward(x)),
  "nn.tanh": map((x) => new Tanh().forward(x)),
  "nn.sigmoid": map((x) => new Sigmoid().forward(x)),
  "nn.linear": of(({ x, weight, bias }) => new Linear(weight, bias ?? null).forward(x)),
  "nn.one_hot": ({ idx }, { n }) => ({ y: core.oneHot(idx, n) }),
  ...layers,
  ...losses,
  ...sequences,
};
