import { jvp, vjp } from "@linnet/autograd";
import { type NDArray, add, astype, complex, fromFunction, random } from "@linnet/core";
import { checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { type DerivativeRow, derivativeRows } from "./derivatives/linalg-rows.js";

type DType = "float64" | "complex128";
type Checked = (...xs: NDArray[]) => NDArray[];

/** Numbers in ±size without structure, the same for every call. */
function numbers(shape: readonly number[], dtype: DType, size: number, seed: number): NDArray {
  const stream = random(seed);
  const part = (): NDArray => stream.uniform(shape, { low: -size, high: size }) as NDArray;
  return dtype === "float64" ? part() : (complex(part(), part()) as NDArray);
}

/** Small numbers beside 2, 3, 4 … on the diagonal, which keep matrices well-conditioned and spectra apart; vectors from 2 on. */
function pointFor(shape: readonly number[], dtype: DType, seed: number): NDArray {
  const spread = fromFunction(shape.slice(-2), (i, j = i) => (i === j ? 2 + i : 0));
  return add(numbers(shape, dtype, 0.3, seed), spread);
}

const generic = (like: NDArray, seed: number): NDArray =>
  astype(numbers(like.shape, like.type.kind === "complex" ? "complex128" : "float64", 1, seed), like.dtype);

/** Re Σ conj(x)·y. */
function inner(xs: readonly NDArray[], ys: readonly NDArray[]): number {
  const flat = (zs: readonly NDArray[]): number[] => zs.flatMap((z) => Array.from(z.toTypedArray(), Number));
  const [a, b] = [flat(xs), flat(ys)];
  return a.reduce((total, value, i) => total + value * b[i], 0);
}

const length = (xs: readonly NDArray[]): number => Math.sqrt(inner(xs, xs));

/** Roundings of a chain of decompositions of a few rows and their conditions, relative to the sizes of both sides. */
const ROUNDINGS = 2 ** 12 * 2 ** -52;

/** All numbers are one: ⟨v, J·u⟩ = ⟨Jᵀ·v, u⟩ and its like, to rounding. */
function expectOne(values: readonly number[], size: number): void {
  expect(Math.max(...values) - Math.min(...values)).toBeLessThanOrEqual(ROUNDINGS * Math.max(1, size));
}

/** First and second derivatives against differences, and against each other in every order of the modes. */
function check(f: Checked, xs: NDArray[]): void {
  const [us, vs] = [xs.map((x, i) => generic(x, 100 + i)), xs.map((x, i) => generic(x, 150 + i))];
  const [y, pullback] = vjp(f, ...xs);
  const ws = y.map((part, i) => generic(part, 200 + i));
  const gradients: Checked = (...points) => vjp(f, ...points)[1](ws);
  const tangent: Checked = (...points) => jvp(f, points, us)[1];
  checkVjp(f, xs);
  checkVjp(gradients, xs);

  const pulled = pullback(ws);
  expectOne([inner(ws, tangent(...xs)), inner(pulled, us)], length(pulled) * length(us));
  const forward = jvp(gradients, xs, vs)[1];
  const backward = vjp(gradients, ...xs)[1](us);
  const ofTangent = vjp(tangent, ...xs)[1](ws);
  expectOne(
    [inner(forward, us), inner(backward, vs), inner(ofTangent, vs), inner(ws, jvp(tangent, xs, vs)[1])],
    length(forward) * length(us),
  );
}

function checkRow({ f, shapes, real = false }: DerivativeRow): void {
  const all: Checked = (...xs) => {
    const y = f(...xs);
    return Array.isArray(y) ? [...(y as readonly NDArray[])] : [y as NDArray];
  };
  shapes.forEach((operands, at) => {
    const points = (batch: readonly number[], dtype: DType): NDArray[] =>
      operands.map((shape, i) => pointFor([...batch, ...shape], dtype, 10 * at + i + 1));
    // batches take ways of their own; of several shapes each dtype has the first and every other one
    if (real || at % 2 === 0) check(all, points(at === 0 ? [] : [2], "float64"));
    if (!real && (at === 0 || at % 2 === 1)) check(all, points([2], "complex128"));
  });
}

describe("derivatives of linalg, first and second, real and complex, of matrices and batches", () => {
  it.each(derivativeRows.map((row) => [row.name, row] as const))("%s", (_name, row) => {
    checkRow(row);
    expect.hasAssertions();
  });
});
