import { describe, expect, it } from "vitest";
import { grad } from "@linnet/autograd";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  array,
  complex,
  imag,
  real,
  square,
  sub,
  sum,
} from "@linnet/core";
import { adadelta } from "./adadelta.js";
import { adagrad } from "./adagrad.js";
import { adam } from "./adam.js";
import { adamax } from "./adamax.js";
import { adamw } from "./adamw.js";
import { lion } from "./lion.js";
import { nadam } from "./nadam.js";
import { radam } from "./radam.js";
import { rmsprop } from "./rmsprop.js";
import { type SgdOptions, sgd } from "./sgd.js";
import { matricesOnly } from "./weight-decay.js";

/** Parameters after steps along given gradients. */
function walk(optimizer: ReturnType<typeof adam | typeof sgd>, parameters: any, gradients: readonly any[]): any {
  let state: any = optimizer.init(parameters);
  for (const g of gradients) ({ parameters, state } = optimizer.update(parameters, g, state));
  return parameters;
}

describe("every rule", () => {
  it("moves a complex number as its two parts, each by itself", () => {
    const z = complex(array([1, 2]), array([-1, 0.5]));
    const g = complex(array([0.5, -1]), array([2, 0.25]));
    for (const rule of [sgd({ momentum: 0.9 }), adam(), lion(), adagrad()]) {
      const moved = walk(rule as ReturnType<typeof adam>, { z }, [{ z: g }, { z: g }]).z;
      const alone = walk(rule as ReturnType<typeof adam>, { re: real(z), im: imag(z) }, [
        { re: real(g), im: imag(g) },
        { re: real(g), im: imag(g) },
      ]);
      expect(moved.dtype).toBe("complex128");
      expect(real(moved).toArray()).toEqual(alone.re.toArray());
      expect(imag(moved).toArray()).toEqual(alone.im.toArray());
    }
  });

  it("moves tied weights once, and keeps them tied", () => {
    const shared = array([1, 2]) as NDArray;
    const g = array([1, 1]) as NDArray;
    const moved = walk(sgd({ learningRate: 0.5 }), { a: shared, b: [shared] }, [{ a: g, b: [g] }]);
    expect(moved.a.toArray()).toEqual([0.5, 1.5]);
    expect(moved.b[0]).toBe(moved.a);
  });

  it("decays the weights that are chosen, by path and by leaf", () => {
    const parameters = { weight: array([[2]]) as NDArray, bias: array([2]) as NDArray };
    const zero = {
      weight: array([[0]], { dtype: "float64" }) as NDArray,
      bias: array([0], { dtype: "float64" }) as NDArray,
    };
    for (const where of [matricesOnly, (path: string) => path === "weight"]) {
      const moved = walk(adamw({ learningRate: 0.5, weightDecay: { rate: 0.5, where } }), parameters, [zero]);
      expect(moved.weight.item()).toBe(1.5);
      expect(moved.bias.item()).toBe(2);
    }
  });

  it("takes its rate from a schedule, by the number of the step", () => {
    const one = array([1]) as NDArray;
    const steps: number[] = [];
    const rate = (step: number): number => {
      steps.push(step);
      return 2 ** -step;
    };
    expect(
      walk(sgd({ learningRate: rate }), array([0]).astype("float64"), [
        one.astype("float64"),
        one.astype("float64"),
      ]).item(),
    ).toBe(-1.5);
    expect(steps).toEqual([0, 1]);
  });

  it("can be differentiated: what a gradient of one step does to the loss after it", () => {
    // d/dg of (x − η·g)² is −2η·(x − η·g), and Adam's first step is η·g / (|g| + ε): its derivative is η·ε / (|g| + ε)².
    const x = array([3]) as NDArray;
    const after = (rule: ReturnType<typeof sgd> | ReturnType<typeof adam>) => (g: NDArray) =>
      sum(
        square(
          (rule as ReturnType<typeof sgd>).update(x, g, rule.init(x) as ReturnType<ReturnType<typeof sgd>["init"]>)
            .parameters,
        ),
      );
    const g = array([2]) as NDArray;
    const bySgd = grad(after(sgd({ learningRate: 0.1, momentum: 0.5 })))(g).item();
    expect(Math.abs(bySgd + 0.2 * 2.8)).toBeLessThanOrEqual(8 * Number.EPSILON);
    const epsilon = 0.5;
    const byAdam = grad(after(adam({ learningRate: 0.1, epsilon })))(g).item();
    const expected = 2 * (3 - 0.2 / 2.5) * ((-0.1 * epsilon) / 2.5 ** 2);
    expect(Math.abs(byAdam - expected)).toBeLessThanOrEqual(1e3 * Number.EPSILON); // 1 − 0.999 loses three digits
  });

  it("the composed step is the fused one, up to rounding", () => {
    const x = array([1, -2, 0.5]) as NDArray;
    const g = array([0.25, 1, -3]) as NDArray;
    const rules = [
      sgd({ momentum: 0.9, nesterov: true, weightDecay: 0.1, maximize: true }),
      sgd({ weightDecay: 0.1 }),
      adam({ amsgrad: true, weightDecay: 0.1, maximize: true }),
      adamw({ weightDecay: 0.1 }),
    ] as ReturnType<typeof adam>[];
    for (const rule of rules) {
      const state = rule.init(x);
      let recorded = x;
      grad((y: NDArray) => {
        recorded = rule.update(y, g, state).parameters;
        return sum(recorded);
      })(x);
      const difference = sub(rule.update(x, g, state).parameters, recorded).toArray() as number[];
      for (const d of difference) expect(Math.abs(d)).toBeLessThanOrEqual(8 * Number.EPSILON);
    }
  });
});

describe("a step that means nothing", () => {
  const w = array([1, 2]) as NDArray;
  const rule = sgd({ momentum: 0.9 });

  it("refuses gradients that are not the parameters'", () => {
    const state = rule.init({ w });
    const step = (g: unknown) => () => rule.update({ w }, g as { w: NDArray }, state);
    expect(step({})).toThrow(ValueError);
    expect(step({})).toThrow("sgd: the gradient must be a tree like the parameters; got nothing in place of w.");
    expect(step({ v: w })).toThrow("sgd: the gradient must be a tree like the parameters; got v in place of w.");
    expect(step({ w, z: w.mul(2) })).toThrow(
      "sgd: the gradient must be a tree like the parameters; got z in place of nothing.",
    );
    expect(step({ w: array([1, 2, 3]).astype("float64") })).toThrow(ShapeError);
    expect(step({ w: array([0.5, 2, 3]) })).toThrow(
      "sgd: the gradient at w must have its parameter's shape; got parameter [2] and gradient [3].",
    );
    expect(step({ w: w.astype("float32") })).toThrow(DTypeError);
    expect(step({ w: w.astype("float32") })).toThrow(
      "sgd: the gradient at w must have its parameter's dtype; got parameter float64 and gradient float32.",
    );
  });

  it("refuses the state of other parameters", () => {
    const step = (like: unknown) => () => rule.update({ w }, { w }, rule.init(like));
    expect(step({})).toThrow(
      "sgd: the state must be that of these parameters; got 0 arrays of velocity for 1 parameters. Make one with init(parameters).",
    );
    expect(step({ w: array([0.5]) })).toThrow(
      "sgd: the state must be that of these parameters; got velocity [1] for w [2]. Make one with init(parameters).",
    );
    expect(() => rule.update({ w }, { w }, {} as ReturnType<typeof rule.init>)).toThrow(
      "sgd: the state must be that of these parameters; got no arrays of velocity for 1 parameters. Make one with init(parameters).",
    );
  });

  it("refuses what a schedule answers that is no rate", () => {
    const broken = sgd({ learningRate: () => NaN });
    expect(() => broken.update(w, w, broken.init(w))).toThrow(
      "sgd: a schedule must answer a finite rate of 0 or more; got NaN at step 0.",
    );
  });
});

describe("options that mean nothing", () => {
  const rules = { sgd, adam, adamw, adagrad, rmsprop, adadelta, adamax, nadam, radam, lion };
  type Make = (options: object) => unknown;
  const betas = ["adam", "adamw", "adamax", "nadam", "radam", "lion"];
  const cases: [string, string, unknown, string][] = [
    ...Object.keys(rules).flatMap((op): [string, string, unknown, string][] => [
      [op, "learningRate", 0, "learningRate must be a positive number or a schedule; got 0."],
      [op, "learningRate", Infinity, "learningRate must be a positive number or a schedule; got Infinity."],
      [op, "weightDecay", -1, "weightDecay must not be negative; got -1."],
      [op, "weightDecay", { rate: NaN, where: matricesOnly }, "weightDecay.rate must not be negative; got NaN."],
      [op, "weightDecay", { rate: 1 }, "weightDecay.where must be a function; got undefined."],
    ]),
    ...betas.flatMap((op): [string, string, unknown, string][] => [
      [op, "beta1", 1, "beta1 must lie in [0, 1); got 1."],
      [op, "beta2", -0.1, "beta2 must lie in [0, 1); got -0.1."],
    ]),
    ...["adam", "adamw", "adamax", "nadam", "radam", "adagrad", "rmsprop", "adadelta"].map(
      (op): [string, string, unknown, string] => [op, "epsilon", 0, "epsilon must be a positive number; got 0."],
    ),
    ["sgd", "momentum", 1, "momentum must lie in [0, 1); got 1."],
    ["sgd", "dampening", 1, "dampening must lie in [0, 1); got 1."],
    ["sgd", "maximize", 1, "maximize must be true or false; got 1."],
    ["sgd", "nesterov", true, "nesterov needs momentum and no dampening; got momentum 0 and dampening 0."],
    ["adam", "amsgrad", 1, "amsgrad must be true or false; got 1."],
    ["adagrad", "rateDecay", -1, "rateDecay must not be negative; got -1."],
    ["adagrad", "initial", -1, "initial must not be negative; got -1."],
    ["rmsprop", "alpha", 1, "alpha must lie in [0, 1); got 1."],
    ["rmsprop", "momentum", NaN, "momentum must lie in [0, 1); got NaN."],
    ["rmsprop", "centered", "yes", 'centered must be true or false; got "yes".'],
    ["adadelta", "rho", 2, "rho must lie in [0, 1); got 2."],
    ["nadam", "momentumDecay", -1, "momentumDecay must not be negative; got -1."],
  ];

  it.each(cases)("%s: %s %s", (op, name, value, message) => {
    const make = rules[op as keyof typeof rules] as Make;
    expect(() => make({ [name]: value })).toThrow(ValueError);
    expect(() => make({ [name]: value })).toThrow(`${op}: ${message}`);
  });

  it("refuses a rate in place of options", () => {
    expect(() => sgd(0.1 as unknown as SgdOptions)).toThrow(
      "sgd: options must be an object; got 0.1. Give them by name: { name: value }.",
    );
  });
});
