// pca.*, stats.*, preprocess.*: after scikit-learn and NumPy.
import { mean, slice } from "@linnet/core";
import { PCA, Standardizer } from "@linnet/stats";
import { Unsupported } from "./arrays.mjs";
import { statsDescribe } from "./stats-describe.mjs";
import { statsLatent } from "./stats-latent.mjs";
import { statsCluster } from "./stats-cluster.mjs";
import { statsClassify } from "./stats-classify.mjs";
import { statsLinear } from "./stats-linear.mjs";
import { statsTests } from "./stats-tests.mjs";

function components({ X }, { n_components: count, whiten }) {
  const most = Math.min(...X.shape);
  const k = count ?? most;
  const pca = PCA.fit(X, { components: k, whiten });
  const scores = pca.transform(X);
  const dropped = slice(PCA.fit(X).explainedVariance, `${k}:`);
  return {
    mean: pca.mean,
    components: pca.components,
    explained_variance: pca.explainedVariance,
    explained_variance_ratio: pca.explainedVarianceRatio,
    singular_values: pca.singularValues,
    noise_variance: k < most ? mean(dropped) : 0,
    scores,
    reconstruction: pca.inverseTransform(scores),
    n_components: k,
  };
}

function signed({ X }, { n_components: k, sign }) {
  if (sign !== "v_based") throw new Unsupported(`signs ${sign}`);
  const pca = PCA.fit(X, { components: k });
  return { components: pca.components, scores: pca.transform(X) };
}
// stats.*, preprocess.*: after scikit-learn and NumPy.
import { Standardizer, correlation, covariance } from "@linnet/stats";
import { statsPca } from "./stats-pca.mjs";

function standardized({ X }) {
  const scaler = Standardizer.fit(X);
  return { mean: scaler.mean, scale: scaler.scale, y: scaler.transform(X) };
}

export const stats = {
  ...statsLatent,
  ...statsCluster,
  ...statsLinear,
  "pca.fit": components,
  "pca.sign": signed,
  ...statsPca,
  "stats.cov": ({ X }, { ddof }) => ({ c: covariance(X, { ddof }) }),
  "stats.corrcoef": ({ X }) => ({ c: correlation(X) }),
  "stats.zscore": ({ X }, { ddof }) => ({ z: Standardizer.fit(X, { ddof }).transform(X) }),
  "preprocess.standard_scaler": standardized,
  ...statsDescribe,
  ...statsClassify,
  ...statsTests,
};
