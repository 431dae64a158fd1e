// stats.*: what describes samples, after NumPy and SciPy.
import { abs, add, max, median, min, slice, square, stack } from "@linnet/core";
import {
  Standardizer,
  autocorrelation,
  correlation,
  covariance,
  geometricMean,
  interquartileRange,
  kendallCorrelation,
  kurtosis,
  mahalanobis,
  medianAbsoluteDeviation,
  partialCorrelation,
  rank,
  sampleMean,
  sampleVariance,
  skewness,
  spearmanCorrelation,
  standardDeviation,
} from "@linnet/stats";

function described({ X }, { bias }) {
  return {
    mean: sampleMean(X),
    var: sampleVariance(X),
    min: min(X, { axis: 0 }),
    max: max(X, { axis: 0 }),
    skew: skewness(X, { bias }),
    kurtosis: kurtosis(X, { bias }),
    median: median(X, { axis: 0 }),
    iqr: interquartileRange(X),
    geometric_mean: geometricMean(add(abs(X), 1)),
    mad: medianAbsoluteDeviation(X),
  };
}

export const statsDescribe = {
  "stats.cov": ({ X }, { ddof }) => ({ c: covariance(X, { ddof }) }),
  "stats.corrcoef": ({ X }) => ({ c: correlation(X) }),
  "stats.describe": described,
  "stats.kendall": ({ x, y }) => ({ tau: slice(kendallCorrelation(stack([x, y], { axis: 1 })), 0, 1) }),
  "stats.mahalanobis": ({ X }) => ({ d2: square(mahalanobis(X)) }),
  "stats.partial_corr": ({ X }) => ({ c: partialCorrelation(X) }),
  "stats.rank": ({ x }, { method }) => ({ r: rank(x, { ties: method }) }),
  "stats.spearman": ({ X }) => ({ c: spearmanCorrelation(X) }),
  "stats.summary": ({ y }, { ddof }) => ({
    mean: sampleMean(y),
    std: standardDeviation(y, { ddof }),
    autocorr1: autocorrelation(y, 1),
  }),
  "stats.zscore": ({ X }, { ddof }) => ({ z: Standardizer.fit(X, { ddof }).transform(X) }),
};
