import { type NDArray, add, broadcastTo, concat, matrixTranspose, zerosLike } from "@linnet/core";
import {
  type Aval,
  type Lazy,
  type MatrixView,
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  contiguousLike,
  matrices,
  matrixDims,
  primitive,
  rowMajor,
  sumTo,
} from "@linnet/core/extend";
import { allFinite } from "@linnet/kernels/lapack";
import { type Dual, Duals } from "../blocked/exponential/dual.js";
import { copyMatrix, maxAbs } from "../blocked/matrix/copy.js";
import { powerOfTwoScale } from "../blocked/matrix/scaling.js";
import { look } from "../blocked/matrix/structure.js";
import { OverflowError } from "../errors.js";
import { batchIndex } from "../operand/batch.js";
import { columns, rows } from "../operand/parts.js";
import { requireFiniteMatrices } from "../operand/operands.js";

/** A function of square matrices with a power series that converges everywhere. */
export interface MatrixFunction {
  /** The public operation, for messages. */
  readonly op: string;
  /** Its value, for messages. */
  readonly formula: string;
  /** The function of numbers, which is that of the entries of a diagonal matrix; complex ones are given and answered as pairs. */
  readonly ofNumber: (re: number, im: number) => readonly [re: number, im: number];
  /** f(A), with its tangent along `direction` where there is one. */
  readonly ofMatrix: (duals: Duals, a: MatrixView, direction: MatrixView | null, triangular: boolean) => Dual;
}

/** f(A) of square matrices of an inexact dtype. */
export function functionOf(f: MatrixFunction, a: NDArray): NDArray {
  return bind(functionP, [a], f);
}

/** The derivative of f at A along E, both square and of one inexact dtype; leading axes broadcast. */
export function frechetOf(f: MatrixFunction, a: NDArray, e: NDArray): NDArray {
  return bind(frechetP, [a, e], f);
}

const functionP: Primitive<MatrixFunction> = /* @__PURE__ */ primitive<MatrixFunction>("matrixFunction", {
  batch: [2],
  abstract: ([a]) => contiguousLike(a),

  evaluate([a], x, f) {
    requireFiniteMatrices(f.op, "a", a);
    const duals = new Duals(a.type, matrixDims(a)[0], false);
    let count = 0;
    for (const [source, target] of matrices([a, x])) {
      evaluateInto(f, duals, source, target);
      if (!allFinite(target)) throw new OverflowError(f.op, f.formula, a.type.name, batchIndex(count, batchDims(a)));
      duals.giveAll();
      count++;
    }
    duals.release();
  },

  derivative: {
    // with tr(Aᵀ·B) for a product, the transpose of L(A, ·) is L(Aᵀ, ·): f has a power series
    vjp: (ct, [a], _x, f) => [() => frechetOf(f, matrixTranspose(a), ct)],
    jvp: ([da], [a], _x, f) => frechetOf(f, a, da),
  },
});

const frechetP: Primitive<MatrixFunction> = /* @__PURE__ */ primitive<MatrixFunction>("matrixFunctionFrechet", {
  batch: [2, 2],
  abstract: ([a, e], { op }): Aval => {
    const batch = broadcastShapes(op, batchDims(a), batchDims(e));
    return { type: a.type, layout: rowMajor([...batch, ...matrixDims(a)]) };
  },

  evaluate([a, e], l, f) {
    requireFiniteMatrices(f.op, "a", a);
    requireFiniteMatrices(f.op, "e", e);
    const duals = new Duals(a.type, matrixDims(a)[0], true);
    let count = 0;
    for (const [source, direction, target] of matrices([a, e, l])) {
      differentiateInto(f, duals, source, direction, target);
      if (!allFinite(target)) {
        throw new OverflowError(f.op, `the derivative of ${f.formula}`, a.type.name, batchIndex(count, batchDims(l)));
      }
      duals.giveAll();
      count++;
    }
    duals.release();
  },

  // L(A, E) is a block of f([[A, E], [0, A]]), and so is its derivative of the derivative there
  derivative: {
    vjp(ct, [a, e], _l, f): readonly Lazy[] {
      const n = a.shape[a.ndim - 1];
      const ofA = (): NDArray => {
        const zero = zerosLike(ct);
        const corner = concat([concat([zero, ct], { axis: -1 }), concat([zero, zero], { axis: -1 })], { axis: -2 });
        const g = frechetOf(f, matrixTranspose(blockOf(a, e)), corner);
        return sumTo(add(rows(columns(g, 0, n), 0, n), rows(columns(g, n, 2 * n), n, 2 * n)), a.shape);
      };
      return [ofA, () => sumTo(frechetOf(f, matrixTranspose(a), ct), e.shape)];
    },
    jvp([da, de], [a, e], _l, f) {
      const n = a.shape[a.ndim - 1];
      return rows(columns(frechetOf(f, blockOf(a, e), blockOf(da, de)), n, 2 * n), 0, n);
    },
  },
});

/** [[A, E], [0, A]] */
function blockOf(a: NDArray, e: NDArray): NDArray {
  const shape = [...broadcastShapes("concat", batchDims(a), batchDims(e)), ...matrixDims(a)];
  const [corner, beside] = [broadcastTo(a, shape), broadcastTo(e, shape)] as const;
  const below = concat([zerosLike(corner), corner], { axis: -1 });
  return concat([concat([corner, beside], { axis: -1 }), below], { axis: -2 });
}

function evaluateInto(f: MatrixFunction, duals: Duals, a: MatrixView, x: MatrixView): void {
  if (a.rows === 0) return;
  const { lower, upper } = bandsOf(a);
  if (lower === 0 && upper === 0) writeDiagonal(f, a, x);
  else if (upper === 0) evaluateInto(f, duals, a.T, x.T);
  else copyMatrix(f.ofMatrix(duals, a, null, lower === 0).value, x);
}

/** The direction is scaled to a size near 1: the derivative is linear in it. */
function differentiateInto(f: MatrixFunction, duals: Duals, a: MatrixView, e: MatrixView, l: MatrixView): void {
  if (a.rows === 0) return;
  const { lower, upper } = bandsOf(a);
  if (upper === 0 && lower > 0) return differentiateInto(f, duals, a.T, e.T, l.T);
  const factor = powerOfTwoScale(maxAbs(e));
  const direction = duals.take();
  copyMatrix(e, direction, factor);
  const { value, tangent } = f.ofMatrix(duals, a, direction, lower === 0);
  copyMatrix(tangent ?? value, l, 1 / factor); // there is one: duals have tangents
}

/** The numbers of the lowest and the highest diagonal that are not zero. */
function bandsOf(a: MatrixView): { lower: number; upper: number } {
  const seen = { lower: 0, upper: 0, hermitian: false, positive: false };
  look(a, seen);
  return seen;
}

function writeDiagonal({ ofNumber }: MatrixFunction, a: MatrixView, x: MatrixView): void {
  const width = a.type.kind === "complex" ? 2 : 1;
  const [from, to] = [a.data, x.data];
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.rows; j++) {
      const out = width * (x.offset + i * x.rowStride + j * x.colStride);
      const at = width * (a.offset + i * (a.rowStride + a.colStride));
      const value = i !== j ? [0, 0] : ofNumber(from[at], width === 2 ? from[at + 1] : 0);
      for (let part = 0; part < width; part++) to[out + part] = value[part];
    }
  }
}
