export { DisposedError, LinnetError, MemoryError } from "@linnet/kernels";
export {
  arange,
  empty,
  emptyLike,
  eye,
  fromFunction,
  full,
  fullLike,
  linspace,
  ones,
  onesLike,
  zeros,
  zerosLike,
} from "./array/create.js";
export type { DTypeOption } from "./array/create.js";
export { finfo, iinfo } from "./array/dtype-limits.js";
export type { FloatLimits, IntegerLimits } from "./array/dtype-limits.js";
export { canCast, isDType, resultType } from "./array/dtype-rules.js";
export type { DTypeKind, ResultType, TypeOperand } from "./array/dtype-rules.js";
export type { Complex, DType, Divided, Float, Inexact, Integer, Promote, RealOf, Summed } from "./array/dtype.js";
export { array, asarray } from "./array/from-data.js";
export type { ForeignTypedArray, NestedData, ShapeOf } from "./array/from-data.js";
export { toLatex } from "./array/latex.js";
export { NDArray } from "./array/ndarray.js";
export type { Operand, ReadonlyTypedArray } from "./array/ndarray.js";
export type { PrintOptions } from "./array/print-options.js";
export type { Nested, TypedArrayOf } from "./array/read.js";
export { toRecord } from "./array/record.js";
export type { ArrayRecord, OwnRecord } from "./array/record.js";
export { toText } from "./array/text.js";
export type { Quantiles } from "./array/typed-along.js";
export type { Permuted } from "./array/typed-axes.js";
export type { ArraySpec, Indexed } from "./array/typed-index-arrays.js";
export type {
  AxisOption,
  Broadcast,
  Check,
  Dim,
  Expanded,
  MatMul,
  Reduced,
  Reshaped,
  Result,
  Shape,
  ShapeProblem,
  Transpose,
} from "./array/typed-shape.js";
export type { Indices } from "./array/typed-take.js";
export type { Columns } from "./columns.js";
export { configure, setThreads } from "./configure.js";
export type { Configuration } from "./configure.js";
export { ConvergenceError, DTypeError, IndexError, IntegerOverflowError, ShapeError, ValueError } from "./errors.js";
export { fft, hfft, ifft, ihfft, irfft, rfft } from "./fft/fft.js";
export { fftn, ifftn, irfftn, rfftn } from "./fft/fftn.js";
export type { FourierAxesOptions } from "./fft/fftn.js";
export type { FourierNorm, FourierOptions } from "./fft/fourier.js";
export { fftfreq, rfftfreq } from "./fft/frequencies.js";
export type { FrequencyOptions } from "./fft/frequencies.js";
export { fftshift, ifftshift } from "./fft/shift.js";
export { inspect } from "./inspect.js";
export type { Inspection } from "./inspect.js";
export { relu, sigmoid, softplus, tanh } from "./ops/activations.js";
export { all, any, argmax, argmin } from "./ops/any-all.js";
export { add, div, mul, neg, positive, sub } from "./ops/arithmetic.js";
export { astype, real } from "./ops/astype.js";
export { expandDims, squeeze } from "./ops/axes.js";
export type { BinRule } from "./ops/bin-rules.js";
export {
  bitwiseAnd,
  bitwiseInvert,
  bitwiseLeftShift,
  bitwiseOr,
  bitwiseRightShift,
  bitwiseXor,
} from "./ops/bitwise.js";
export { broadcastArrays, broadcastShapes, meshgrid } from "./ops/broadcast.js";
export { trapezoid } from "./ops/calculus.js";
export { equal, greater, greaterEqual, less, lessEqual, notEqual } from "./ops/compare.js";
export { angle, complex, conj, imag } from "./ops/complex-parts.js";
export type { ComplexOf } from "./ops/complex-parts.js";
export { concat, split, stack } from "./ops/concat-split.js";
export { convolve, correlate } from "./ops/correlate.js";
export type { CorrelationMode } from "./ops/correlate.js";
export { cross } from "./ops/cross.js";
export { cumulativeProd } from "./ops/cumulative-prod.js";
export { cumulativeSum, diff } from "./ops/cumulative.js";
export type { CumulativeOptions } from "./ops/cumulative.js";
export { floorDivide, remainder } from "./ops/division.js";
export { einsum, einsumPath } from "./ops/einsum.js";
export type { ContractionOrder } from "./ops/einsum.js";
export { allClose, arrayEqual } from "./ops/equality.js";
export { erf, erfc, gelu } from "./ops/erf.js";
export { cbrt, exp2 } from "./ops/exp2-cbrt.js";
export { exp, expm1, log, log10, log1p, log2 } from "./ops/exp-log.js";
export { clip, max, maximum, min, minimum } from "./ops/extrema.js";
export { flip, roll } from "./ops/flip-roll.js";
export { digamma, gamma, lgamma } from "./ops/gamma.js";
export { take as gather, scatterAdd, take } from "./ops/gather-scatter.js";
export { gradient } from "./ops/gradient.js";
export { bincount, histogram } from "./ops/histogram.js";
export type { Histogram } from "./ops/histogram.js";
export { cosh, sinh } from "./ops/hyperbolic.js";
export { hypot } from "./ops/hypot.js";
export { slice, withValue } from "./ops/index-arrays.js";
export { interp } from "./ops/interp.js";
export { acosh, asinh, atanh } from "./ops/inverse-hyperbolic.js";
export { acos, asin, atan, atan2 } from "./ops/inverse-trig.js";
export { isFinite, isInf, isNaN } from "./ops/is-finite.js";
export { kron } from "./ops/kron.js";
export { logaddexp } from "./ops/logaddexp.js";
export { logicalAnd, logicalNot, logicalOr, logicalXor } from "./ops/logical.js";
export { matmul } from "./ops/matmul.js";
export { mean, std, variance } from "./ops/mean-variance.js";
export type { VarianceOptions } from "./ops/mean-variance.js";
export { moveaxis, rot90, swapaxes } from "./ops/moveaxis.js";
export { nanArgMax, nanArgMin } from "./ops/nan-arg.js";
export { nanMax, nanMean, nanMin, nanStd, nanSum, nanVariance } from "./ops/nan-reductions.js";
export { oneHot } from "./ops/one-hot.js";
export { pad } from "./ops/pad.js";
export type { PadMode } from "./ops/pad.js";
export { argpartition, partition, topK } from "./ops/partition.js";
export type { TopK } from "./ops/partition.js";
export { pow, reciprocal, sqrt, square } from "./ops/pow.js";
export { prod } from "./ops/prod.js";
export { ptp } from "./ops/ptp.js";
export { putAlongAxis } from "./ops/put-along-axis.js";
export type { QuantileMethod } from "./ops/quantile-methods.js";
export { median, nanMedian, nanQuantile, percentile, quantile } from "./ops/quantile.js";
export type { QuantileOptions } from "./ops/quantile.js";
export { rearrange } from "./ops/rearrange.js";
export { reduceAxes } from "./ops/reduce-axes.js";
export type { Reduction } from "./ops/reduce-axes.js";
export { repeat, tile } from "./ops/repeat-tile.js";
export { reshape } from "./ops/reshape.js";
export { countNonzero, isin, nonzero, searchsorted } from "./ops/search.js";
export { copysign, nextafter, signbit } from "./ops/sign-bit.js";
export { abs, ceil, floor, round, sign, trunc } from "./ops/sign-round.js";
export type { At, IndexSpec, Sliced } from "./ops/slice-pad.js";
export { logSoftmax, logSumExp, softmax } from "./ops/softmax.js";
export { argsort, sort } from "./ops/sort.js";
export type { SortOptions } from "./ops/sort.js";
export { broadcastTo, sum } from "./ops/sum-broadcast.js";
export type { AxisOptions } from "./ops/sum-broadcast.js";
export { takeAlongAxis } from "./ops/take-along-axis.js";
export { inner, tensordot } from "./ops/tensordot.js";
export { adjoint, matrixTranspose, permuteDims } from "./ops/transpose.js";
export { diag, diagonal, trace, tril, triu } from "./ops/triangle-diag.js";
export { cos, sin, tan } from "./ops/trig.js";
export { unique, uniqueAll, uniqueCounts, uniqueInverse, uniqueValues } from "./ops/unique.js";
export type { Unique } from "./ops/unique.js";
export { unstack } from "./ops/unstack.js";
export { vander } from "./ops/vander.js";
export { outer, vecdot } from "./ops/vecdot.js";
export { where } from "./ops/where.js";
export { randomCategorical } from "./random/categorical.js";
export type { FloatOptions } from "./random/draw-floats.js";
export { randomExponential } from "./random/exponential.js";
export { randomGamma } from "./random/gamma.js";
export { Random, random } from "./random/random.js";
export type { RandomState } from "./random/state.js";
export { scope } from "./scope.js";
export { State, arraysIn, mapTree, mapTreeArrays, treeArrays, treeLeaves, unflattenTree } from "./tree.js";
export type { TreeLeaf } from "./tree.js";
