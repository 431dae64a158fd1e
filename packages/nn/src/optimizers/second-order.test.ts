import { describe, expect, it } from "vitest";
import { valueAndGrad } from "@linnet/autograd";
import {
  DTypeError,
  type NDArray,
  ValueError,
  add,
  array,
  complex,
  matmul,
  mul,
  random,
  reshape,
  square,
  sub,
  sum,
} from "@linnet/core";
import { ConvergenceError, lbfgs as minimizeLbfgs } from "@linnet/optimize";
import { Tanh } from "../layers/activations/activations.js";
import { Linear } from "../layers/linear.js";
import { sequential } from "../layers/sequential.js";
import { mse } from "../losses/mse.js";
import { adam } from "./adam.js";
import { gaussNewton } from "./gauss-newton.js";
import { lbfgs } from "./lbfgs.js";
import { freeze } from "./masked.js";
import { newton } from "./newton.js";
import type { Optimizer } from "./optimizer.js";

type Point = { x: NDArray };

/** Steps on one objective, with how often it was evaluated. */
function walk<T, S>(optimizer: Optimizer<S>, f: (parameters: T) => NDArray, start: T, steps: number) {
  let evaluations = 0;
  const objective = (parameters: T): { value: number; gradient: T } => {
    evaluations++;
    const [value, gradient] = valueAndGrad(f)(parameters);
    return { value: value.item(), gradient: gradient as T };
  };
  let [parameters, state] = [start, optimizer.init(start)];
  for (let step = 0; step < steps; step++) {
    const { value, gradient } = objective(parameters);
    ({ parameters, state } = optimizer.update(parameters, gradient, state, { loss: value, objective }));
  }
  return { parameters, state, evaluations, loss: objective(parameters).value };
}

/** (1 − a)² + 100·(b − a²)², over two leaves. */
const rosenbrock = ({ a, b }: { a: NDArray; b: NDArray }): NDArray =>
  add(sum(square(sub(1, a))), mul(sum(square(sub(b, square(a)))), 100));
const valley = { a: array([-1.2]) as NDArray, b: array([Number(1)]).astype("float64") as NDArray };

const A = array([
  [5, 1, 0],
  [1, 3, 1],
  [0, 1, 2],
]).astype("float64") as NDArray;
const quadratic = ({ x }: Point): NDArray =>
  sub(mul(sum(mul(reshape(x, [3, 1]), matmul(A, reshape(x, [3, 1])))), 0.5), sum(x)) as NDArray;
const origin: Point = { x: array([0, 0, 0]).astype("float64") as NDArray };

describe("lbfgs", () => {
  it("finds the minimum of Rosenbrock's function in few evaluations, across steps", () => {
    const short = walk(lbfgs({ iterations: 5 }), rosenbrock, valley, 12);
    expect(Math.abs(short.parameters.a.item() - 1)).toBeLessThanOrEqual(1e-6);
    expect(Math.abs(short.parameters.b.item() - 1)).toBeLessThanOrEqual(1e-6);
    expect(short.state.moves.length).toBeLessThanOrEqual(10);
    // What it remembers makes 12 steps of 5 iterations nearly as good as one of 60: one evaluation more a step.
    const long = walk(lbfgs({ iterations: 60 }), rosenbrock, valley, 1);
    expect(short.evaluations).toBeLessThanOrEqual(long.evaluations + 12 + 5);
    const reference = minimizeLbfgs((p: typeof valley) => valueAndGrad(rosenbrock)(p), valley, {
      gradientTolerance: 1e-7,
    });
    expect(long.evaluations).toBeLessThanOrEqual(reference.evaluations + 5);
  });

  it("keeps the last pairs alone, stays at a minimum, and trains the part of a model that is not frozen", () => {
    const { state } = walk(lbfgs({ iterations: 8, memory: 3 }), rosenbrock, valley, 1);
    expect(state.moves).toHaveLength(3);
    expect(state.changes[0].dtype).toBe("float64");
    const zero: Point = { x: array([0, 0, 0]).astype("float64") as NDArray };
    const still = walk(lbfgs(), ({ x }: Point) => sum(square(x)), zero, 2);
    expect(still.parameters.x.toArray()).toEqual([0, 0, 0]);
    const half = walk(
      freeze(lbfgs(), (path) => path === "a"),
      rosenbrock,
      valley,
      1,
    );
    expect(half.parameters.a).toBe(valley.a);
    expect(Math.abs(half.parameters.b.item() - 1.44)).toBeLessThanOrEqual(1e-7);
  });

  it("trains layers in float32, to their precision", () => {
    const rng = random(2);
    const x = rng.normal([40, 3], { dtype: "float32" });
    const truth = Linear.init(rng, 3, 1);
    const y = truth.forward(x);
    const { parameters, loss } = walk(lbfgs(), (m: typeof truth) => mse(m.forward(x), y), Linear.init(rng, 3, 1), 2);
    expect(parameters).toBeInstanceOf(Linear);
    expect(parameters.weight.dtype).toBe("float32");
    expect(loss).toBeLessThan(1e-10);
  });

  it("refuses steps without an objective, complex parameters, what is not finite, and options that mean nothing", () => {
    const rule = lbfgs();
    const hint = "fit passes it; by hand it is update(parameters, gradient, state, { loss, objective }).";
    const message = `lbfgs: a step must come with its loss and objective; got undefined. ${hint}`;
    expect(() => rule.update(origin, origin, rule.init(origin))).toThrow(ValueError);
    expect(() => rule.update(origin, origin, rule.init(origin))).toThrow(message);
    const z = complex(array([0.5]), array([0.5]));
    expect(() => rule.init({ z })).toThrow(DTypeError);
    expect(() => rule.init({ z })).toThrow("lbfgs: parameters must be real; got z complex128.");
    expect(() => rule.init({ n: 3 })).toThrow("lbfgs: parameters must hold a float array; got parameters an object.");
    const context = { loss: NaN, objective: () => ({ value: 0, gradient: origin }) };
    expect(() => rule.update(origin, origin, rule.init(origin), context)).toThrow(
      "lbfgs: loss and gradient must be finite; got NaN. Start from other parameters.",
    );
    expect(() => lbfgs({ iterations: 0 })).toThrow("lbfgs: iterations must be a positive integer; got 0.");
    expect(() => lbfgs({ memory: 0.5 })).toThrow("lbfgs: memory must be a positive integer; got 0.5.");
    expect(() => lbfgs({ gradientTolerance: -1 })).toThrow("lbfgs: gradientTolerance must not be negative; got -1.");
  });
});

describe("newton", () => {
  it("minimizes a quadratic: A·x = 1", () => {
    const { parameters, evaluations } = walk(newton({ iterations: 10 }), quadratic, origin, 1);
    const residual = matmul(A, reshape(parameters.x, [3, 1]))
      .toArray()
      .flat() as number[];
    for (const value of residual) expect(Math.abs(value - 1)).toBeLessThanOrEqual(1e-7); // the tolerance of the gradient
    expect(evaluations).toBeLessThanOrEqual(40); // products are evaluations too, three to a direction
  });

  it("finds the minimum of Rosenbrock's function by products alone, one iteration a step or many", () => {
    for (const [iterations, steps] of [
      [1, 50],
      [10, 5],
    ] as const) {
      const { parameters, loss, state } = walk(newton({ iterations }), rosenbrock, valley, steps);
      expect(loss).toBeLessThanOrEqual(1e-14);
      expect(Math.abs(parameters.a.item() - 1)).toBeLessThanOrEqual(1e-7);
      expect(state.radius).toBeGreaterThan(0);
    }
  });

  it("refuses steps without an objective, and options that mean nothing", () => {
    const rule = newton();
    expect(() => rule.update(origin, origin, rule.init(origin))).toThrow(
      "newton: a step must come with its loss and objective; got undefined.",
    );
    expect(() => newton({ iterations: -1 })).toThrow("newton: iterations must be a positive integer; got -1.");
    expect(() => newton({ radius: 0 })).toThrow("newton: radius must be a positive number; got 0.");
    expect(() => newton({ gradientTolerance: NaN })).toThrow(
      "newton: gradientTolerance must not be negative; got NaN.",
    );
    expect(() => rule.init([])).toThrow("newton: parameters must hold a float array; got parameters a list.");
  });
});

describe("gaussNewton", () => {
  const rng = random(1);
  const network = (hidden: number) =>
    sequential(
      Linear.init(rng, 2, hidden, { dtype: "float64" }),
      new Tanh(),
      Linear.init(rng, hidden, 1, { dtype: "float64" }),
    );
  const x = rng.normal([60, 2]);
  const y = network(2).forward(x);
  const start = network(3);
  type Network = typeof start;
  const residuals = (m: Network): NDArray => sub(m.forward(x), y);

  it("trains a network of two layers to all digits, where Adam takes ten times the steps for six fewer", () => {
    const { x: trained, iterations, value } = gaussNewton(residuals, start);
    expect(iterations).toBeLessThanOrEqual(20);
    expect(value).toBeLessThan(1e-20);
    expect(mse(trained.forward(x), y).item()).toBeLessThan(1e-20);
    const loss = (m: Network): NDArray => mse(m.forward(x), y);
    expect(walk(adam({ learningRate: 0.02 }), loss, start, 10 * iterations).loss).toBeGreaterThan(1e-14);
  });

  it("answers a model of the same kind and dtype, linear ones in one step", () => {
    const inputs = rng.normal([30, 2], { dtype: "float32" });
    const truth = Linear.init(rng, 2, 3);
    const target = truth.forward(inputs);
    const {
      x: trained,
      value,
      iterations,
    } = gaussNewton((m: typeof truth) => sub(m.forward(inputs), target), Linear.init(rng, 2, 3));
    expect(trained).toBeInstanceOf(Linear);
    expect(trained.weight.dtype).toBe("float32");
    expect(value).toBeLessThan(1e-10);
    expect(iterations).toBeLessThanOrEqual(4); // the start is farther than the first trust region reaches
  });

  it("tells how far it came when iterations ran out, and refuses what means nothing", () => {
    let best: unknown = null;
    try {
      gaussNewton(residuals, start, { maxIterations: 1 });
    } catch (error) {
      best = (error as ConvergenceError<{ x: unknown }>).best.x;
    }
    expect(best).toBeInstanceOf(start.constructor);
    expect(() => gaussNewton(0.5 as never, start)).toThrow("gaussNewton: residuals must be a function; got 0.5.");
    expect(() => gaussNewton(residuals as never, { z: complex(array([0.5]), array([0.5])) })).toThrow(
      "gaussNewton: parameters must be real; got z complex128.",
    );
    expect(() => gaussNewton(() => 3 as never, start)).toThrow("gaussNewton: residuals must be an NDArray; got 3.");
  });
});
