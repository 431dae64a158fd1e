// optim.* and train.*: steps of optimizers, minimizers, and whole trainings, after torch.
import { valueAndGrad } from "@linnet/autograd";
import { add, array, matmul, mul, reshape, scope, slice, square, stack, sub, sum, zerosLike } from "@linnet/core";
import { vectorNorm } from "@linnet/linalg";
import {
  Conv2d,
  Flatten,
  Linear,
  MaxPool2d,
  Relu,
  Tanh,
  adadelta,
  adagrad,
  adam,
  adamax,
  adamw,
  clipByNorm,
  cosineDecay,
  crossEntropy,
  exponentialDecay,
  lbfgs as searchByLbfgs,
  nadam,
  oneCycle,
  plateau,
  radam,
  rmsprop,
  sequential,
  sgd,
  stepDecay,
} from "@linnet/nn";
import { lbfgs } from "@linnet/optimize";
import { Unsupported } from "./arrays.mjs";

/** Torch's options of any rule; what they leave out has the same default here. */
function optionsOf({ lr, betas, eps, momentum_decay, weight_decay, ...others }) {
  const [beta1, beta2] = betas ?? [];
  const named = {
    learningRate: lr,
    beta1,
    beta2,
    epsilon: eps,
    momentumDecay: momentum_decay,
    weightDecay: weight_decay,
  };
  return Object.fromEntries(Object.entries({ ...named, ...others }).filter(([, value]) => value !== undefined));
}

const rules = { sgd, adam, adamw, rmsprop, adagrad, adadelta, adamax, nadam, radam };
const optimizers = Object.fromEntries(
  Object.entries(rules).map(([name, rule]) => [name, (options) => rule(optionsOf(options))]),
);

/** Parameters after each of the given gradients. */
const trajectory =
  (make) =>
  ({ p0, grads }, params) => {
    const optimizer = make(params);
    const points = [];
    let [parameters, state] = [p0, optimizer.init(p0)];
    for (let k = 0; k < grads.shape[0]; k++) {
      ({ parameters, state } = optimizer.update(parameters, grads.at(k), state));
      points.push(parameters);
    }
    return { traj: stack(points) };
  };

/** The rate of each of so many steps. */
const rates = (schedule) => (_inputs, params) => {
  const rate = schedule(params);
  return { lr: array(Float64Array.from({ length: params.steps }, (_, step) => rate(step))) };
};

/** The rates that a plateau leaves of one rate, by how far gradients of 1 lead. */
function plateaued(_inputs, { lr, factor, patience, metrics }) {
  const optimizer = plateau(sgd({ learningRate: 1 }), { factor, patience });
  const one = array(Float64Array.of(1));
  const start = zerosLike(one);
  let state = optimizer.init(start);
  const moved = metrics.map((loss) => {
    const { parameters, state: next } = optimizer.update(start, one, state, { loss, objective: null });
    state = next;
    return -parameters.item() * lr;
  });
  return { lr: array(Float64Array.from(moved)) };
}

/** Clipped gradients, and the norm of all of them together. */
function clipped({ g0, g1 }, { max_norm: bound, norm_type: ord }) {
  const gradients = { g0, g1 };
  const { gradient } = clipByNorm(bound, { ord }).update(gradients, null, gradients);
  const lengths = [g0, g1].map((g) => vectorNorm(g, { ord }));
  return { ...gradient, total_norm: vectorNorm(stack(lengths), { ord }) };
}

const objectives = {
  rosenbrock: () => (x) => {
    const [head, tail] = [slice(x, ":-1"), slice(x, "1:")];
    return add(sum(mul(square(sub(tail, square(head))), 100)), sum(square(sub(1, head))));
  },
  quadratic:
    ({ A, b }) =>
    (x) => {
      const column = reshape(x, [-1, 1]);
      return sub(mul(sum(mul(column, matmul(A, column))), 0.5), sum(mul(b, x)));
    },
};

function minimized({ p0, ...data }, { objective, max_iter: maxIterations }) {
  const { x, value } = lbfgs(valueAndGrad(objectives[objective](data)), p0, {
    maxIterations,
    gradientTolerance: 1e-10,
  });
  return { x, f: value };
}

/** Points and values after steps of a rule that searches; a rate of its own it has not. */
function searched({ p0, ...data }, { objective, max_iter: iterations, history_size: memory, steps }) {
  const f = valueAndGrad(objectives[objective](data));
  const at = (x) => {
    const [value, gradient] = f(x);
    return { value: value.item(), gradient };
  };
  const optimizer = searchByLbfgs({ iterations, memory });
  const points = [];
  let [x, state] = [p0, optimizer.init(p0)];
  for (let k = 0; k < steps; k++) {
    const { value, gradient } = at(x);
    ({ parameters: x, state } = optimizer.update(x, gradient, state, { loss: value, objective: at }));
    points.push(x);
  }
  return { traj: stack(points), f: array(points.map((point) => at(point).value)) };
}

/** A model after full-batch steps, and the losses before each of them. */
function trained(start, { X, y }, { loss = "cross_entropy", optimizer, opt_params: options, steps }) {
  if (loss !== "cross_entropy") throw new Unsupported(loss);
  const rule = optimizers[optimizer]?.(options);
  if (rule === undefined) throw new Unsupported(optimizer);
  const step = valueAndGrad((m) => crossEntropy(m.forward(X), y));
  const losses = [];
  let [model, state] = [start, rule.init(start)];
  for (let k = 0; k < steps; k++) {
    const value = scope(() => {
      const [value, gradient] = step(model);
      ({ parameters: model, state } = rule.update(model, gradient, state));
      return [value, model, state];
    })[0];
    losses.push(value.item());
  }
  return { layers: model.layers, losses: array(losses) };
}

function trainedMlp(inputs, params) {
  const { W1, b1, W2, b2 } = inputs;
  const between = params.activation === "relu" ? new Relu() : new Tanh();
  const { layers, losses } = trained(sequential(new Linear(W1, b1), between, new Linear(W2, b2)), inputs, params);
  const [first, , second] = layers;
  return { losses, W1: first.weight, b1: first.bias, W2: second.weight, b2: second.bias };
}

function trainedCnn(inputs, params) {
  const { cw, cb, fw, fb } = inputs;
  const convolution = new Conv2d(cw, cb, { padding: 1 });
  const start = sequential(convolution, new Relu(), new MaxPool2d(2), new Flatten(), new Linear(fw, fb));
  const { layers, losses } = trained(start, inputs, params);
  const [first, last] = [layers[0], layers[4]];
  return { losses, cw: first.weight, cb: first.bias, fw: last.weight, fb: last.bias };
}

export const optim = {
  ...Object.fromEntries(Object.entries(optimizers).map(([name, make]) => [`optim.${name}`, trajectory(make)])),
  "optim.lbfgs": searched,
  "optim.lbfgs_min": minimized,
  "optim.lr_step": rates(({ lr, step_size: every, gamma: factor }) => stepDecay(lr, { every, factor })),
  "optim.lr_exponential": rates(({ lr, gamma: factor }) => exponentialDecay(lr, { factor })),
  "optim.lr_cosine": rates(({ lr, T_max: steps, eta_min: minimum }) => cosineDecay(lr, { steps, minimum })),
  "optim.lr_onecycle": rates(({ max_lr: rate, total_steps: steps }) => oneCycle(rate, { steps })),
  "optim.lr_plateau": plateaued,
  "optim.clip_grad_norm": clipped,
  "train.mlp": trainedMlp,
  "train.cnn": trainedCnn,
};
