// dist.cdist, cluster.*, metrics.cluster: after SciPy and scikit-learn.
import { KMeans, pairwiseDistances } from "@linnet/stats";

const metrics = { sqeuclidean: "squaredEuclidean", cityblock: "manhattan" };

function kMeans({ X, init }, { max_iter: maxIterations }) {
  const model = KMeans.fit(X, { clusters: init.shape[0], initial: init, maxIterations, tolerance: 0 });
  return { centers: model.centres, labels: model.labels, inertia: model.inertia };
}

export const statsCluster = {
  "cluster.kmeans": kMeans,
  "dist.cdist": ({ a, b }, { metric }) => ({ d: pairwiseDistances(a, b, { metric: metrics[metric] ?? metric }) }),
};
