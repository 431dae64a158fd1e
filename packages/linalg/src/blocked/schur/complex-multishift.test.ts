import { fromFunction } from "@linnet/core";
import { matrixViewOf } from "@linnet/core/extend";
import { type MatrixView, complex128, gemm, release, workspace } from "@linnet/kernels";
import { describe, expect, it } from "vitest";
import { THRESHOLD, squareMatrices, uniform } from "../../testing.js";
import { conjugateInPlace, partOf } from "../matrix/complex-view.js";
import { copyMatrix, float64Data, maxAbs, setIdentity, workingCopy } from "../matrix/copy.js";
import { powerOfTwoScale } from "../matrix/scaling.js";
import { complexMultishift } from "./complex-multishift.js";
import type { ComplexSchurTask } from "./complex-schur.js";
import { formHessenbergBasis, reduceToHessenberg } from "./hessenberg.js";

/** The smallest order from which sweeps and windows are used here: far below where they pay. */
const DIRECT = 12;

function schurOf(a: MatrixView, whole: boolean): ComplexSchurTask & { unconverged: number } {
  const n = a.rows;
  const h = workingCopy(a);
  const reflectors = workspace(complex128, n, n);
  const tau = reduceToHessenberg(h, 0, n - 1, reflectors);
  const zh = whole ? workspace(complex128, n, n) : null;
  if (zh !== null) formHessenbergBasis(zh, reflectors, tau, 0, n - 1);
  release(reflectors.storage);
  const task = { h, zh, whole };
  return { ...task, unconverged: complexMultishift(task, 0, n - 1, DIRECT) };
}

/** A complex matrix with its largest part in [1, 2). */
function scaled(re: MatrixView, im: MatrixView): MatrixView {
  const a = workspace(complex128, re.rows, re.cols);
  const factor = powerOfTwoScale(Math.max(maxAbs(re), maxAbs(im)));
  copyMatrix(re, partOf(a, 0), factor);
  copyMatrix(im, partOf(a, 1), factor);
  return a;
}

/** Largest |Re| or |Im|. */
function largest(a: MatrixView): number {
  return Math.max(maxAbs(partOf(a, 0)), maxAbs(partOf(a, 1)));
}

/** Largest |A − Z·T·Zᴴ| and |ZᴴZ − I|, over n·ε·max|A| and n·ε; Infinity where T is not triangular. */
function ratios(a: MatrixView, { h, zh }: ComplexSchurTask): number {
  const n = a.rows;
  if (zh === null) return 0;
  const [z, zt, error, gram] = [0, 1, 2, 3].map(() => workspace(complex128, n, n));
  copyMatrix(zh.T, z);
  conjugateInPlace(z);
  for (let i = 1; i < n; i++) if (largest(h.block(i, 0, 1, i)) !== 0) return Infinity;
  gemm(1, z, h, 0, zt);
  copyMatrix(a, error);
  gemm(-1, zt, zh, 1, error);
  setIdentity(gram);
  gemm(-1, zh, z, 1, gram);
  const ratio = largest(error) / (n * 2 ** -52 * largest(a) || 1);
  const orthogonality = largest(gram) / (n * 2 ** -52);
  for (const { storage } of [z, zt, error, gram]) release(storage);
  return Math.max(ratio, orthogonality);
}

/** An n×n complex128 matrix of parts f(i, j) = [re, im]. */
function complexOf(n: number, f: (i: number, j: number) => readonly [number, number]): MatrixView {
  const a = workspace(complex128, n, n);
  const A = float64Data(a);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) A.set(f(i, j), 2 * (a.offset + i * a.rowStride + j));
  return a;
}

/** i·J + ε·eₙ·e₁ᵀ for a Jordan block J: its eigenvalues lie on a circle of radius ε^(1/n) around i. */
const jordan =
  (epsilon: number) =>
  (n: number): MatrixView =>
    complexOf(n, (i, j) => [i === n - 1 && j === 0 ? epsilon : 0, i === j || j === i + 1 ? 1 : 0]);

const hardCases: readonly (readonly [string, (n: number) => MatrixView])[] = [
  ["perturbed Jordan block, 1e-3", jordan(1e-3)],
  ["perturbed Jordan block, 1e-10", jordan(1e-10)],
  ["cyclic permutation times i", (n) => complexOf(n, (i, j) => [0, Number(j === (i + 1) % n)])],
  ["companion of zⁿ − i", (n) => complexOf(n, (i, j) => [Number(i === j + 1), Number(j === n - 1 && i === 0)])],
  [
    "companion of a random polynomial",
    (n) => complexOf(n, (i, j) => (j === n - 1 ? [Math.sin(7 * i + 1), Math.cos(5 * i)] : [Number(i === j + 1), 0])),
  ],
  [
    "Grcar times 1 + i",
    (n) => complexOf(n, (i, j) => (i === j + 1 ? [-1, -1] : j >= i && j <= i + 3 ? [1, 1] : [0, 0])),
  ],
  ["rank one", (n) => complexOf(n, (i, j) => [Math.sin(i + 1) * Math.cos(j), Math.sin(i + 1) * Math.sin(j)])],
  ["nilpotent", (n) => complexOf(n, (i, j) => [Number(j > i), Number(j === i + 1)])],
];

describe("complex multishift QR with early deflation", () => {
  it.each([13, 16, 25, 40, 64, 100])("takes matrices of order %i to Schur form, to 30·n·ε", (n) => {
    for (const [name, build] of squareMatrices) {
      const x = matrixViewOf(build(n, "float64"));
      const a = scaled(x, x.T);
      const task = schurOf(a, true);
      expect([name, task.unconverged]).toEqual([name, 0]);
      expect({ name, passed: ratios(a, task) < THRESHOLD }).toEqual({ name, passed: true });
    }
  });

  it.each(hardCases)("converges for what is hard: %s", (_, build) => {
    for (const n of [30, 90]) {
      const a = build(n);
      const task = schurOf(a, true);
      expect([n, task.unconverged]).toEqual([n, 0]);
      expect(ratios(a, task)).toBeLessThan(THRESHOLD);
    }
  });

  it("converges for 1,000 random matrices of order 32", () => {
    let worst = 0;
    let failures = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const [re, im] = [uniform(32, 32, 2 * seed), uniform(32, 32, 2 * seed + 1)];
      const a = complexOf(32, (i, j) => [re(i, j), im(i, j)]);
      const task = schurOf(a, true);
      failures += Number(task.unconverged !== 0);
      const ratio = ratios(a, task);
      if (!(ratio <= worst)) worst = ratio;
      for (const x of [a, task.h, task.zh]) if (x !== null) release(x.storage);
    }
    expect(failures).toBe(0);
    expect(worst).toBeLessThan(THRESHOLD);
  });

  it("at its own size, and finds as many eigenvalues without T", () => {
    const n = 300;
    const [re, im] = [5, 6].map((seed) => matrixViewOf(fromFunction([n, n], uniform(n, n, seed))));
    const a = scaled(re, im);
    const [full, values] = [schurOf(a, true), schurOf(a, false)];
    expect(ratios(a, full)).toBeLessThan(THRESHOLD);
    expect(values.unconverged).toBe(0);
    const trace = (x: MatrixView, part: 0 | 1): number => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += float64Data(x)[2 * (x.offset + i * (x.rowStride + 1)) + part];
      return sum;
    };
    for (const part of [0, 1] as const) {
      expect(Math.abs(trace(values.h, part) - trace(a, part))).toBeLessThanOrEqual(THRESHOLD * n * 2 ** -52 * n);
    }
  });
});
