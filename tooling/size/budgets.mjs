// What an import may cost a page, gzipped, in bytes (1 kB = 1000).

/** One creation function and the class of arrays, with the kernels they need. */
export const base = { names: ["NDArray", "zeros"], limit: 30_000 };

/** Every other public name of @linnet/core, on top of the base and of what it is made of. */
export const further = 3_000;

/**
 * Operations composed of public ones that have kernels and a budget of their own. What they add to those is weighed: a page that
 * takes logSoftmax pays exp, log and max once, whatever else it takes of them. List here only what exceeds the budget otherwise.
 */
export const madeOf = {
  logSoftmax: ["exp", "log", "max"],
  logSumExp: ["exp", "log", "max"],
  softmax: ["exp", "max"],
  nanMedian: ["argpartition", "argsort", "where", "sum", "isNaN", "takeAlongAxis"],
  nanQuantile: ["argpartition", "argsort", "where", "sum", "isNaN", "takeAlongAxis"],
  median: ["argpartition", "argsort", "where", "sum", "isNaN", "takeAlongAxis"],
  percentile: ["argpartition", "argsort", "where", "sum", "isNaN", "takeAlongAxis"],
  quantile: ["argpartition", "argsort", "where", "sum", "isNaN", "takeAlongAxis"],
  nanArgMax: ["max", "where", "isNaN"],
  nanArgMin: ["min", "where", "isNaN"],
  nanMax: ["max", "where", "isNaN"],
  nanMin: ["min", "where", "isNaN"],
  partition: ["takeAlongAxis"],
  sort: ["argsort", "takeAlongAxis"],
  interp: ["take", "where"],
  bincount: ["scatterAdd"],
  topK: ["argsort", "takeAlongAxis"],
  searchsorted: ["take"],
  unique: ["argsort", "take"],
  uniqueAll: ["argsort", "take"],
  uniqueCounts: ["argsort", "take"],
  uniqueInverse: ["argsort", "take"],
  uniqueValues: ["argsort", "take"],
  cumulativeProd: ["concat"],
  std: ["sqrt"],
  // their slopes are made of these
  erf: ["exp"],
  erfc: ["exp"],
  gelu: ["exp", "erfc"],
  gamma: ["digamma"],
  lgamma: ["digamma"],
  softplus: ["sigmoid"],
  randomCategorical: ["random"], // the stream that it draws from
  randomExponential: ["random"],
  randomGamma: ["random"],
  slice: ["take"],
  withValue: ["slice"],
  putAlongAxis: ["withValue"],
};

/** Every Fourier transform is the same kernels: passes of five radices, convolutions, and the plans of any length: 3.7 kB of 5.5. */
const transforms = "fft ifft rfft irfft hfft ihfft fftn ifftn rfftn irfftn".split(" ").map((name) => [name, 5_800]);

/** Elementary functions whose kernels for real numbers and definition for complex ones are one name: ADR 13. */
const elementary = { acosh: 3_700, asinh: 5_400, cos: 3_750, sigmoid: 3_300, sin: 3_750, tan: 3_900, tanh: 3_400 };

/** Names with a budget of their own; `sort` compares, counts and sorts by digits, whichever is fastest: ADR 15. */
export const exceptions = { matmul: 6_000, sort: 3_300, ...elementary, ...Object.fromEntries(transforms) };

/** Families that the base must not contain: each is looked for by the names its functions and primitives have. */
export const absent = {
  linalg: ["cholesky", "lu", "qr", "svd", "eigh", "solve", "lstsq"],
  fft: ["fft", "ifft", "rfft", "irfft", "fftn", "rfftn", "hfft"],
  sort: ["sort", "argsort"],
  einsum: ["einsum", "contractionOrder"],
};
