import { type NDArray, array, div, greater, log, mean, mul, sqrt, square, sub, sum, where } from "@linnet/core";
import { currentInterpreter } from "@linnet/core/extend";
import { describe, expect, it } from "vitest";
import { checkpoint } from "./checkpoint.js";
import { NaNError } from "./errors.js";
import { grad, valueAndGrad } from "./grad.js";

const x = array([4, -1, 0]);
const checked = { checkNaN: true } as const;

describe("checkNaN", () => {
  const expectNaN = (run: () => unknown, fields: Partial<NaNError>): void => {
    expect(run).toThrow(NaNError);
    expect(run).toThrow(expect.objectContaining(fields));
    expect(currentInterpreter()).toBeNull();
  };

  it("names the operation that made the first NaN on the way forward, and where", () => {
    expectNaN(() => grad((a: NDArray) => mean(square(log(a))), checked)(x), {
      operation: "log",
      found: "result",
      derivativeOf: null,
      place: { shape: [3], index: [1] },
      message:
        "grad: with checkNaN no operation may make a NaN; got one at [1] of the result of log, [3], on the way forward. " +
        "Look at what it was given: 0/0, ∞ − ∞ and roots or logarithms of negative numbers are NaN.",
    });
  });

  it("names on the way back what made it, and whose derivative that is", () => {
    const f = (a: NDArray): NDArray => sum(where(greater(a, 0), sqrt(a), 0));
    expectNaN(() => valueAndGrad(f, checked)(array([4, 0])), {
      operation: "div",
      derivativeOf: "sqrt",
      message:
        "valueAndGrad: with checkNaN no operation may make a NaN; got one at [1] of the result of div, [2], in the derivative " +
        "of sqrt. 0·∞ is NaN: make the side that is not taken safe too, as in where(ok, sqrt(where(ok, x, 1)), 0).",
    });
  });

  it("tells NaN in data from NaN made", () => {
    const data = array([1, Number.NaN]);
    expectNaN(() => grad((a: NDArray) => sum(mul(sub(a, 1), data)), checked)(array([1, 2])), {
      operation: "mul",
      found: "input",
      message:
        "grad: with checkNaN no operation may make a NaN; got one at [1] of an array that mul was given, [2], on the way forward. " +
        "Look at the data.",
    });
  });

  it("looks into checkpoints and inner derivatives", () => {
    const inner = checkpoint((a: NDArray) => log(a));
    expectNaN(() => grad((a: NDArray) => sum(inner(a)), checked)(x), { operation: "log", derivativeOf: null });
    const f = (b: NDArray): NDArray => sum(where(greater(b, 0), sqrt(b), 0));
    expectNaN(() => grad((a: NDArray) => sum(grad(f)(a)), checked)(array([0, 1])), { operation: "div" });
  });

  it("changes nothing where there is none", () => {
    const f = (a: NDArray): NDArray => sum(div(square(a), 3));
    expect(grad(f, checked)(x).toArray()).toEqual(grad(f)(x).toArray());
    expect(grad((a: NDArray) => sum(sqrt(a)), checked)(array([0, 1])).toArray()).toEqual([Infinity, 0.5]); // not NaN
  });
});
