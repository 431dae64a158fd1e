import { type NDArray, ValueError, add, matmul, matrixTranspose, neg, sub } from "@linnet/core";
import {
  type Aval,
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  matrices,
  matrixDims,
  primitive,
  rowMajor,
  sumTo,
} from "@linnet/core/extend";
import { type MatrixView, release } from "@linnet/kernels";
import { allFinite } from "@linnet/kernels/lapack";
import { intoBases, outOfBases } from "../blocked/functions/basis.js";
import { maxAbs, workingCopy } from "../blocked/matrix/copy.js";
import { powerOfTwoScale } from "../blocked/matrix/scaling.js";
import type { EquationKind } from "../blocked/sylvester/block-equation.js";
import type { Meeting } from "../blocked/sylvester/leaf-equation.js";
import { solveTriangularEquation } from "../blocked/sylvester/triangular-equation.js";
import { type ComplexNumber, SpectrumError } from "../errors.js";
import { batchIndex } from "../operand/batch.js";
import { epsilonOf } from "../operand/epsilon.js";
import { requireFiniteMatrices } from "../operand/operands.js";
import { eigenvalueAt } from "../blocked/schur/schur-eigenvalues.js";
import { complexText } from "./complex-text.js";
import type { SchurFactors } from "./schur-factors.js";

/** Which equation, and what is said where it has no unique solution. */
export interface SylvesterParams {
  readonly op: string;
  readonly kind: EquationKind;
  /** What spectra must be like. */
  readonly expected: string;
  /** What A, B and C are called. */
  readonly names: readonly [a: string, b: string, c: string];
  readonly hint: string;
}

/** A side of the equation with its Schur form, which is a constant to differentiation. */
export interface Side {
  readonly matrix: NDArray;
  readonly factors: SchurFactors;
}

/**
 * X with A·X + X·B = C, or X − A·X·B = C, for matrices of one real or complex float dtype.
 *
 * @throws {SpectrumError} when eigenvalues λ of A and μ of B have λ + μ = 0 or λ·μ = 1, up to rounding
 */
export function solveSides(params: SylvesterParams, a: Side, b: Side, c: NDArray): NDArray {
  return bind(sylvesterP, [a.matrix, b.matrix, c, ...a.factors, ...b.factors], params);
}

const sylvesterP: Primitive<SylvesterParams> = /* @__PURE__ */ primitive<SylvesterParams>("sylvester", {
  batch: [2],
  abstract: ([a, b, c], { op }) => solutionAval(op, a, b, c),

  evaluate([a, , c, TA, ZA, TB, ZB], X, params) {
    requireFiniteMatrices(params.op, params.names[2], c);
    let count = 0;
    for (const [x, rhs, ta, za, tb, zb] of matrices([X, c, TA, ZA, TB, ZB])) {
      const epsilon = epsilonOf(a.type);
      const failed = solveBetween(params.kind, epsilon, { ta, za, tb, zb }, rhs, x);
      const batch = batchIndex(count++, batchDims(X));
      if (failed === "overflow") {
        throw new ValueError(
          params.op,
          "the solution must be finite",
          "one that overflows",
          "Scale the equation down.",
        );
      }
      if (failed !== null) throw spectrumErrorOf(params, ta, tb, failed, batch);
    }
  },

  derivative: {
    // The transposed equation has the roles of A and B exchanged: with Z its solution for X̄, C̄ = Z.
    // A·X + X·B = C: Ā = −Z·Xᵀ, B̄ = −Xᵀ·Z; X − A·X·B = C: Ā = Z·(X·B)ᵀ, B̄ = (A·X)ᵀ·Z
    vjp(ct, [a, b, c, TA, ZA, TB, ZB], x, params) {
      const names = [params.names[1], params.names[0], params.names[2]] as const;
      const exchanged = [b, a, matrixTranspose(ct), TB, ZB, TA, ZA];
      const z = matrixTranspose(bind(sylvesterP, exchanged, { ...params, names }));
      const xt = matrixTranspose(x);
      const isStein = params.kind === "stein";
      const ctA = (): NDArray => (isStein ? matmul(matmul(z, matrixTranspose(b)), xt) : neg(matmul(z, xt)));
      const ctB = (): NDArray => (isStein ? matmul(xt, matmul(matrixTranspose(a), z)) : neg(matmul(xt, z)));
      return [
        () => sumTo(ctA(), a.shape),
        () => sumTo(ctB(), b.shape),
        () => sumTo(z, c.shape),
        null,
        null,
        null,
        null,
      ];
    },
    // A·dX + dX·B = dC − dA·X − X·dB; dX − A·dX·B = dC + dA·X·B + A·X·dB
    jvp([da, db, dc], [a, b, , ...factors], x, params) {
      const rhs =
        params.kind === "stein"
          ? add(dc, add(matmul(matmul(da, x), b), matmul(matmul(a, x), db)))
          : sub(dc, add(matmul(da, x), matmul(x, db)));
      return bind(sylvesterP, [a, b, rhs, ...factors], params);
    },
  },
});

function solutionAval(op: string, a: Aval, b: Aval, c: Aval): Aval {
  const batch = broadcastShapes(op, broadcastShapes(op, batchDims(a), batchDims(b)), batchDims(c));
  return { type: c.type, layout: rowMajor([...batch, ...matrixDims(c)]) };
}

interface Factors {
  readonly ta: MatrixView;
  readonly za: MatrixView;
  readonly tb: MatrixView;
  readonly zb: MatrixView;
}

/** X = Z_A·Y·Z_Bᴴ, where Y solves the equation of the triangles for Z_Aᴴ·C·Z_B. Everything is scaled by powers of two. */
function solveBetween(
  kind: EquationKind,
  epsilon: number,
  { ta, za, tb, zb }: Factors,
  c: MatrixView,
  x: MatrixView,
): Meeting | "overflow" | null {
  const scale = kind === "stein" ? 1 : powerOfTwoScale(Math.max(maxAbs(ta), maxAbs(tb)));
  const [a, b] = [workingCopy(ta, scale), workingCopy(tb, scale)];
  const factor = powerOfTwoScale(maxAbs(c));
  const rhs = workingCopy(c, factor);
  const y = intoBases(za, rhs, zb);
  const largest = kind === "stein" ? Math.max(1, maxAbs(a) * maxAbs(b)) : Math.max(maxAbs(a), maxAbs(b));
  const failed = solveTriangularEquation({ kind, a, b, floor: epsilon * largest }, y);
  outOfBases(za, y, zb, x, scale / factor);
  for (const work of [a, b, rhs, y]) release(work.storage);
  return failed ?? (allFinite(x) ? null : "overflow");
}

/** The pair that stands in the way: of a block of two both λ and λ̄ do, so that μ is named in the lower half plane. */
function spectrumErrorOf(
  { op, kind, expected, names, hint }: SylvesterParams,
  ta: MatrixView,
  tb: MatrixView,
  { row, col }: Meeting,
  batch: readonly number[],
): SpectrumError {
  const lambda = eigenvalueAt(ta, row);
  const [re, im] = eigenvalueAt(tb, col);
  const mu: ComplexNumber = tb.type.kind === "complex" ? [re, im] : [re, im === 0 ? 0 : -im];
  const distance =
    kind === "stein"
      ? Math.hypot(1 - (lambda[0] * mu[0] - lambda[1] * mu[1]), lambda[0] * mu[1] + lambda[1] * mu[0])
      : Math.hypot(lambda[0] + mu[0], lambda[1] + mu[1]);
  const relation = kind === "stein" ? "whose product is 1" : "whose sum is 0";
  const both = `${complexText(lambda)} of ${names[0]} and ${complexText(mu)} of ${names[1]}`;
  const got = `${both}, ${relation} but for ${distance.toPrecision(3)}`;
  return new SpectrumError(op, expected, got, [lambda, mu], batch, hint);
}
