import { type NDArray, ShapeError, ValueError, array, matmul } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { ConvergenceError } from "./errors.js";
import { type Classic, classics, objectiveOf, rosenbrock } from "./fixtures/classic-functions.js";
import { Quadratic } from "./fixtures/quadratic.js";
import { newton } from "./newton.js";
import { trustRegion } from "./trust-region.js";

const hessianOf =
  (classic: Classic) =>
  (x: NDArray): NDArray =>
    array(classic.hessian(x.toArray() as number[]));
const productOf =
  (classic: Classic) =>
  (x: NDArray, v: NDArray): NDArray =>
    matmul(hessianOf(classic)(x), v);

const methods = [trustRegion, newton] as const;
const cases = methods.flatMap((method) =>
  classics.map((classic) => [method.name, classic.name, method, classic] as const),
);

describe.each(cases)("%s of %s", (_method, name, method, classic) => {
  const start = array([...classic.start]) as NDArray;

  it("meets a gradient of 1e-9 with a Hessian and with products, and converges quadratically", () => {
    for (const second of [{ hessian: hessianOf(classic) }, { product: productOf(classic) }]) {
      const found = method(objectiveOf(classic), start, { gradientTolerance: 1e-9, ...second });
      expect(found.reason).toBe("gradient");
      const x = found.x.toArray() as number[];
      const most = name.startsWith("Powell") ? 2e-3 : 1e-8; // its Hessian is singular at the minimum
      expect(Math.hypot(...x.map((v, i) => v - classic.minimum[i]))).toBeLessThanOrEqual(most);
      expect(found.derivativeEvaluations).toBeGreaterThanOrEqual(found.iterations);
      found.history.slice(1).forEach(({ value }, i) => {
        expect(value).toBeLessThanOrEqual(found.history[i].value * (1 + 4 * Number.EPSILON));
      });
    }
  });
});

describe("trustRegion", () => {
  /** (a² − 1)²/4 + b²/2: a saddle at 0, minima at (±1, 0). */
  const saddle = (x: NDArray) => {
    const [a, b] = x.toArray() as number[];
    return { value: (a * a - 1) ** 2 / 4 + b * b, gradient: array([a ** 3 - a, 2 * b]) };
  };
  const hessian = (x: NDArray): NDArray => {
    const [a] = x.toArray() as number[];
    return array([
      [3 * a * a - 1, 0],
      [0, 2],
    ]);
  };

  it("leaves the line that leads to a saddle along negative curvature", () => {
    const { x } = trustRegion(saddle, array([0, 1]) as NDArray, { hessian });
    const [a, b] = x.toArray() as number[];
    expect(Math.hypot(Math.abs(a) - 1, b)).toBeLessThanOrEqual(1e-6);
  });

  it("takes no step longer than its radius, nor longer than maxRadius", () => {
    const far = new Quadratic(2, 2);
    const start = array([1000, 1000]) as NDArray;
    const eye = (): NDArray =>
      far
        .product(start, array([1, 0]))
        .at(0)
        .mul(
          array([
            [1, 0],
            [0, 2],
          ]),
        ) as NDArray;
    const { history } = trustRegion(far.objective, start, { hessian: eye, radius: 2, maxRadius: 5 });
    expect(history[1].step).toBeLessThanOrEqual(2 * (1 + 1e-9));
    history.forEach(({ step }) => expect(step).toBeLessThanOrEqual(5 * (1 + 1e-9)));
  });

  it("steps back from where the function is not finite", () => {
    const f = (x: NDArray) => ({ value: x.item() - Math.log(x.item()), gradient: array([1 - 1 / x.item()]) });
    const second = { hessian: (x: NDArray) => array([[1 / x.item() ** 2]]) as NDArray };
    for (const method of methods) {
      expect(Math.abs(method(f, array([20]) as NDArray, second).x.item() - 1)).toBeLessThanOrEqual(2e-6);
    }
  });

  it("steps back from where the function falls to −∞", () => {
    const f = (x: NDArray) => {
      const v = x.item();
      return { value: v < 2 ? (v - 1) ** 2 : Number.NEGATIVE_INFINITY, gradient: array([2 * (v - 1)]) as NDArray };
    };
    const second = { hessian: () => array([[0.1]]) as NDArray };
    for (const method of methods) {
      expect(Math.abs(method(f, array([-3]) as NDArray, second).x.item() - 1)).toBeLessThanOrEqual(1e-6);
    }
  });

  it("ends for precision where rounding hides any decrease", () => {
    const f = (x: NDArray) => ({ value: 1e16 + x.item() ** 2, gradient: x.mul(2) as NDArray });
    const second = { hessian: () => array([[2]]) as NDArray, gradientTolerance: 0 };
    for (const method of methods) {
      const found = method((x) => f(x), array([1000.1]) as NDArray, second);
      expect(["gradient", "precision"]).toContain(found.reason);
      expect(Math.abs(found.x.item())).toBeLessThanOrEqual(1);
    }
  });

  it("solves a quadratic of 1,000 variables and condition 10⁴ by products, in about as many as variables", () => {
    const quadratic = new Quadratic(1000, 1e4);
    for (const method of methods) {
      const found = method(quadratic.objective, quadratic.start, { product: quadratic.product });
      expect(found.derivativeEvaluations).toBeLessThan(1.3 * 1163); // SciPy's trust-ncg
      expect(found.evaluations).toBeLessThan(30);
    }
  });

  it("takes a Hessian of arrays of any shape, as autograd answers it", () => {
    const f = (x: NDArray) => ({ value: x.mul(x).sum().item() / 2, gradient: x });
    const eye = array([1, 0, 0, 1]).reshape([2, 1, 2, 1]) as NDArray;
    expect(trustRegion(f, array([[3], [4]]) as NDArray, { hessian: () => eye }).x.toArray()).toEqual([[0], [0]]);
  });
});

describe.each(methods.map((method) => [method.name, method] as const))("bad input of %s", (name, method) => {
  const untyped = method as unknown as (...args: readonly unknown[]) => unknown;
  const objective = objectiveOf(rosenbrock);
  const x = array([-1.2, 1]) as NDArray;

  it("needs one source of second derivatives", () => {
    const hint = "Pass { hessian: (x) => H } for few variables, { product: (x, v) => H·v } for many.";
    const one = `${name}: one of hessian and product must be given`;
    expect(() => untyped(objective, x)).toThrow(ValueError);
    expect(() => untyped(objective, x)).toThrow(`${one}; got neither. ${hint}`);
    expect(() => untyped(objective, x, { hessian: () => x, product: () => x })).toThrow(`${one}; got both. ${hint}`);
    expect(() => untyped(objective, x, { hessian: 3 })).toThrow(`${name}: hessian must be a function; got 3.`);
    expect(() => untyped(objective, x, { product: 3 })).toThrow(`${name}: product must be a function; got 3.`);
  });

  it("refuses second derivatives of other shapes, and such that are not finite", () => {
    expect(() => method(objective, x, { hessian: () => x })).toThrow(ShapeError);
    expect(() => method(objective, x, { hessian: () => x })).toThrow(
      `${name}: the hessian must be [n, n]; got hessian [2] and n variables [2].`,
    );
    expect(() => method(objective, x, { product: () => array([1]) as NDArray })).toThrow(
      `${name}: the product must be a tree like x; got product [1] and x [2].`,
    );
    const nan = array([
      [1, Number.NaN],
      [0, 1],
    ]) as NDArray;
    expect(() => method(objective, x, { hessian: () => nan })).toThrow(ValueError);
    expect(() => method(objective, x, { hessian: () => nan })).toThrow(`${name}: the hessian must be finite; got NaN.`);
    expect(() => method(objective, x, { product: (_x, v) => v.mul(Number.POSITIVE_INFINITY) as NDArray })).toThrow(
      `${name}: the product must be finite; got Infinity.`,
    );
    expect(() => untyped(objective, x, { hessian: () => 3 })).toThrow(
      `${name}: hessian must be an NDArray; got 3. Make one with array(…).`,
    );
  });

  it("fails with the best point when the gradient leads up", () => {
    const wrong = (p: NDArray) => ({ value: p.mul(p).sum(), gradient: p.mul(-2) as NDArray });
    const hessian = (): NDArray =>
      array([
        [2, 0],
        [0, 2],
      ]);
    expect(() => method(wrong, array([1, 2]) as NDArray, { hessian })).toThrow(ConvergenceError);
    expect(() => method(wrong, array([1, 2]) as NDArray, { hessian })).toThrow(
      `${name}: a step along the direction of descent must lower the value; got none that does, at a gradient of 4.00e+0. ` +
        "Check the gradient against differences, or shorten a fixed step; the best point is error.best.x.",
    );
  });
});
