// pca.*, stats.*, preprocess.*, …: after scikit-learn, SciPy and statsmodels.
import { Standardizer } from "@linnet/stats";
import { statsClassify } from "./stats-classify.mjs";
import { statsCluster } from "./stats-cluster.mjs";
import { statsDescribe } from "./stats-describe.mjs";
import { statsLatent } from "./stats-latent.mjs";
import { statsLinear } from "./stats-linear.mjs";
import { statsPca } from "./stats-pca.mjs";
import { statsTests } from "./stats-tests.mjs";
// pca.*, stats.*: after scikit-learn and NumPy.
import { mean, slice } from "@linnet/core";
import { PCA, Standardizer, correlation, covariance } from "@linnet/stats";
import { Unsupported } from "./arrays.mjs";
import { statsPrepare } from "./stats-prepare.mjs";

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

export const stats = {
  "preprocess.standard_scaler": standardized,
  ...statsClassify,
  ...statsCluster,
  ...statsDescribe,
  ...statsLatent,
  ...statsLinear,
  ...statsPca,
  ...statsTests,
  "pca.fit": components,
  "pca.sign": signed,
  "stats.cov": ({ X }, { ddof }) => ({ c: covariance(X, { ddof }) }),
  "stats.corrcoef": ({ X }) => ({ c: correlation(X) }),
  "stats.zscore": ({ X }, { ddof }) => ({ z: Standardizer.fit(X, { ddof }).transform(X) }),
  ...statsPrepare,
};
