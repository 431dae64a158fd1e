import { fromFunction } from "@linnet/core";
import { matrixViewOf } from "@linnet/core/extend";
import { type MatrixView, float64, gemm, release, workspace } from "@linnet/kernels";
import { describe, expect, it } from "vitest";
import { THRESHOLD, squareMatrices, uniform } from "../../testing.js";
import { copyMatrix, maxAbs, setIdentity, workingCopy } from "../matrix/copy.js";
import { formHessenbergBasis, reduceToHessenberg } from "./hessenberg.js";
import { multishift } from "./multishift.js";
import { powerOfTwoScale } from "../matrix/scaling.js";
import type { SchurTask } from "./schur-task.js";

/** The smallest order from which sweeps and windows are used here: far below where they pay. */
const DIRECT = 12;

function schurOf(a: MatrixView, whole: boolean): SchurTask & { unconverged: number } {
  const n = a.rows;
  const h = workingCopy(a);
  const reflectors = workspace(float64, n, n);
  const tau = reduceToHessenberg(h, 0, n - 1, reflectors);
  const z = whole ? workspace(float64, n, n) : null;
  if (z !== null) formHessenbergBasis(z, reflectors, tau, 0, n - 1);
  release(reflectors.storage);
  const task = { h, z, re: new Float64Array(n), im: new Float64Array(n), whole };
  return { ...task, unconverged: multishift(task, 0, n - 1, DIRECT) };
}

/** A copy with its largest entry in [1, 2), as `multishift` gets them. */
function scaled(a: MatrixView): MatrixView {
  return workingCopy(a, powerOfTwoScale(maxAbs(a)));
}

/** Largest |A − Z·T·Zᵀ| and |ZᵀZ − I|, over n·ε·max|A| and n·ε. */
function ratios(a: MatrixView, { h, z }: SchurTask): number {
  const n = a.rows;
  if (z === null) return 0;
  const [zt, error, gram] = [workspace(float64, n, n), workspace(float64, n, n), workspace(float64, n, n)];
  gemm(1, z.T, h, 0, zt);
  copyMatrix(a, error);
  gemm(-1, zt, z, 1, error);
  setIdentity(gram);
  gemm(-1, z, z.T, 1, gram);
  const ratio = maxAbs(error) / (n * 2 ** -52 * maxAbs(a) || 1);
  const orthogonality = maxAbs(gram) / (n * 2 ** -52);
  for (const { storage } of [zt, error, gram]) release(storage);
  return Math.max(ratio, orthogonality);
}

describe("multishift QR with early deflation", () => {
  it.each([13, 16, 25, 40, 64, 100])("takes matrices of order %i to Schur form, to 30·n·ε", (n) => {
    for (const [name, build] of squareMatrices) {
      const a = scaled(matrixViewOf(build(n, "float64")));
      const task = schurOf(a, true);
      expect([name, task.unconverged]).toEqual([name, 0]);
      expect({ name, passed: ratios(a, task) < THRESHOLD }).toEqual({ name, passed: true });
    }
  });

  it("at its own size, and finds the same eigenvalues without T", () => {
    const n = 300;
    const a = workingCopy(matrixViewOf(fromFunction([n, n], uniform(n, n, 5))));
    const [full, values] = [schurOf(a, true), schurOf(a, false)];
    expect(ratios(a, full)).toBeLessThan(THRESHOLD);
    expect(values.unconverged).toBe(0);
  });
});
