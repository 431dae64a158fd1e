import { type NDArray, zerosLike } from "@linnet/core";
import {
  type Aval,
  type MatrixView,
  type PrimitiveMany,
  batchDims,
  bindMany,
  matrices,
  matrixDims,
  primitiveMany,
  rowMajor,
} from "@linnet/core/extend";
import { release, unsetWorkspace } from "@linnet/kernels";
import { finishFactors, qrMany } from "@linnet/kernels/lapack";
import { partOf } from "../blocked/matrix/complex-view.js";
import { copyMatrix, keepTriangle } from "../blocked/matrix/copy.js";
import { type Reflectors, factorQr, formQ } from "../blocked/qr/qr.js";
import { inFewCalls } from "../operand/few-rows.js";
import { requireFiniteMatrices } from "../operand/operands.js";
import { qrPullBack, qrPushForward } from "./qr-derivative.js";

/** Q and R of A, in the name of `op`. */
export function qrFactors(op: string, a: NDArray, full: boolean): readonly [Q: NDArray, R: NDArray] {
  const [Q, R] = bindMany(qrP, [a], { op, full });
  return [Q, R];
}

interface QrParams {
  readonly op: string;
  readonly full: boolean;
}

const qrP: PrimitiveMany<QrParams> = /* @__PURE__ */ primitiveMany<QrParams>("qr", {
  batch: [2],
  abstract: ([a], { full }) => qrAvals(a, full),

  evaluate([a], [Q, R], { op }) {
    if (inFewCalls([a, Q, R], (count, [first, q, r], [step]) => qrMany(count, { first, step }, q, r))) return;
    requireFiniteMatrices(op, "a", a);
    for (const [matrix, q, r] of matrices([a, Q, R])) factorInto(matrix, q, r);
  },

  derivative: {
    vjp: ([ctQ, ctR], [a], [Q, R], { op }) => [
      () => qrPullBack({ op, a, Q, R }, ctQ ?? zerosLike(Q), ctR ?? zerosLike(R)),
    ],
    jvp: ([da], [a], [Q, R], { op }) => qrPushForward({ op, a, Q, R }, da),
  },
});

function factorInto(a: MatrixView, q: MatrixView, r: MatrixView): void {
  const at = unsetWorkspace(a.type, a.cols, a.rows);
  copyMatrix(a.T, at);
  writeFactors(at, factorQr(at), q, r);
}

/** dtypes and layouts of Q and R. */
export function qrAvals(a: Aval, full: boolean): readonly [Aval, Aval] {
  const [m, n] = matrixDims(a);
  const inner = full ? m : Math.min(m, n);
  const batch = batchDims(a);
  return [
    { type: a.type, layout: rowMajor([...batch, m, inner]) },
    { type: a.type, layout: rowMajor([...batch, inner, n]) },
  ];
}

/**
 * Q and R of a reduced matrix, with the signs that make the diagonal of R non-negative. Releases its inputs.
 *
 * @param at n×m, row j holds column j of R, as `factorQr` leaves it
 */
export function writeFactors(at: MatrixView, reflectors: Reflectors, q: MatrixView, r: MatrixView): void {
  const { rows: n, cols: m } = at;
  const qt = unsetWorkspace(at.type, q.cols, m);
  formQ(qt, reflectors);
  copyMatrix(at.block(0, 0, n, r.rows).T, r);
  if (!finishFactors(Math.min(m, n), r, qt)) normalize(r, qt);
  copyMatrix(qt.T, q);
  for (const { storage } of [at, qt, reflectors.v, reflectors.t]) release(storage);
}

/** What `finishFactors` does, of any type. */
function normalize(r: MatrixView, qt: MatrixView): void {
  keepTriangle(r, "upper");
  const parts = r.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < Math.min(r.rows, r.cols); i++) {
    if (!(r.data[parts * (r.offset + i * (r.rowStride + r.colStride))] < 0)) continue;
    negate(r.block(i, i, 1, r.cols - i));
    negate(qt.block(i, 0, 1, qt.cols));
  }
}

/** A row ← its negative. */
function negate(row: MatrixView): void {
  if (row.type.kind === "complex") {
    negate(partOf(row, 0));
    negate(partOf(row, 1));
    return;
  }
  const { data, offset, cols, colStride } = row;
  for (let j = 0; j < cols; j++) data[offset + j * colStride] = -data[offset + j * colStride];
}
