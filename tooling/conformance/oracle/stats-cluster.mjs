// dist.cdist, cluster.*, metrics.cluster: after SciPy and scikit-learn.
import {
  GaussianMixture,
  KMeans,
  adjustedRandIndex,
  normalizedMutualInformation,
  pairwiseDistances,
  silhouette,
} from "@linnet/stats";

const metrics = { sqeuclidean: "squaredEuclidean", cityblock: "manhattan" };

function kMeans({ X, init }, { max_iter: maxIterations }) {
  const model = KMeans.fit(X, { clusters: init.shape[0], initial: init, maxIterations, tolerance: 0 });
  return { centers: model.centres, labels: model.labels, inertia: model.inertia };
}

function mixture({ X, means_init: initial }, { max_iter: maxIterations, reg_covar: regularization }) {
  const settings = { maxIterations, regularization, tolerance: 0 };
  const model = GaussianMixture.fit(X, { components: initial.shape[0], initial, ...settings });
  const { weights, means, covariances, logLikelihood } = model;
  return { weights, means, covariances, log_likelihood_mean: logLikelihood };
}

export const statsCluster = {
  "cluster.gmm": mixture,
  "cluster.kmeans": kMeans,
  "metrics.cluster": ({ a, b, X }) => ({
    ari: adjustedRandIndex(a, b),
    nmi: normalizedMutualInformation(a, b),
    silhouette: silhouette(X, b),
  }),
  "dist.cdist": ({ a, b }, { metric }) => ({ d: pairwiseDistances(a, b, { metric: metrics[metric] ?? metric }) }),
};
