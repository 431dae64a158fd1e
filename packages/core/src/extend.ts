export { MAX_ARRAY_BYTES, MatrixView, elements, rowMajor, sameShape, strided, workspace } from "@linnet/kernels";
export type { ElementType, Layout, Storage, Strided } from "@linnet/kernels";
export { kindOf, requireArray, requireList, requireOptions } from "./array/argument.js";
export type { Aval } from "./array/aval.js";
export { alias, allocate, permanentScalar, viewOf } from "./array/construct.js";
export { elementTypeOf, inexactType, promote } from "./array/dtype.js";
export {
  batchDims,
  broadcastLayout,
  broadcastShapes,
  contiguousLike,
  matrixDims,
  normalizeAxes,
  normalizeAxis,
  requireNdim,
  requireShape,
  unravel,
} from "./array/layout.js";
export { matrices, matrixRuns, matrixViewOf } from "./array/matrices.js";
export type { Run } from "./array/matrices.js";
export { requireFinite, requireFloat, requireSquare } from "./array/require.js";
export { nextTask } from "./next-task.js";
export { lastingScalar } from "./ops/lasting.js";
export { methods as quantileRanks } from "./ops/quantile-methods.js";
export { dense } from "./ops/reshape.js";
export { sumTo } from "./ops/sum-broadcast.js";
export { bind, bindMany, bindUnder, currentInterpreter, interpretWith } from "./primitive/bind.js";
export type { Interpreter } from "./primitive/bind.js";
export { withElements } from "./primitive/stand-in.js";
export type { StandsFor } from "./primitive/stand-in.js";
export { primitive, primitiveMany } from "./primitive/primitive.js";
export type {
  BatchAxes,
  BatchRule,
  Derivative,
  DerivativeMany,
  Lazy,
  Primitive,
  PrimitiveMany,
} from "./primitive/primitive.js";
