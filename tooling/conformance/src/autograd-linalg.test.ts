import { checkGradients, grad, hessian, jvp } from "@linnet/autograd";
import {
  type NDArray,
  add,
  array,
  complex,
  eye,
  fromFunction,
  log,
  matmul,
  matrixTranspose,
  mul,
  real,
  square,
  sum,
} from "@linnet/core";
import { checkJvp, checkVjp, floatArrays } from "@linnet/core/testing";
import {
  cholesky,
  cosm,
  eigh,
  eigvalsh,
  expm,
  inv,
  logm,
  sinm,
  slogdet,
  solve,
  solveDiscreteLyapunov,
  solveSylvester,
  sqrtm,
  svd,
  svdvals,
} from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

type Operation = (...xs: NDArray[]) => NDArray;

const runs = { numRuns: 8 };

/** Weights without structure: they make a scalar of any result. */
function weights(y: NDArray): NDArray {
  let i = 0;
  return fromFunction(y.shape as readonly number[], () => Math.sin(++i * 1.7));
}

/** Second derivatives: gradients and tangents of f are checked as functions, in both modes. */
function checkSecond(f: Operation, inputs: fc.Arbitrary<readonly NDArray[]>): void {
  const gradients: (...xs: NDArray[]) => readonly NDArray[] = (...xs) =>
    grad<NDArray[], NDArray, readonly number[]>(
      (...points) => {
        const y = f(...points);
        return sum(mul(y, weights(y)));
      },
      { argnums: xs.map((_, i) => i) },
    )(...xs) as NDArray[];
  const tangent: Operation = (...xs) => jvp(f, xs, xs.map(weights))[1];
  fc.assert(
    fc.property(inputs, (xs) => {
      checkVjp(gradients, xs);
      checkJvp(gradients, xs);
      checkVjp(tangent, xs);
      checkJvp(tangent, xs);
    }),
    runs,
  );
}

/** Small matrices beside a diagonal that keeps them well-conditioned and their spectra apart. */
const regular = (m: number, n: number): fc.Arbitrary<NDArray> =>
  floatArrays({ shape: [m, n], low: -0.3, high: 0.3 }).map((x) => add(x, spread(m, n)));

function spread(m: number, n: number): NDArray {
  return fromFunction([m, n], (i, j) => (i === j ? 2 + i : 0));
}

const one = (x: fc.Arbitrary<NDArray>): fc.Arbitrary<readonly NDArray[]> => x.map((a) => [a]);
const symmetric: Operation = (a) => mul(add(a, matrixTranspose(a)), 0.5);
const turn = array([
  [0, -3, 0],
  [3, 0, 0],
  [0, 0, 0],
]);
const gram: Operation = (a) => add(matmul(a, matrixTranspose(a)), eye(3));

describe("second derivatives of spectra and functions, in every order of the modes", () => {
  it.each<[string, Operation]>([
    ["svdvals", (a) => svdvals(a)],
    ["svd's left vectors, by their squares", (a) => square(svd(a).U)],
    ["svd's right vectors, by their squares", (a) => square(svd(a).Vh)],
    [
      "svd's factors together",
      (a) => {
        const { U, S, Vh } = svd(a);
        return matmul(mul(U, log(S)), Vh);
      },
    ],
    ["eigvalsh", (a) => eigvalsh(symmetric(a))],
    ["eigh, by what does not depend on signs", (a) => square(eigh(symmetric(a)).vectors)],
    ["expm", (a) => expm(mul(a, 0.5))],
    ["cosm and sinm", (a) => matmul(cosm(a), sinm(a))],
    ["solveSylvester", (a) => solveSylvester(a, gram(a), square(a))],
    ["solveDiscreteLyapunov", (a) => solveDiscreteLyapunov(mul(a, 0.1), gram(a))],
    ["sqrtm", (a) => sqrtm(a)],
    ["logm, with a complex pair", (a) => logm(add(a, turn))],
    ["logm of a symmetric matrix", (a) => logm(gram(a))],
  ])("%s", (_name, f) => checkSecond(f, one(regular(3, 3))));

  it("logm and sqrtm of complex matrices", () => {
    checkSecond((a) => real(logm(complex(a, symmetric(a)))), one(regular(2, 2)));
    checkSecond((a) => real(sqrtm(complex(a, symmetric(a)))), one(regular(2, 2)));
  });
});

describe("closed forms", () => {
  const a = array([
    [4, 1, 0],
    [1, 3, 1],
    [0, 1, 5],
  ]);

  it("∇ log det A = A⁻ᵀ, through LU and through Cholesky", () => {
    const inverse = matrixTranspose(inv(a)).toTypedArray();
    const byLu = grad((x: NDArray) => slogdet(x).logAbsDet)(a).toTypedArray();
    const byCholesky = grad((x: NDArray) => mul(sum(log(sum(mul(cholesky(x).L, eye(3)), { axis: 0 }))), 2))(a);
    // Condition 3: a few roundings of entries below 1/2.
    inverse.forEach((value, i) => {
      expect(Math.abs(byLu[i] - value)).toBeLessThanOrEqual(64 * Number.EPSILON);
      expect(Math.abs(byCholesky.toTypedArray()[i] - value)).toBeLessThanOrEqual(64 * Number.EPSILON);
    });
  });

  it("the Hessian of ½·xᵀAx − bᵀx is A, and Newton's step from anywhere ends at A⁻¹b", () => {
    const b = array([1, 2, 3]);
    const f = (x: NDArray): NDArray => {
      const column = x.reshape([3, 1]);
      return mul(sum(mul(column, matmul(a, column))), 0.5).sub(sum(mul(b, x)));
    };
    const x = array([7, -2, 5]);
    expect(hessian(f)(x).toArray()).toEqual(a.toArray());
    const newton = x.sub(solve(hessian(f)(x) as NDArray, grad(f)(x) as NDArray)).toTypedArray();
    solve(a, b)
      .toTypedArray()
      .forEach((value, i) => expect(Math.abs(newton[i] - value)).toBeLessThanOrEqual(64 * Number.EPSILON * 10));
  });

  it("gradients flow through a ridge regression to its penalty", () => {
    const x = fromFunction([6, 3], (i, j) => Math.sin(i + 2 * j));
    const y = fromFunction([6, 1], (i) => Math.cos(i));
    const error = (penalty: NDArray): NDArray => {
      const normal = add(matmul(matrixTranspose(x), x), mul(eye(3), penalty));
      return sum(square(matmul(x, solve(normal as NDArray, matmul(matrixTranspose(x), y) as NDArray)).sub(y)));
    };
    checkGradients(error, [array(0.3)]);
  });
});
