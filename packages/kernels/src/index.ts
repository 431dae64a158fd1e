export { partView, realType, realView } from "./complex/parts.js";
export { conjugate } from "./complex/conjugate.js";
export { copy } from "./copy.js";
export {
  ElementType,
  bool,
  complex128,
  complex64,
  elementTypes,
  float32,
  float64,
  int16,
  int32,
  int8,
  uint16,
  uint32,
  uint8,
} from "./element-type.js";
export type { ElementKind, ElementName, FloatArray, TypedArray } from "./element-type.js";
export { DisposedError, LinnetError, MemoryError } from "./errors.js";
export { gather, scatter, scatterAdd } from "./gather.js";
export { gemm } from "./gemm.js";
export { gemmBatch } from "./gemm-batch.js";
export { gemv } from "./gemv.js";
export { Layout, rowMajor, sameShape, scalarLayout, strided } from "./layout.js";
export { map } from "./map.js";
export { MatrixView, unsetWorkspace, workspace } from "./matrix-view.js";
export { MAX_ARRAY_BYTES, allocate, recordInto, release, reserve, reserveStorage } from "./memory/heap.js";
export { closeScope, openScope } from "./memory/scope.js";
export type { Scope } from "./memory/scope.js";
export { configureMemory, memoryStats } from "./memory/stats.js";
export type { MemoryOptions, MemoryStats } from "./memory/stats.js";
export { Storage, elements, inHeap, released, requireLive } from "./memory/storage.js";
export {
  abs,
  ceil,
  floor,
  isFinite,
  isNaN,
  logicalNot,
  negate,
  reciprocal,
  relu,
  round,
  sign,
  sqrt,
  square,
  step,
  trunc,
} from "./ops/map-ops.js";
export { erf, erfc, gelu } from "./ops/erf-ops.js";
export { cbrt, exp2 } from "./ops/exp2-cbrt-ops.js";
export { gamma, lgamma } from "./ops/gamma-ops.js";
export { log, log10, log1p, log2 } from "./ops/log-ops.js";
export { acos, asin, atan, atan2, hypot } from "./ops/arc-ops.js";
export {
  bitwiseAnd,
  bitwiseInvert,
  bitwiseLeftShift,
  bitwiseOr,
  bitwiseRightShift,
  bitwiseXor,
} from "./ops/bit-ops.js";
export { floorDivide, remainder } from "./ops/division-ops.js";
export { angle } from "./ops/complex-ops.js";
export { exp, expm1 } from "./ops/exp-ops.js";
export { copysign, isInf, logaddexp, nextafter32, nextafter64, signbit } from "./ops/float-ops.js";
export { acosh, asinh, atanh, cosh, sinh } from "./ops/hyperbolic-ops.js";
export { sigmoid, softplus, tanh } from "./ops/logistic-ops.js";
export type { MapOp, ReduceOp, ZipOp } from "./ops/op.js";
export { polygamma } from "./ops/polygamma.js";
export { all, any, argmax, argmin, max, min, prod, sum } from "./ops/reduce-ops.js";
export { cos, sin, tan } from "./ops/trig-ops.js";
export {
  add,
  div,
  equal,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalAnd,
  logicalOr,
  logicalXor,
  maximum,
  minimum,
  mul,
  notEqual,
  pow,
  sub,
  timesLog,
} from "./ops/zip-ops.js";
export { useKernels } from "./override.js";
export { philox } from "./philox.js";
export { argpartition, argselect } from "./rank.js";
export { reduce } from "./reduce.js";
export { select } from "./select.js";
export { argsort, sort } from "./sort.js";
export type {
  Argpartition,
  Argselect,
  Copy,
  Diagonal,
  Gather,
  Gemm,
  Gemv,
  Kernels,
  Map,
  Philox,
  Reduce,
  ScatterAdd,
  Select,
  Sort,
  Triangle,
  Trsm,
  Zip,
} from "./signatures.js";
export type { Strided } from "./strided.js";
export { configureThreads, threadCount } from "./threads/pool.js";
export { trsm } from "./trsm.js";
export { zip } from "./zip.js";
