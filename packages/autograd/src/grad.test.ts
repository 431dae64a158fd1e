import {
  type NDArray,
  State,
  add,
  array,
  exp,
  log,
  mapTree,
  matmul,
  matrixTranspose,
  mean,
  mul,
  relu,
  scope,
  sin,
  square,
  sub,
  sum,
  treeLeaves,
  where,
} from "@linnet/core";
import { currentInterpreter } from "@linnet/core/extend";
import { broadcastablePairs, floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGradients } from "./check-gradients.js";
import { UnusedInputError } from "./errors.js";
import { grad, valueAndGrad } from "./grad.js";

expect.extend({ toBeCloseToArray });

const x = array([1, 2, 3]);
const scalar = (value: number): NDArray => array(value);

/** The derivative of a function of one number. */
function slope(f: (x: NDArray) => NDArray): (at: NDArray) => NDArray {
  return grad(f);
}

describe("grad", () => {
  it("of Σ x² is 2x", () => {
    expect(grad((a: NDArray) => sum(square(a)))(x).toArray()).toEqual([2, 4, 6]);
  });

  it("agrees with central differences, whatever broadcasts against whatever", () => {
    const f = (a: NDArray, b: NDArray): NDArray => sum(sin(add(mul(a, b), sub(a, b))));
    fc.assert(
      fc.property(broadcastablePairs({ maxAxes: 3, maxLength: 3, low: -2, high: 2 }), ([a, b]) => {
        checkGradients(f, [a, b]);
        const [da, db] = grad(f, { argnums: [0, 1] })(a, b);
        expect([da.shape, db.shape]).toEqual([a.shape, b.shape]);
      }),
      { numRuns: 50 },
    );
  });

  it("is linear: grad(αf + βg) = α·grad f + β·grad g", () => {
    const f = (a: NDArray): NDArray => sum(mul(a, exp(a)));
    const g = (a: NDArray): NDArray => sum(sin(a));
    fc.assert(
      fc.property(floatArrays({ low: -2, high: 2 }), (a) => {
        const together = grad((b: NDArray) => add(mul(f(b), 2), mul(g(b), -3)))(a);
        const apart = add(mul(grad(f)(a), 2), mul(grad(g)(a), -3));
        // Both sides add the same terms, in another order: a few roundings of the largest, e²·3 + 3.
        expect(together).toBeCloseToArray(apart, { atol: 8 * Number.EPSILON * 60 });
      }),
    );
  });

  it("keeps dtype and shape, float32 too", () => {
    const w = array([[1, 2]], { dtype: "float32" });
    const g = grad((a: NDArray) => sum(mul(a, array([1, 2]))))(w); // computed in float64
    expect([g.dtype, g.shape]).toEqual(["float32", [1, 2]]);
  });
});

describe("the cases that tapes get wrong", () => {
  it("an array passed twice has two gradients", () => {
    const f = (a: NDArray, b: NDArray): NDArray => sum(mul(square(a), b));
    const [da, db] = grad(f, { argnums: [0, 1] })(x, x);
    expect(da.toArray()).toEqual([2, 8, 18]);
    expect(db.toArray()).toEqual([1, 4, 9]);
    expect(grad(f)(x, x).toArray()).toEqual([2, 8, 18]);
  });

  it("a captured array is a constant, even the one that is passed", () => {
    expect(grad((a: NDArray) => sum(mul(a, x)))(x).toArray()).toEqual([1, 2, 3]);
  });

  it("an array used twice collects both parts", () => {
    expect(grad((a: NDArray) => sum(mul(a, a)))(x).toArray()).toEqual([2, 4, 6]);
    expect(grad((a: NDArray) => sum(add(a, a)))(x).toArray()).toEqual([2, 2, 2]);
  });

  it("tied weights stay tied: one array in two places of a tree is one leaf with the whole derivative", () => {
    const model = { encoder: x, decoder: x };
    const gradient = grad((m: typeof model) => sum(mul(square(m.encoder), m.decoder)))(model);
    expect(gradient.encoder.toArray()).toEqual([3, 12, 27]); // d(x³)/dx
    expect(gradient.decoder).toBe(gradient.encoder);
    const next = mapTree((w, g) => sub(w, g), model, gradient);
    expect(next.decoder).toBe(next.encoder);
  });

  it("distinct leaves have distinct gradients, even where a rule hands one cotangent to both", () => {
    const gradient = grad((t: { a: NDArray; b: NDArray }) => sum(add(t.a, t.b)))({ a: x, b: array([4, 5, 6]) });
    expect(gradient.a).not.toBe(gradient.b);
    expect(treeLeaves(gradient)).toHaveLength(2);
  });

  it("updates that look in place differentiate as what they are: new arrays", () => {
    const f = (a: NDArray): NDArray => {
      let y = a;
      for (let i = 0; i < 3; i++) y = y.with([i], mul(y.at(i), y.at((i + 1) % 3)));
      return sum(y);
    };
    checkGradients(f, [x]);
  });

  it("views of views lead back to their source", () => {
    const f = (a: NDArray): NDArray => {
      const view = matrixTranspose(a.reshape([2, 3]))
        .slice("::-1", "1:")
        .reshape([3]);
      return sum(mul(view, array([1, 10, 100])));
    };
    expect(grad(f)(array([0, 0, 0, 0, 0, 0])).toArray()).toEqual([0, 0, 0, 100, 10, 1]);
  });

  it("integer and bool arrays are constants, as inputs and as results", () => {
    const mask = array([true, false, true]);
    const count = array([1, 2, 3], { dtype: "int32" });
    const f = (a: NDArray): NDArray => sum(mul(where(mask, a, 0), count));
    expect(grad(f)(x).toArray()).toEqual([1, 0, 3]);
    const g = (a: NDArray): NDArray => add(sum(a), sum(mul(a.astype("int32"), count)).astype("float64"));
    expect(grad(g)(x).toArray()).toEqual([1, 1, 1]);
  });

  it("a result that does not depend on the argument has zeros for a gradient", () => {
    expect(grad((_a: NDArray) => sum(square(x)))(x).toArray()).toEqual([0, 0, 0]);
    expect(grad((a: NDArray) => sum(relu(sub(mul(a, 0), 1))))(x).toArray()).toEqual([0, 0, 0]);
    const [da, db] = grad((a: NDArray, _b: NDArray) => sum(a), { argnums: [0, 1] })(x, array([[1]]));
    expect(da.toArray()).toEqual([1, 1, 1]);
    expect(db.toArray()).toEqual([[0]]);
  });

  it("names every array on which the value does not depend, when that is asked for", () => {
    const model = { w: x, layers: [{ b: scalar(1), count: 3 }] };
    const f = (m: typeof model): NDArray => sum(mul(m.w, m.layers[0].b.item()));
    const strict = { unused: "error" } as const;
    expect(() => grad(f, strict)(model)).toThrow(UnusedInputError);
    expect(() => grad(f, strict)(model)).toThrow(
      expect.objectContaining({
        paths: ["argument 0.layers.0.b"],
        message:
          "grad: the value must depend on every array to differentiate by; got no dependence on argument 0.layers.0.b. " +
          "Compute it from the arrays that f is given: item(), toArray(), integer results and stopGradient make constants.",
      }),
    );
    const captured = (_a: NDArray, _b: NDArray): NDArray => sum(x);
    expect(() => valueAndGrad(captured, { argnums: [0, 1], ...strict })(x, x)).toThrow(
      expect.objectContaining({ paths: ["argument 0", "argument 1"] }),
    );
    const whole = (m: typeof model): NDArray => sum(mul(m.w, m.layers[0].b));
    expect(grad(whole, strict)(model).layers[0].b.item()).toBe(6);
  });

  it("a function may return its argument", () => {
    expect(grad((a: NDArray) => a)(scalar(3)).item()).toBe(1);
  });

  it("gradients of gradients go through where, and NaN on the side not taken stays there when that side is made safe", () => {
    const f = (a: NDArray): NDArray => sum(where(a.greater(0), mul(square(a), a), square(a)));
    const second = grad((a: NDArray) => sum(grad(f)(a)));
    expect(second(array([2, -2])).toArray()).toEqual([12, 2]);
    const safe = (a: NDArray): NDArray => sum(where(a.greater(0), log(where(a.greater(0), a, 1)), 0));
    expect(grad(safe)(array([2, 0, -1])).toArray()).toEqual([0.5, 0, 0]);
  });

  it("a function that throws half-way leaves no interpreter behind", () => {
    const f = (a: NDArray): NDArray => {
      square(a);
      throw new RangeError("half-way");
    };
    expect(() => grad(f)(x)).toThrow(RangeError);
    expect(currentInterpreter()).toBeNull();
    expect(() => grad((a: NDArray) => sum(grad(f)(a)))(x)).toThrow("half-way");
    expect(currentInterpreter()).toBeNull();
  });

  it("a scope inside a recorded function hands its arrays over to the record", () => {
    const f = (a: NDArray): NDArray => scope(() => sum(exp(scope(() => mul(square(a), 0.1)))));
    checkGradients(f, [x]);
    const inside = scope(() => grad(f)(x));
    expect(inside.toArray()).toEqual(grad(f)(x).toArray());
  });
});

describe("higher order", () => {
  it("differentiates x⁴ until nothing is left: 4x³, 12x², 24x, 24, 0", () => {
    let f = (a: NDArray): NDArray => square(square(a));
    const values: number[] = [];
    for (let order = 0; order < 5; order++) {
      f = slope(f);
      values.push(f(scalar(2)).item());
    }
    expect(values).toEqual([32, 48, 48, 24, 0]);
  });

  it("keeps nested derivatives apart (no perturbation confusion)", () => {
    // d/dx [x · d/dy (x + y)] = d/dx [x · 1] = 1; confusing the two gives 2. (Siskind & Pearlmutter 2005)
    const f = (a: NDArray): NDArray => mul(a, slope((b) => add(a, b))(scalar(1)));
    expect(grad(f)(scalar(1)).item()).toBe(1);
    // d/dx [x · d/dy (x·y²)] = d/dx [2x²y] = 4xy
    const g = (a: NDArray): NDArray => mul(a, slope((b) => mul(a, square(b)))(scalar(5)));
    expect(grad(g)(scalar(3)).item()).toBe(60);
  });

  it("differentiates through a step of gradient descent", () => {
    const loss = (w: NDArray): NDArray => sum(square(square(w)));
    const after = (w: NDArray): NDArray => loss(sub(w, mul(grad(loss)(w), 0.01)));
    checkGradients(after, [x]);
  });

  it("agrees with differences of the gradient, at the second and third order", () => {
    const f = (a: NDArray): NDArray => sum(mul(sin(a), exp(mul(a, 0.5))));
    const second = (a: NDArray): NDArray => sum(square(grad(f)(a)));
    fc.assert(
      fc.property(floatArrays({ shape: [2], low: -2, high: 2 }), (a) => {
        checkGradients(second, [a]);
        checkGradients((b: NDArray) => sum(grad(second)(b)), [a]);
      }),
      { numRuns: 20 },
    );
  });
});

describe("trees", () => {
  class Affine {
    readonly steps = array([1, 2], { dtype: "int32" });
    constructor(
      readonly weight: NDArray,
      readonly bias: NDArray,
      readonly running: State,
    ) {}
    forward(a: NDArray): NDArray {
      return add(matmul(a, this.weight), this.bias);
    }
  }
  const layer = new Affine(array([[1], [2]]), array([3]), new State(array([9])));
  const input = array([
    [1, 0],
    [2, -1],
  ]);

  it("gives a gradient the type of what it is the gradient of", () => {
    const gradient = grad((m: Affine, a: NDArray) => sum(m.forward(a)))(layer, input);
    expect(gradient).toBeInstanceOf(Affine);
    expect(gradient.weight.toArray()).toEqual([[3], [-1]]);
    expect(gradient.bias.toArray()).toEqual([2]);
    expect(gradient.running).toBe(layer.running);
    expect(gradient.steps).toBe(layer.steps);
  });

  it("finds a layer that is used twice in one pass as one", () => {
    const square2 = new Affine(
      array(
        [
          [1, 2],
          [3, 4],
        ].map((row) => row.map((v) => v / 10)),
      ),
      array([0.1, 0.2]),
      layer.running,
    );
    checkGradients(
      (m: { shared: Affine }, a: NDArray) => sum(sin(m.shared.forward(m.shared.forward(a)))),
      [{ shared: square2 }, input],
    );
  });

  it("differentiates by lists of arguments, and hands on what else f returns", () => {
    const f = (m: Affine, a: NDArray) => {
      const predicted = m.forward(a);
      return [mean(square(predicted)), { predicted, label: "two rows" }] as const;
    };
    const [[dm, da], aux] = grad(f, { argnums: [0, 1], hasAux: true })(layer, input);
    expect([dm.weight.shape, da.shape, aux.label]).toEqual([[2, 1], [2, 2], "two rows"]);
    const [value, gradient, same] = valueAndGrad(f, { hasAux: true })(layer, input);
    expect(value.item()).toBe(mean(square(same.predicted)).item());
    expect(gradient.weight.toArray()).toEqual(dm.weight.toArray());
  });

  it("valueAndGrad answers f's own value", () => {
    const [value, gradient] = valueAndGrad((a: NDArray) => sum(square(a)))(x);
    expect(value.item()).toBe(14);
    expect(gradient.toArray()).toEqual([2, 4, 6]);
  });
});
