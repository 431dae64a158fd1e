import * as L from "@linnet/core";
import { type NDArray, array, random } from "@linnet/core";
import { hessian, valueAndGrad } from "@linnet/autograd";
import { type Optimizer, adam, sgd } from "@linnet/nn";
import { ConvergenceError, type Iteration, lbfgs, newton } from "@linnet/optimize";

export interface Inputs {
  readonly surface: "bowl" | "rosenbrock" | "himmelblau" | "saddle" | "own";
  /** How many times steeper the bowl is one way than the other. */
  readonly condition: number;
  /** A surface of one's own, in x and y. */
  readonly formula: string;
  readonly start: readonly number[];
  readonly learningRate: number;
  readonly momentum: number;
  /** Standard deviation of what is added to each gradient. */
  readonly noise: number;
  readonly iterations: number;
}

/** Where a method has been. */
export interface Path {
  readonly points: readonly (readonly number[])[];
  readonly values: readonly number[];
  /** What each step was taken by: of the first-order methods, with its noise. */
  readonly gradients: readonly (readonly number[])[];
  readonly end: "stopped" | "arrived" | "diverged";
}

type Surface = (x: NDArray, y: NDArray) => NDArray;

/** Five ways down the same surface. */
export function compute(inputs: Inputs) {
  const surface = surfaceOf(inputs);

  // [gradient] Value, gradient and Hessian by automatic differentiation.
  const f = (p: NDArray) => surface(p.at(0), p.at(1));
  const slope = valueAndGrad(f);
  const curvature = hessian(f);

  // [first] Methods that see the gradient, and nothing else.
  const { learningRate, momentum } = inputs;
  const paths = {
    sgd: walk(slope, sgd({ learningRate }), inputs),
    momentum: walk(slope, sgd({ learningRate, momentum }), inputs),
    adam: walk(slope, adam({ learningRate }), inputs),

    // [second] Methods that see how the gradient changes.
    newton: search(slope, inputs, (objective, x0, options) =>
      newton(objective, x0, { ...options, hessian: curvature }),
    ),
    lbfgs: search(slope, inputs, lbfgs),
  };

  // [surface] Heights on a grid, for the lines of equal height.
  const reach = REACH[inputs.surface];
  const axis = L.linspace(-reach, reach, 81);
  const heights = surface(axis.reshape([1, 81]), axis.reshape([81, 1]));
  const grid = L.broadcastTo(heights, [81, 81]).toArray() as number[][];
  const H = curvature(array(inputs.start)).toArray() as number[][];
  return { paths, reach, grid, H };
}

type Slope = (p: NDArray) => readonly [value: NDArray, gradient: NDArray];

/** Follows an optimizer of networks, by gradients with noise. */
function walk<S>(slope: Slope, optimizer: Optimizer<S>, inputs: Inputs): Path {
  const rng = random(1);
  let p: NDArray = array(inputs.start);
  let state = optimizer.init(p);
  const [points, values, gradients] = [[p.toArray() as number[]], [] as number[], [] as number[][]];
  for (let i = 0; ; i++) {
    const [value, gradient] = slope(p);
    values.push(value.item() as number);
    const noisy = L.add(gradient, L.mul(rng.normal([2]), inputs.noise));
    gradients.push(noisy.toArray() as number[]);
    const end = isLost(points[i], values[i]) ? "diverged" : "stopped";
    if (end === "diverged" || i === inputs.iterations) return { points, values, gradients, end };
    ({ parameters: p, state } = optimizer.update(p, noisy, state));
    points.push(p.toArray() as number[]);
  }
}

/** Whether a way leads beyond all pictures, or to where the surface has no height. */
function isLost(point: readonly number[], value: number): boolean {
  return !Number.isFinite(value) || !point.every((coordinate) => Math.abs(coordinate) < 1e6);
}

interface Watched {
  readonly maxIterations: number;
  readonly signal: AbortSignal;
  readonly onIteration: (iteration: Iteration) => void;
}

/** Follows a minimizer, from the points that it tries to those that it takes. */
function search(
  slope: Slope,
  { start, iterations }: Inputs,
  minimize: (objective: Slope, x0: NDArray, options: Watched) => { readonly reason: string },
): Path {
  const tried: { readonly point: number[]; readonly value: number; readonly gradient: number[] }[] = [];
  const taken: typeof tried = [];
  const objective: Slope = (p) => {
    const [value, gradient] = slope(p);
    tried.push({ point: p.toArray(), value: value.item(), gradient: gradient.toArray() });
    return [value, gradient];
  };
  const lost = new AbortController();
  const onIteration = ({ value }: Iteration): void => {
    const last = tried.findLast((one) => one.value === value);
    if (last === undefined) return;
    taken.push(last);
    if (isLost(last.point, value)) lost.abort();
  };
  let end: Path["end"];
  try {
    const { signal } = lost;
    const { reason } = minimize(objective, array(start), { maxIterations: iterations, onIteration, signal });
    end = reason === "aborted" ? "diverged" : "arrived";
  } catch (error) {
    if (!(error instanceof L.LinnetError)) throw error;
    end = error instanceof ConvergenceError && taken.length > iterations ? "stopped" : "diverged";
  }
  const way = taken.length > 0 ? taken : tried; // of a start without height or slope nothing is taken
  return {
    points: way.map(({ point }) => point),
    values: way.map(({ value }) => value),
    gradients: way.map(({ gradient }) => gradient),
    end,
  };
}

/** Coordinates that the picture shows, from −reach to reach. */
const REACH = { bowl: 4, rosenbrock: 2.5, himmelblau: 6, saddle: 3, own: 4 };

function surfaceOf({ surface, condition, formula }: Inputs): Surface {
  if (surface === "own") return parse(formula);
  const formulas = {
    bowl: `(x^2 + ${condition} y^2) / 2`,
    rosenbrock: "(1 - x)^2 + 100 (y - x^2)^2",
    himmelblau: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    saddle: "x^2 - y^2",
  };
  return parse(formulas[surface]);
}

const FUNCTIONS: Readonly<Record<string, (x: NDArray) => NDArray>> = {
  sin: L.sin,
  cos: L.cos,
  tanh: L.tanh,
  exp: L.exp,
  log: L.log,
  sqrt: L.sqrt,
  abs: L.abs,
};

/** A formula as a function of arrays. It is read sign by sign; nothing in it is run. */
function parse(formula: string): Surface {
  const signs: readonly string[] = formula.match(/\d+(\.\d+)?|[a-z]+|\S/g) ?? [];
  let at = 0;
  const fail = (expected: string): never => {
    const found = at < signs.length ? `"${signs[at]}"` : "the end";
    throw new SyntaxError(`The formula needs ${expected} where it has ${found}.`);
  };
  const take = (sign: string): boolean => signs[at] === sign && ++at > 0;

  const sum = (): Surface => {
    let left = product();
    while (signs[at] === "+" || signs[at] === "-") {
      const [a, operation, b] = [left, signs[at++] === "+" ? L.add : L.sub, product()];
      left = (x, y) => operation(a(x, y), b(x, y));
    }
    return left;
  };
  const product = (): Surface => {
    let left = power();
    while (at < signs.length && /^([*/(]|\d.*|[a-z]+)$/.test(signs[at])) {
      const isOver = signs[at] === "/";
      if (isOver || signs[at] === "*") at++; // else 2 x is 2 * x
      const [a, operation, b] = [left, isOver ? L.div : L.mul, power()];
      left = (x, y) => operation(a(x, y), b(x, y));
    }
    return left;
  };
  const power = (): Surface => {
    if (take("-")) {
      const a = power();
      return (x, y) => L.neg(a(x, y));
    }
    const a = atom();
    if (!take("^")) return a;
    const b = power();
    return (x, y) => L.pow(a(x, y), b(x, y));
  };
  const atom = (): Surface => {
    if (take("x")) return (x) => x;
    if (take("y")) return (_, y) => y;
    if (/^\d/.test(signs[at] ?? "")) {
      const value = array(Number(signs[at++]), { dtype: "float64" });
      return () => value;
    }
    const apply = Object.hasOwn(FUNCTIONS, signs[at] ?? "") ? FUNCTIONS[signs[at++]] : null;
    if (!take("(")) fail(apply === null ? "x, y, a number or a function" : "a parenthesis");
    const inner = sum();
    if (!take(")")) fail("a closing parenthesis");
    return apply === null ? inner : (x, y) => apply(inner(x, y));
  };

  const whole = sum();
  if (at < signs.length) fail("an operation");
  if (!signs.includes("x") && !signs.includes("y")) {
    throw new SyntaxError("The formula must have x or y in it.");
  }
  return whole;
}
