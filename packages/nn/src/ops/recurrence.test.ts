import { checkGradients, grad, hvp, jvp, vmap } from "@linnet/autograd";
import { type NDArray, allClose, mul, random, sin, stack, sum } from "@linnet/core";
import type { RecurrentCell } from "@linnet/kernels/nn";
import { describe, expect, it } from "vitest";
import { argumentsOf, recurrenceLaw } from "./recurrence-law.js";
import { recurrence } from "./recurrence.js";

const rng = random(31);
const gates: Readonly<Record<RecurrentCell, readonly [number, number]>> = {
  tanh: [1, 1],
  relu: [1, 1],
  lstm: [4, 4],
  gru: [3, 4],
};

/** x, weight, bias and states of a recurrence of B sequences of T steps. */
function drawn(cell: RecurrentCell, B: number, T: number, n: number): NDArray[] {
  const [wide, parts] = gates[cell];
  const states = cell === "lstm" ? 2 : 1;
  const shapes = [[B, T, wide * n], [wide * n, n], [parts * n], ...Array.from({ length: states }, () => [B, n])];
  return shapes.map((shape): NDArray => rng.normal(shape));
}

describe.each(["tanh", "relu", "lstm", "gru"] as const)("recurrence of %s cells", (cell) => {
  for (const reverse of [false, true]) {
    const how = { cell, reverse };
    const run = ([x, w, b, ...states]: readonly NDArray[]): NDArray[] => {
      const { y, c } = recurrence(x, w, b, states, how);
      return c === null ? [y] : [y, c];
    };
    /** A scalar of all outputs, each with weights of its own. */
    const loss = (outputs: readonly NDArray[]): NDArray =>
      outputs.map((y, i): NDArray => sum(mul(sin(y), i + 1.5))).reduce((a, b): NDArray => a.add(b));
    const name = reverse ? "backwards in time" : "forwards in time";

    it(`follows its law ${name}`, () => {
      const given = drawn(cell, 3, 4, 5);
      const [x, w, b, ...states] = given;
      const law = recurrenceLaw(argumentsOf(x, b, cell), w, states, how);
      run(given).forEach((y, i) => expect(allClose(y, law[i], { rtol: 1e-13, atol: 1e-14 })).toBe(true));
    });

    it(`has right gradients ${name}, and the right derivatives along directions`, () => {
      const given = drawn(cell, 2, 3, 2);
      checkGradients((...args: NDArray[]) => loss(run(args)), given, { elements: 8 });
      const directions = given.map((x): NDArray => rng.normal(x.shape));
      const [, along] = jvp((...args: NDArray[]) => loss(run(args)), [...given], directions);
      const slopes = grad((...args: NDArray[]) => loss(run(args)) as NDArray<"float64", readonly []>, {
        argnums: given.map((_, i) => i),
      })(...given) as readonly NDArray[];
      const total = slopes.reduce((s, g, i) => s + (sum(mul(g, directions[i])) as NDArray).item(), 0);
      expect(Math.abs(along.item() - total)).toBeLessThan(1e-12 * (1 + Math.abs(total)));
    });
  }

  it("has right second derivatives, reverse over reverse and forward over reverse", () => {
    const given = drawn(cell, 2, 3, 2);
    const [weights] = [rng.normal(given[1].shape) as NDArray];
    const f = (w: NDArray, x: NDArray): NDArray<"float64", readonly []> => {
      const [, , b, ...states] = given;
      const { y, c } = recurrence(x, w, b, states, { cell, reverse: false });
      return sum(sin(c === null ? y : y.add(c))) as NDArray<"float64", readonly []>;
    };
    const slope = (w: NDArray, x: NDArray): NDArray => sum(mul(grad(f)(w, x), weights));
    checkGradients(slope, [given[1], given[0]], { elements: 8 });
    const product = hvp((w: NDArray) => f(w, given[0]), [given[1]], [weights]) as unknown as readonly NDArray[];
    const expected = grad((w: NDArray) => slope(w, given[0]) as NDArray<"float64", readonly []>)(given[1]);
    expect(allClose([product].flat()[0] as NDArray, expected, { rtol: 1e-10, atol: 1e-12 })).toBe(true);
  });

  it("is mapped over batches of sequences and of weights, with its gradients", () => {
    const many = [1, 2, 3].map(() => drawn(cell, 2, 3, 2));
    const [, , b, ...states] = many[0];
    const f = (x: NDArray, w: NDArray): NDArray<"float64", readonly []> => {
      const { y, c } = recurrence(x, w, b, states, { cell, reverse: true });
      return sum(sin(c === null ? y : y.add(c))) as NDArray<"float64", readonly []>;
    };
    const slopes = grad(f, { argnums: [0, 1] });
    const [xs, ws] = [0, 1].map((i): NDArray => stack(many.map((given) => given[i])));
    const mapped = vmap((x: NDArray, w: NDArray) => slopes(x, w))(xs, ws) as unknown as readonly NDArray[];
    many.forEach(([x, w], i) => {
      const expected = slopes(x, w) as unknown as readonly NDArray[];
      expected.forEach((g, k) => expect(allClose(mapped[k].at(i), g, { rtol: 1e-13, atol: 1e-14 })).toBe(true));
    });
  });
});
