// pca.*, stats.*, preprocess.*, …: after scikit-learn, SciPy and statsmodels.
import { Standardizer } from "@linnet/stats";
import { statsClassify } from "./stats-classify.mjs";
import { statsCluster } from "./stats-cluster.mjs";
import { statsDescribe } from "./stats-describe.mjs";
import { statsLatent } from "./stats-latent.mjs";
import { statsLinear } from "./stats-linear.mjs";
import { statsPca } from "./stats-pca.mjs";
import { statsTests } from "./stats-tests.mjs";

function standardized({ X }) {
  const scaler = Standardizer.fit(X);
  return { mean: scaler.mean, scale: scaler.scale, y: scaler.transform(X) };
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
};
