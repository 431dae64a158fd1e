import { grad, hessian, hvp, jacobian, jvp, valueAndGrad } from "@linnet/autograd";
import { type NDArray, array, concat, exp, mul, square, sub, sum } from "@linnet/core";
import { conjugateGradient, gradientDescent, lbfgs, levenbergMarquardt, newton, trustRegion } from "@linnet/optimize";
import { describe, expect, it } from "vitest";

/** Rosenbrock's function of many variables. */
function rosenbrock(x: NDArray): NDArray {
  const [head, tail]: NDArray[] = [x.slice(":-1"), x.slice("1:")];
  return sum(square(sub(tail, square(head))).mul(100)).add(sum(square(sub(head, 1))));
}

describe("optimize with gradients from autograd", () => {
  it("lbfgs takes valueAndGrad(f) as it is", () => {
    const found = lbfgs(valueAndGrad(rosenbrock), array(new Float64Array(20)) as NDArray, { gradientTolerance: 1e-8 });
    expect(found.reason).toBe("gradient");
    // The least eigenvalue of the Hessian at 1 is above 0.4.
    found.x.toTypedArray().forEach((value: number) => expect(Math.abs(value - 1)).toBeLessThanOrEqual(1e-7));
  });

  it("lbfgs fits a tree of parameters", () => {
    const t = array(Array.from({ length: 20 }, (_, i) => i / 10));
    const y = exp(mul(t, -0.7)).mul(3);
    interface Curve {
      readonly scale: NDArray;
      readonly rate: NDArray;
    }
    const loss = ({ scale, rate }: Curve): NDArray => sum(square(sub(mul(exp(mul(t, rate)), scale), y)));
    const start: Curve = { scale: array([1]), rate: array([0]) };
    for (const minimize of [lbfgs, conjugateGradient, gradientDescent]) {
      const { x } = minimize(valueAndGrad(loss), start);
      expect(Math.abs(x.scale.item() - 3)).toBeLessThanOrEqual(1e-4);
      expect(Math.abs(x.rate.item() + 0.7)).toBeLessThanOrEqual(1e-4);
    }
  });

  it("trustRegion and newton take hessian(f), or products of hvp", () => {
    const start = array(new Float64Array(6)) as NDArray;
    const product = (x: NDArray, v: NDArray): NDArray => hvp(rosenbrock, [x], [v])[0];
    for (const minimize of [trustRegion, newton]) {
      for (const second of [{ hessian: hessian(rosenbrock) }, { product }]) {
        const found = minimize(valueAndGrad(rosenbrock), start, { gradientTolerance: 1e-9, ...second });
        found.x.toTypedArray().forEach((value: number) => expect(Math.abs(value - 1)).toBeLessThanOrEqual(1e-8));
      }
    }
  });

  it("levenbergMarquardt takes jacobian(f)", () => {
    const residuals = (b: NDArray): NDArray => {
      const [first, second]: NDArray[] = [b.slice("0:1"), b.slice("1:2")];
      return concat([sub(second, square(first)).mul(10), sub(1, first)]);
    };
    const rows = jacobian(residuals);
    const found = levenbergMarquardt(residuals, array([-1.2, 1]), { jacobian: rows });
    found.x.toTypedArray().forEach((value: number) => expect(Math.abs(value - 1)).toBeLessThanOrEqual(1e-5));
    const together = levenbergMarquardt((b) => ({ residuals: residuals(b), jacobian: rows(b) }), array([-1.2, 1]));
    expect(together.x.toArray()).toEqual(found.x.toArray());
  });

  it("the Hessian at a minimum has no direction of descent", () => {
    const { x } = lbfgs(valueAndGrad(rosenbrock), array([0, 0, 0]) as NDArray);
    for (const v of [array([1, 0, 0]), array([1, 2, 4]), array([0, -1, 1])] as NDArray[]) {
      expect(sum(mul(v, jvp(grad(rosenbrock), [x], [v])[1])).item()).toBeGreaterThan(0);
    }
  });
});
