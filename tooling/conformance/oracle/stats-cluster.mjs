// dist.cdist, cluster.*, metrics.cluster: after SciPy and scikit-learn.
import { pairwiseDistances } from "@linnet/stats";

const metrics = { sqeuclidean: "squaredEuclidean", cityblock: "manhattan" };

export const statsCluster = {
  "dist.cdist": ({ a, b }, { metric }) => ({ d: pairwiseDistances(a, b, { metric: metrics[metric] ?? metric }) }),
};
