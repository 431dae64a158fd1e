import {
  type NDArray,
  add,
  complex,
  div,
  expandDims,
  imag,
  matmul,
  matrixTranspose,
  mul,
  real,
  sub,
  sum,
  zerosLike,
} from "@linnet/core";
import { type Primitive, bind, contiguousLike, matrices, primitive, rowMajor } from "@linnet/core/extend";
import { type MatrixView, realType } from "@linnet/kernels";
import { timesI } from "../operand/times-i.js";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { columnOf } from "../operand/column-of.js";
import { epsilonOf } from "../operand/epsilon.js";
import { DerivativeError, SingularMatrixError } from "../errors.js";
import { inverseOf } from "../lu/inv.js";
import { vectorNorm } from "../norms/vector-norm.js";
import { columnNorms } from "./eigh-derivative.js";
import { type SpectrumRules, reciprocalGaps } from "./repeated-values.js";

const rules: SpectrumRules = {
  op: "eig",
  noun: "eigenvalue",
  instead: "eigvals",
  smooth: "functions of A that need no vectors",
  invariants: ["v·v⁺", "V·V⁺"],
  changes: "invertible",
};

/** Outputs of `eig`, or their cotangents. */
export interface EigenResults<T> {
  readonly values: T;
  readonly right: T;
  readonly left: T | null;
  readonly conditions: T | null;
  /** Whether a loss uses values of another call, too. */
  readonly valuesElsewhere: boolean;
}

/** Ā for the cotangents of all results: what is left vectors of A is right ones of Aᴴ, of eigenvalues λ̄. */
export function eigPullBack(
  a: NDArray,
  { values, right: V, left }: EigenResults<NDArray>,
  cts: EigenResults<NDArray | null>,
): NDArray {
  const W = inverseVectors("eig", V);
  const isReal = a.type.kind !== "complex";
  const used = cts.values ?? (cts.valuesElsewhere ? zerosLike(values) : null);
  const parts: NDArray[] = [];
  if (cts.values !== null) parts.push(valuesPullBack(V, W, cts.values));
  const ctVectors = [cts.right, cts.conditions === null ? null : conditionsPullBack(W, cts.conditions)];
  const ctV = ctVectors.filter((ct) => ct !== null);
  if (ctV.length > 0) parts.push(vectorsPullBack({ values, V, W, isReal }, sumOf(ctV), used));
  if (left !== null && cts.left !== null) {
    parts.push(adjoint(vectorsPullBack(leftSystem(values, left, isReal), cts.left, used)));
  }
  return parts.length === 0 ? zerosLike(a) : ofType(a, sumOf(parts));
}

/** Tangents of all results. */
export function eigPushForward(
  a: NDArray,
  { values, right: V, left, conditions }: EigenResults<NDArray>,
  da: NDArray,
): readonly NDArray[] {
  const W = inverseVectors("eig", V);
  const isReal = a.type.kind !== "complex";
  const dV = vectorsPushForward({ values, V, W, isReal }, da);
  const tangents = [valuesPushForward(V, W, da), dV];
  if (left !== null) tangents.push(vectorsPushForward(leftSystem(values, left, isReal), adjoint(da)));
  if (conditions !== null) tangents.push(conditionsPushForward(W, dV));
  return tangents;
}

/** Ā of `eigvals`, by the vectors. */
export function eigvalsPullBack(a: NDArray, V: NDArray, ct: NDArray): NDArray {
  return ofType(a, valuesPullBack(V, inverseVectors("eigvals", V), ct));
}

/** dλ of `eigvals`, by the vectors. */
export function eigvalsPushForward(V: NDArray, da: NDArray): NDArray {
  return valuesPushForward(V, inverseVectors("eigvals", V), da);
}

/** Of a matrix, right ones; of its adjoint, left ones. */
interface Eigensystem {
  readonly values: NDArray;
  readonly V: NDArray;
  /** V⁻¹. */
  readonly W: NDArray;
  /** Whether the matrix is. */
  readonly isReal: boolean;
}

function leftSystem(values: NDArray, left: NDArray, isReal: boolean): Eigensystem {
  return { values: conjugate(values), V: left, W: inverseVectors("eig", left), isReal };
}

/**
 * V⁻¹, in the name of `op`.
 *
 * @throws {DerivativeError} where V has none to working precision
 */
function inverseVectors(op: string, V: NDArray): NDArray {
  try {
    const W = inverseOf(op, V);
    sensitivities(W, op);
    return W;
  } catch (error) {
    throw error instanceof SingularMatrixError ? defective(op) : error;
  }
}

function defective(op: string): DerivativeError {
  return new DerivativeError(
    op,
    "the derivative needs a basis of eigenvectors",
    "a defective matrix",
    "At such matrices eigenvalues move like roots of what moves them: they have no derivative.",
  );
}

/**
 * How many times more than A the eigenvalues move, ‖row i of W‖ for columns of V of norm 1; constant to differentiation.
 *
 * @throws {DerivativeError} where rounding of A moves one by as much as it is large
 */
function sensitivities(W: NDArray, op = "eig"): NDArray {
  return bind(sensitivitiesP, [W], op);
}

/** Params: the operation. */
const sensitivitiesP: Primitive<string> = /* @__PURE__ */ primitive<string>("sensitivities", {
  batch: [2],
  abstract: ([W]) => ({ type: realType(W.type), layout: rowMajor(W.layout.shape.slice(0, -1)) }),
  evaluate([W], out, op) {
    for (const [w, kappa] of matrices([W, columnOf(out)])) {
      for (let i = 0; i < w.rows; i++) {
        const row = 2 * (w.offset + i * w.rowStride);
        let squares = 0;
        for (let j = 0; j < 2 * w.cols; j += 2) {
          squares += w.data[row + j * w.colStride] ** 2 + w.data[row + j * w.colStride + 1] ** 2;
        }
        const norm = Math.sqrt(squares);
        if (!(norm * w.rows * epsilonOf(W.type) < 1)) throw defective(op);
        kappa.data[kappa.offset + i * kappa.rowStride] = norm;
      }
    }
  },
  derivative: false,
});

/** Ā = Wᵀ·diag(λ̄)·Vᵀ with W = V⁻¹, of the values alone. */
function valuesPullBack(V: NDArray, W: NDArray, ct: NDArray): NDArray {
  return matmul(matrixTranspose(W), mul(expandDims(ct, -1), matrixTranspose(V)));
}

/** dλ = diag(W·dA·V), without the products off the diagonal. */
function valuesPushForward(V: NDArray, W: NDArray, da: NDArray): NDArray {
  return sum(mul(matrixTranspose(W), matmul(da, V)), { axis: -2 });
}

/**
 * With W = V⁻¹, Fᵢⱼ = 1/(λⱼ − λᵢ) and the largest entry v_p of each vector, which is real:
 *
 *     Z = V̄ − V̅·diag(Re g) − i·E_p·diag(Im g/v_p),  g = diag(Vᵀ·V̄)
 *     Ā = Wᵀ·(F∘(Vᵀ·Z))·Vᵀ
 *
 * as a complex matrix, of the vectors alone. What Z takes off are the changes of norm and phase, which the vectors do not make.
 *
 * @param ctValues what the loss uses of the values, null for nothing
 * @see Giles 2008, *An extended collection of matrix derivative results*, §3.1; Boeddeker et al. 2017, §4
 */
function vectorsPullBack({ values, V, W, isReal }: Eigensystem, ctV: NDArray, ctValues: NDArray | null): NDArray {
  const g = sum(mul(V, ctV), { axis: -2 });
  const sizes = columnNorms(ctV);
  const E = largestEntries(V, isReal, [imag(g), sizes]);
  const turned = mul(E, expandDims(div(imag(g), topOf(E, V)), -2));
  const Z = sub(sub(ctV, mul(conjugate(V), expandDims(real(g), -2))), timesI(turned));
  const turns = matmul(matrixTranspose(V), Z);
  const F = reciprocalGaps(rules, values, { turns, sizes, ctValues }, sensitivities(W));
  return matmul(matmul(matrixTranspose(W), mul(F, turns)), matrixTranspose(V));
}

/**
 * With B = W·dA·V and X = V·(F∘B): dV = X − V·diag(Re vᴴ·x) − i·V·diag(Im x_p/v_p).
 */
function vectorsPushForward({ values, V, W, isReal }: Eigensystem, da: NDArray): NDArray {
  const B = matmul(W, matmul(da, V));
  const X = matmul(V, mul(reciprocalGaps(rules, values, null, sensitivities(W)), B));
  const E = largestEntries(V, isReal, null);
  const growth = real(sum(mul(conjugate(V), X), { axis: -2 }));
  const turn = div(imag(sum(mul(E, X), { axis: -2 })), topOf(E, V));
  return sub(X, mul(V, expandDims(complex(growth, turn), -2)));
}

/** κᵢ = ‖row i of V⁻¹‖, as columns of V have norm 1: V̄ = −Wᵀ·(diag(κ̄/κ)·conj(W))·Wᵀ. */
function conditionsPullBack(W: NDArray, ct: NDArray): NDArray {
  const scale = expandDims(div(ct, vectorNorm(W, { axis: -1 })), -1);
  const transposed = matrixTranspose(W);
  return matmul(matmul(transposed, mul(mul(conjugate(W), scale), -1)), transposed);
}

/** dκᵢ = Re(conj(wᵢ)·dwᵢ)/κᵢ, dW = −W·dV·W. */
function conditionsPushForward(W: NDArray, dV: NDArray): NDArray {
  const dW = matmul(matmul(W, mul(dV, -1)), W);
  return div(real(sum(mul(conjugate(W), dW), { axis: -1 })), vectorNorm(W, { axis: -1 }));
}

/** The cotangent of a real matrix is real. */
function ofType(a: NDArray, ct: NDArray): NDArray {
  return a.type.kind === "complex" ? ct : real(ct);
}

function sumOf(parts: readonly NDArray[]): NDArray {
  return parts.reduce((x, y) => add(x, y));
}

/** Real entries v_p of the vectors. */
function topOf(E: NDArray, V: NDArray): NDArray {
  return real(sum(mul(E, V), { axis: -2 }));
}

/**
 * E_p: 1 at the largest entry of each column, 0 elsewhere. Where two are as large, the phase of the vector may jump from one to the
 * other: a loss that depends on it is refused.
 *
 * @param isReal whether the matrix is, so that real vectors stay real
 * @param phases how much a loss depends on the phases, and norms of the cotangents; null where that does not matter
 */
function largestEntries(V: NDArray, isReal: boolean, phases: readonly [NDArray, NDArray] | null): NDArray {
  return bind(largestEntriesP, [V, ...(phases ?? [])], isReal);
}

/** Params: whether the matrix is real. */
const largestEntriesP: Primitive<boolean> = /* @__PURE__ */ primitive<boolean>("largestEntries", {
  batch: [2, 1, 1],
  abstract: ([V]) => ({ type: realType(V.type), layout: contiguousLike(V).layout }),

  evaluate([V, ...phases], out, isReal) {
    const bound = 1 - V.layout.shape[V.ndim - 1] * epsilonOf(V.type);
    for (const [v, e, ...rest] of matrices([V, out, ...phases.map(columnOf)])) {
      for (let j = 0; j < v.cols; j++) {
        const [best, second] = largestOf(v, j);
        for (let i = 0; i < e.rows; i++) e.data[e.offset + i * e.rowStride + j] = i === best ? 1 : 0;
        if (rest.length === 0 || second < bound || (isReal && isRealColumn(v, j))) continue;
        if (dependsOnPhase(rest, j, epsilonOf(V.type))) refuseTie(j);
      }
    }
  },

  derivative: false,
});

/** The row of the largest entry of a column, and the second largest in relation to it. */
function largestOf({ data, offset, rows, rowStride, colStride }: MatrixView, j: number): readonly [number, number] {
  let [best, largest, second] = [0, -1, -1];
  for (let i = 0; i < rows; i++) {
    const at = 2 * (offset + i * rowStride + j * colStride);
    const size = Math.hypot(data[at], data[at + 1]);
    second = Math.max(second, Math.min(size, largest));
    if (size > largest) [best, largest] = [i, size];
  }
  return [best, second / largest];
}

function isRealColumn({ data, offset, rows, rowStride, colStride }: MatrixView, j: number): boolean {
  for (let i = 0; i < rows; i++) if (data[2 * (offset + i * rowStride + j * colStride) + 1] !== 0) return false;
  return true;
}

function dependsOnPhase([phase, size]: readonly MatrixView[], j: number, epsilon: number): boolean {
  const of = (x: MatrixView): number => x.data[x.offset + j * x.rowStride];
  return Math.abs(of(phase)) > Math.sqrt(epsilon) * of(size);
}

function refuseTie(j: number): never {
  throw new DerivativeError(
    "eig",
    "a function of the phase of an eigenvector needs a largest entry, which is made real",
    `two of a size in vector ${j}`,
    "Use what is the same for all phases, as v·v⁺, or eigvals where only the values matter.",
  );
}
