// pca.*, stats.*, preprocess.*, …: after scikit-learn, SciPy and statsmodels.
import { statsClassify } from "./stats-classify.mjs";
import { statsCluster } from "./stats-cluster.mjs";
import { statsDescribe } from "./stats-describe.mjs";
import { statsLatent } from "./stats-latent.mjs";
import { statsLinear } from "./stats-linear.mjs";
import { statsPca } from "./stats-pca.mjs";
import { statsPrepare } from "./stats-prepare.mjs";
import { statsTests } from "./stats-tests.mjs";

export const stats = {
  ...statsClassify,
  ...statsCluster,
  ...statsDescribe,
  ...statsLatent,
  ...statsLinear,
  ...statsPca,
  ...statsPrepare,
  ...statsTests,
};
