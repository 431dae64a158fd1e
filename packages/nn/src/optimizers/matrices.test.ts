import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ValueError,
  abs,
  add,
  array,
  concat,
  diag,
  div,
  eye,
  matmul,
  matrixTranspose,
  mul,
  random,
  reshape,
  slice,
  sub,
  zeros,
} from "@linnet/core";
import { inv, sqrtm, svd, vectorNorm } from "@linnet/linalg";
import { Linear } from "../layers/linear.js";
import { muon } from "./muon.js";
import { newtonSchulz } from "./newton-schulz.js";
import { sgd } from "./sgd.js";
import { shampoo } from "./shampoo.js";

const rng = random(11);
const normal = (...shape: number[]): NDArray => rng.normal(shape) as NDArray;

function distance(a: NDArray, b: NDArray): number {
  return (vectorNorm(sub(a, b)).item() as number) / (vectorNorm(b).item() as number);
}

/** The function of singular values that so many iterations apply to a matrix, by its decomposition. */
function bySingularValues(g: NDArray, iterations: number): NDArray {
  const { U, S, Vh } = svd(g);
  const norm = vectorNorm(g).item() as number;
  const values = (S.toArray() as number[]).map((s) => {
    let x = s / norm;
    for (let i = 0; i < iterations; i++) x = 3.4445 * x - 4.775 * x ** 3 + 2.0315 * x ** 5;
    return x;
  });
  return matmul(matmul(U, diag(array(values)) as NDArray), Vh) as NDArray;
}

describe("newtonSchulz", () => {
  it.each([
    [4, 4],
    [3, 7],
    [9, 2],
    [1, 5],
  ])("applies its polynomial to the singular values of %i×%i", (m, n) => {
    const g = normal(m, n);
    // The derivative of the polynomial is at most 3.4445, so that five steps carry roundings on by less than 500.
    expect(distance(newtonSchulz(g, 5), bySingularValues(g, 5))).toBeLessThanOrEqual(
      500 * 4 * (m + n) * Number.EPSILON,
    );
  });

  it("brings singular values of any scale near 1, and keeps zeros", () => {
    const g = matmul(normal(6, 6), normal(6, 4)) as NDArray;
    for (const scale of [1e-200, 1, 1e200]) {
      const values = svd(newtonSchulz(mul(g, scale), 5)).S.toArray() as number[];
      for (const value of values) {
        expect(value).toBeGreaterThan(0.6);
        expect(value).toBeLessThan(1.2);
      }
    }
    expect(newtonSchulz(zeros([2, 3]), 5).toArray()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(newtonSchulz(mul(g, 1e-30).astype("float32") as NDArray, 5).dtype).toBe("float32");
  });
});

describe("muon", () => {
  it("moves matrices along the orthogonal factor of their velocity, others by the other rule", () => {
    const model = Linear.init(rng, 3, 6, { dtype: "float64" });
    const gradients = [Linear.init(rng, 3, 6, { dtype: "float64" }), Linear.init(rng, 3, 6, { dtype: "float64" })];
    const optimizer = muon({ learningRate: 0.1, momentum: 0.5, weightDecay: 0.2, otherwise: sgd({ learningRate: 1 }) });
    let [moved, state] = [model, optimizer.init(model)];
    let [W, v] = [model.weight as NDArray, zeros([6, 3], { dtype: "float64" }) as NDArray];
    for (const g of gradients) {
      ({ parameters: moved, state } = optimizer.update(moved, g, state));
      v = add(mul(v, 0.5), g.weight);
      const O = bySingularValues(add(g.weight, mul(v, 0.5)), 5);
      W = sub(mul(W, 1 - 0.1 * 0.2), mul(O, 0.1 * Math.SQRT2));
    }
    expect(distance(moved.weight, W)).toBeLessThanOrEqual(1e5 * Number.EPSILON); // as above, and two steps
    expect(moved).toBeInstanceOf(Linear);
    expect(moved.bias?.toArray()).toEqual(
      gradients.reduce<NDArray>((b, g) => sub(b, g.bias as NDArray), model.bias as NDArray).toArray(),
    );
  });

  it("moves the kernels of a convolution as one matrix, and lets `where` leave matrices to the other rule", () => {
    const [kernel, table] = [normal(4, 2, 3, 3), normal(5, 2)];
    const optimizer = muon({
      learningRate: 0.1,
      momentum: 0,
      where: (path) => path === "kernel",
      otherwise: sgd({ learningRate: 1 }),
    });
    const parameters = { kernel, table };
    const { parameters: next, state } = optimizer.update(parameters, parameters, optimizer.init(parameters));
    const O = reshape(bySingularValues(reshape(kernel, [4, 18]) as NDArray, 5), [4, 2, 3, 3]);
    expect(distance(next.kernel, sub(kernel, mul(O, 0.1)) as NDArray)).toBeLessThanOrEqual(1e4 * Number.EPSILON);
    expect(next.table.toArray()).toEqual(zeros([5, 2], { dtype: "float64" }).toArray());
    expect(state.chosen.velocity).toHaveLength(1);
  });

  it("refuses options that mean nothing", () => {
    const misuses: [object, string][] = [
      [{ learningRate: 0 }, "learningRate must be a positive number or a schedule; got 0."],
      [{ momentum: 1 }, "momentum must lie in [0, 1); got 1."],
      [{ nesterov: 1 }, "nesterov must be true or false; got 1."],
      [{ iterations: 0 }, "iterations must be a positive integer; got 0."],
      [{ weightDecay: -1 }, "weightDecay must not be negative; got -1."],
      [{ where: "weight" }, 'where must be a function; got "weight".'],
      [{ otherwise: {} }, "an optimizer must have init and update; got an object. Such as adam()."],
    ];
    for (const [options, message] of misuses) {
      expect(() => muon(options)).toThrow(ValueError);
      expect(() => muon(options)).toThrow(`muon: ${message}`);
    }
  });
});

/** A^(−1/4) by Schur's form and elimination, without eigenvectors. */
function inverseFourthRoot(a: NDArray): NDArray {
  return inv(sqrtm(sqrtm(a))) as NDArray;
}

/** Σ G·Gᵀ + ε·I. */
function correlation(gradients: readonly NDArray[], epsilon: number): NDArray {
  const n = gradients[0].shape[0] as number;
  return gradients.reduce<NDArray>((sum, g) => add(sum, matmul(g, matrixTranspose(g))), mul(eye(n), epsilon));
}

/** Where the formula of the paper leads, roots being computed before the first gradient of every `interval`. */
function byFormula(
  start: NDArray,
  gradients: readonly NDArray[],
  rate: number,
  epsilon: number,
  interval = 1,
): NDArray {
  return gradients.reduce<NDArray>((W, g, t) => {
    const seen = gradients.slice(0, t - (t % interval) + 1);
    const left = inverseFourthRoot(correlation(seen, epsilon));
    const right = inverseFourthRoot(
      correlation(
        seen.map((x) => matrixTranspose(x) as NDArray),
        epsilon,
      ),
    );
    return sub(W, mul(matmul(matmul(left, g), right), rate));
  }, start);
}

describe("shampoo", () => {
  const start = normal(4, 3);
  const gradients = [normal(4, 3), normal(4, 3), normal(4, 3)];
  const plain = { learningRate: 0.3, momentum: 0, epsilon: 0.01 } as const;

  function walk(options: object, W = start, steps = gradients): NDArray {
    const optimizer = shampoo(options);
    let [parameters, state] = [{ W }, optimizer.init({ W })];
    for (const g of steps) ({ parameters, state } = optimizer.update(parameters, { W: g }, state));
    return parameters.W;
  }
  // Roots lose what the condition of the sums makes of roundings: at most (‖L‖ / ε)^(1/4)·‖L‖ / ε, below 1e5 here.
  const bound = 1e5 * 10 * Number.EPSILON;

  it.each([1, 2])("is L^(−1/4)·G·R^(−1/4), with roots computed every %i steps", (interval) => {
    const expected = byFormula(start, gradients, 0.3, 0.01, interval);
    expect(distance(walk({ ...plain, interval }), expected)).toBeLessThanOrEqual(bound);
  });

  it("cuts large matrices into blocks that do not see each other, and flattens kernels", () => {
    const W = normal(5, 2, 2);
    const steps = [normal(5, 2, 2), normal(5, 2, 2)];
    const flat = (x: NDArray): NDArray => reshape(x, [5, 4]) as NDArray;
    const [rows, cols] = [
      ["0:2", "2:5"],
      ["0:2", "2:4"],
    ] as const;
    const expected = rows.map((r) =>
      cols.map((c) => {
        const cut = (x: NDArray): NDArray => slice(flat(x), r, c) as NDArray;
        return byFormula(cut(W), steps.map(cut), 0.3, 0.01);
      }),
    );
    const whole = concat(
      expected.map((row) => concat(row, { axis: 1 })),
      { axis: 0 },
    ) as NDArray;
    expect(distance(flat(walk({ ...plain, interval: 1, blockSize: 3 }, W, steps)), whole)).toBeLessThanOrEqual(bound);
  });

  it("takes the length of a step from another rule", () => {
    const [G] = gradients;
    const direction = sub(start, byFormula(start, [G], 1, 0.01)) as NDArray;
    const signs = div(G, add(abs(G), 1e-10)) as NDArray; // Adagrad's first step
    const lengths = { gradient: vectorNorm(G).item(), adagrad: vectorNorm(signs).item() };
    for (const graft of ["gradient", "adagrad"] as const) {
      const moved = sub(start, walk({ ...plain, graft }, start, [G])) as NDArray;
      const expected = mul(direction, (0.3 * (lengths[graft] as number)) / (vectorNorm(direction).item() as number));
      expect(distance(moved, expected as NDArray)).toBeLessThanOrEqual(bound);
    }
  });

  it("keeps velocity, and computes in float32 what is given in it", () => {
    const momentum = walk({ ...plain, momentum: 0.5, interval: 1 }, start, gradients.slice(0, 1));
    expect(distance(momentum, byFormula(start, gradients.slice(0, 1), 0.3, 0.01))).toBeLessThanOrEqual(bound);
    const single = walk(
      { ...plain, interval: 1 },
      start.astype("float32") as NDArray,
      gradients.map((g) => g.astype("float32") as NDArray),
    );
    expect(single.dtype).toBe("float32");
    expect(distance(single.astype("float64") as NDArray, walk({ ...plain, interval: 1 }))).toBeLessThanOrEqual(
      1e5 * 2 ** -24,
    );
  });

  it("refuses what is not finite, and the state of other blocks", () => {
    const optimizer = shampoo({ blockSize: 2 });
    const W = zeros([2, 2], { dtype: "float64" }) as NDArray;
    const NaNs = array([
      [NaN, 0],
      [0, 0],
    ]) as NDArray;
    expect(() => optimizer.update({ W }, { W: NaNs }, optimizer.init({ W }))).toThrow(
      "shampoo: the gradient must be finite; got NaN at index [0, 0].",
    );
    const larger = shampoo({ blockSize: 4 });
    expect(() => optimizer.update({ W: start }, { W: start }, larger.init({ W: start }))).toThrow(
      "shampoo: the state must be that of these parameters; got blocks 4×3 for 2×1, 2×2, 2×1, 2×2. " +
        "Make one with init(parameters), and keep blockSize.",
    );
  });

  it("refuses options that mean nothing", () => {
    const misuses: [object, string][] = [
      [{ learningRate: -1 }, "learningRate must be a positive number or a schedule; got -1."],
      [{ momentum: -0.1 }, "momentum must lie in [0, 1); got -0.1."],
      [{ epsilon: 0 }, "epsilon must be a positive number; got 0."],
      [{ weightDecay: NaN }, "weightDecay must not be negative; got NaN."],
      [{ interval: 0 }, "interval must be a positive integer; got 0."],
      [{ blockSize: 1.5 }, "blockSize must be a positive integer; got 1.5."],
      [{ graft: "adam" }, 'graft must be "none", "gradient" or "adagrad"; got "adam".'],
      [{ where: 1 }, "where must be a function; got 1."],
    ];
    for (const [options, message] of misuses) {
      expect(() => shampoo(options)).toThrow(ValueError);
      expect(() => shampoo(options)).toThrow(`shampoo: ${message}`);
    }
  });
});
