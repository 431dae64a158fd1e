import type { MatrixView } from "./matrix-view.js";
import type { MapOp, ReduceOp, ZipOp } from "./ops/op.js";
import type { Strided } from "./strided.js";

/** C ← α·A·B + β·C. */
export type Gemm = (alpha: number, a: MatrixView, b: MatrixView, beta: number, c: MatrixView) => void;

/** `count` products C ← α·A·B + β·C; each operand's next matrix begins so many elements after the one before. */
export type GemmBatch = (
  count: number,
  alpha: number,
  a: MatrixView,
  aStep: number,
  b: MatrixView,
  bStep: number,
  beta: number,
  c: MatrixView,
  cStep: number,
) => void;

/** y ← α·A·x + β·y; x and y are n×1 views. */
export type Gemv = (alpha: number, a: MatrixView, x: MatrixView, beta: number, y: MatrixView) => void;

/** Which triangle of a matrix is read. */
export type Triangle = "lower" | "upper";
/** Whether the diagonal is read, or taken to be ones. */
export type Diagonal = "unit" | "nonunit";

/** B ← α·T⁻¹·B. */
export type Trsm = (alpha: number, t: MatrixView, uplo: Triangle, diag: Diagonal, b: MatrixView) => void;

/** out ← f(x), element by element. */
export type Map = (op: MapOp, x: Strided, out: Strided) => void;

/** out ← a ∘ b, element by element. */
export type Zip = (op: ZipOp, a: Strided, b: Strided, out: Strided) => void;

/** out ← x reduced over some axes. */
export type Reduce = (op: ReduceOp, x: Strided, axes: readonly number[], out: Strided) => void;

/** out ← x, converted to out's dtype. */
export type Copy = (x: Strided, out: Strided) => void;

/** out ← a where condition, else b. */
export type Select = (condition: Strided, a: Strided, b: Strided, out: Strided) => void;

/** out[…, j, …] ← x[…, indices[j], …]. */
export type Gather = (x: Strided, indices: Strided, axis: number, out: Strided) => void;

/** out[…, indices[j], …] ← x[…, j, …], j ascending. */
export type Scatter = (x: Strided, indices: Strided, axis: number, out: Strided) => void;

/** out[…, indices[j], …] ← out[…, indices[j], …] + x[…, j, …]. */
export type ScatterAdd = (x: Strided, indices: Strided, axis: number, out: Strided) => void;

/** out ← random words of blocks counter, counter + 1, … under a key. */
export type Philox = (key0: number, key1: number, counterLo: number, counterHi: number, out: Strided) => void;

/** out ← x in order along an axis, or where its elements are. */
export type Sort = (x: Strided, axis: number, descending: boolean, out: Strided) => void;

/** out ← where along an axis the elements before the one of rank kth are, it and its equals, and those after it. */
export type Argpartition = (x: Strided, axis: number, kth: number, descending: boolean, out: Strided) => void;

/** out ← where in each row of x the elements of its ranks are. */
export type Argselect = (x: Strided, ranks: Strided, out: Strided) => void;

/** Every kernel that another implementation may replace. */
export interface Kernels {
  readonly gemm: Gemm;
  readonly gemv: Gemv;
  readonly trsm: Trsm;
  readonly map: Map;
  readonly zip: Zip;
  readonly reduce: Reduce;
  readonly copy: Copy;
  readonly select: Select;
  readonly gather: Gather;
  readonly scatter: Scatter;
  readonly scatterAdd: ScatterAdd;
  readonly philox: Philox;
  readonly sort: Sort;
  readonly argsort: Sort;
  readonly argpartition: Argpartition;
  readonly argselect: Argselect;
}
