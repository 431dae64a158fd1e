import { grad, jvp } from "@linnet/autograd";
import {
  type NDArray,
  abs,
  add,
  adjoint,
  array,
  astype,
  complex,
  concat,
  conj,
  cos,
  exp,
  eye,
  fromFunction,
  imag,
  log,
  log1p,
  matmul,
  mul,
  neg,
  real,
  reciprocal,
  sign,
  sin,
  slice,
  square,
  sub,
  sum,
  trace,
} from "@linnet/core";
import { checkJvp, checkVjp, floatArrays } from "@linnet/core/testing";
import {
  DerivativeError,
  eig,
  eigh,
  eigvals,
  eigvalsh,
  funmh,
  matrixNorm,
  pinv,
  polar,
  svd,
  svdvals,
} from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

type Operation = (x: NDArray) => NDArray;
type Inexact = "float64" | "complex128";

/** Numbers without structure: they make a scalar of any result. */
function weights(y: NDArray): NDArray {
  let i = 0;
  return fromFunction(y.shape as readonly number[], () => Math.sin(++i * 1.7));
}

/** The gradient of a scalar that f's result makes: as a function it has the second derivatives of f. */
function gradientOf(f: Operation): Operation {
  return (x) =>
    grad((point: NDArray) => {
      const y = f(point);
      const parts = y.dtype === "complex128" ? add(real(y), mul(imag(y), 0.7)) : y;
      return sum(mul(parts, weights(parts)));
    })(x) as NDArray;
}

/** First and second derivatives in reverse and, where tangents exist, forwards. */
function checkBoth(f: Operation, a: NDArray, direction = (v: NDArray): NDArray => v, forwards = true): void {
  const gradient = gradientOf(f);
  checkVjp(f, a, direction);
  checkVjp(gradient, a, direction);
  if (!forwards) return;
  checkJvp(f, a, direction);
  checkJvp(gradient, a, direction);
}

/** Matrices beside a diagonal that keeps their spectra apart. */
function regular(m: number, n: number, dtype: Inexact): fc.Arbitrary<NDArray> {
  const real = floatArrays({ shape: [m, n], low: -0.3, high: 0.3 });
  const spread = fromFunction([m, n], (i, j) => (i === j ? 2 + i : 0));
  return fc.tuple(real, real).map(([x, y]) => {
    const a = add(x, spread) as NDArray;
    return dtype === "float64" ? a : (complex(a, y) as NDArray);
  });
}

/** |zᵢⱼ|², smooth at 0 too. */
const moduli: Operation = (z) => real(mul(z, conj(z)));

/** Σⱼ Re λⱼ·xᵢⱼ: whatever the order of the pairs, which general eigenvalues do not keep. */
function inAnyOrder(values: NDArray, x: NDArray): NDArray {
  return sum(mul(x, real(values)), { axis: -1 });
}

const hermitian: Operation = (a) => mul(add(a, adjoint(a)), 0.5);
const shapes = [
  [3, 3],
  [4, 2],
  [2, 3],
] as const;

describe.each(["float64", "complex128"] as const)("first and second derivatives in %s", (dtype) => {
  const check = (f: Operation, m: number, n: number, prepare: Operation = (x) => x, numRuns = 2): void =>
    fc.assert(
      fc.property(regular(m, n, dtype), (a) => checkBoth((x) => f(prepare(x)), a)),
      { numRuns, endOnFailure: true },
    );

  it.each<[string, Operation]>([
    ["U·diag(log S)·Vh", (a) => svd(a).reconstruct()],
    ["moduli of U", (a) => moduli(svd(a).U)],
    ["svdvals", (a) => svdvals(a)],
    ["the nuclear norm", (a) => matrixNorm(a, { ord: "nuc" })],
    ["the 2-norm", (a) => matrixNorm(a, { ord: 2 })],
    ["pinv", (a) => pinv(a)],
    ["polar", (a) => polar(a, { side: a.shape[0] < a.shape[1] ? "left" : "right" }).U],
  ])("svd: %s, square, tall and wide", (_name, f) => {
    for (const [m, n] of shapes) check(f, m, n, undefined, 1);
  });

  it.each<[string, Operation]>([
    ["eigvalsh", (a) => eigvalsh(a)],
    ["moduli of eigenvectors", (a) => moduli(eigh(a).vectors)],
    ["funmh", (a) => funmh(a, sin, { derivatives: [cos, (x) => neg(sin(x))] })],
  ])("eigh: %s", (_name, f) => check(f, 3, 3, hermitian));

  it.each<[string, Operation]>([
    ["a function of the values", (a) => sum(exp(mul(eigvals(a) as NDArray, 0.5)))],
    ["moduli of vectors", (a) => inAnyOrder(eig(a).values, moduli(eig(a).vectors))],
    ["conditions", (a) => sum(eig(a, { conditionNumbers: true }).conditionNumbers as NDArray)],
  ])("eig: %s", (_name, f) => check(f, 3, 3));
});

/** Q·diag(λ)·Qᴴ in a basis without structure. */
function withValues(dtype: Inexact, ...values: readonly number[]): NDArray {
  const n = values.length;
  const generic = fromFunction([n, n], (i, j) => Math.sin(1 + 3 * i + 7 * j + i * j)) as NDArray;
  const turned = fromFunction([n, n], (i, j) => Math.cos(2 + 5 * i + j * j)) as NDArray;
  const { vectors }: { vectors: NDArray } = eigh(
    hermitian(dtype === "float64" ? generic : (complex(generic, turned) as NDArray)),
  );
  return matmul(mul(vectors, array([...values])), adjoint(vectors));
}

it("eigh of a matrix so large that half of its products is taken has the same derivatives", () => {
  const a = withValues("float64", ...Array.from({ length: 130 }, (_, i) => i / 8));
  const f: Operation = (x) => {
    const { values, vectors }: { values: NDArray; vectors: NDArray } = eigh(x);
    return matmul(moduli(vectors), exp(mul(values, 0.1)));
  };
  checkVjp(f, a, hermitian);
  checkVjp(gradientOf(f), a, hermitian);
  checkVjp(
    gradientOf((x) => eigvalsh(x)),
    a,
    hermitian,
  );
});

describe.each(["float64", "complex128"] as const)("at exactly repeated values in %s", (dtype) => {
  const identity = (n: number): NDArray => astype(eye(n), dtype) as NDArray;
  const derivatives = [cos, (x: NDArray) => neg(sin(x)), (x: NDArray) => neg(cos(x))];
  const sine: Operation = (a) => funmh(a, sin, { derivatives });

  it("funmh has first and second derivatives in both modes", () => {
    const direction = hermitian;
    for (const a of [identity(3), withValues(dtype, 1, 1, 2)]) checkBoth(sine, a, direction);
  });

  it("its gradient is the formula of Daleckiĭ and Kreĭn: at c·I, f′(c)·G", () => {
    const G = weights(identity(3));
    const gradient = grad((a: NDArray) => sum(mul(G, real(sine(a)))))(mul(identity(3), 2) as NDArray) as NDArray;
    const expected = mul(hermitian(astype(G, dtype) as NDArray), Math.cos(2));
    const error = sum(abs(sub(gradient, expected))).item() as number;
    expect(error).toBeLessThanOrEqual(64 * 2 ** -52);
  });

  it("the trace of an exponential has the Hessian of divided differences", () => {
    checkBoth(
      (a) => real(trace(funmh(a, exp, { derivatives: [exp, exp, exp] }) as NDArray)),
      withValues(dtype, 1, 1, 1),
      hermitian,
    );
  });

  it("the nuclear norm, polar and pinv have first and second derivatives in both modes", () => {
    checkBoth((a) => matrixNorm(a, { ord: "nuc" }), identity(3));
    checkBoth((a) => polar(a).U, mul(identity(2), 3) as NDArray);
    checkBoth((a) => pinv(a), mul(identity(2), 3) as NDArray);
  });

  it("U·Vᴴ by the svd has a gradient: that of polar", () => {
    const a = mul(identity(3), 2) as NDArray;
    const product: Operation = (x) => {
      const { U, Vh }: { U: NDArray; Vh: NDArray } = svd(x);
      return matmul(U, Vh);
    };
    const [bySvd, byPolar] = [gradientOf(product)(a), gradientOf((x) => polar(x).U)(a)];
    expect(sum(abs(sub(bySvd, byPolar))).item()).toBeLessThanOrEqual(64 * 2 ** -52);
  });

  it("the 2-norm has second derivatives where its value is simple", () => {
    checkBoth((a) => matrixNorm(a, { ord: 2 }), withValues(dtype, 3, 1, 1), undefined, false);
  });

  it("what depends on more than cotangents tell is refused, never NaN", () => {
    const a = withValues(dtype, 1, 1, 2);
    const squares: Operation = (x) => sum(square(eigvalsh(x)));
    expect(Number.isFinite(sum(real(gradientOf(squares)(a))).item())).toBe(true);
    expect(() => gradientOf((x) => real(gradientOf(squares)(x)))(a)).toThrow(DerivativeError);
    const projector: Operation = (x) => {
      const v = slice(eigh(x).vectors as NDArray, ":", ":2");
      return real(matmul(v, adjoint(v)));
    };
    expect(Number.isFinite(sum(real(gradientOf(projector)(a))).item())).toBe(true);
    expect(() => gradientOf((x) => real(gradientOf(projector)(x)))(a)).toThrow(DerivativeError);
    expect(() => jvp(projector, [a], [a])).toThrow(DerivativeError);
  });

  it("U·diag(f(S))·Vᴴ, with f odd, has them as a block of a function of [[0, A], [Aᴴ, 0]]", () => {
    // at s = 3 twice: f′(s) times the symmetric part of a direction, and f(s)/s times its skew part
    const odd: Operation = (s) => mul(sign(s), log1p(abs(s)));
    const slopes: Operation[] = [
      (s) => reciprocal(add(abs(s), 1)),
      (s) => neg(mul(sign(s), square(reciprocal(add(abs(s), 1))))),
    ];
    const f: Operation = (a) => {
      const none = mul(a, 0);
      const rows = [concat([none, a], { axis: 1 }), concat([adjoint(a), none], { axis: 1 })];
      return slice(funmh(concat(rows) as NDArray, odd, { derivatives: slopes }), ":2", "2:");
    };
    const a = mul(identity(2), 3) as NDArray;
    const gradient = grad((x: NDArray) => real(f(x).at(0, 1)))(a) as NDArray;
    const [even, skew] = [1 / 4, Math.log(4) / 3];
    const expected = array([
      [0, (even + skew) / 2],
      [(even - skew) / 2, 0],
    ]);
    expect(sum(abs(sub(gradient, expected))).item()).toBeLessThanOrEqual(64 * 2 ** -52);
    checkBoth(f, a);
  });

  it("a logarithm of a definite matrix has derivatives", () => {
    const slopes = [(x: NDArray) => array(1).div(x), (x: NDArray) => neg(array(1).div(square(x)))];
    checkBoth((a) => funmh(a, log, { derivatives: slopes }), withValues(dtype, 1, 2, 2), hermitian);
  });
});
