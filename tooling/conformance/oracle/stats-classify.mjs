// lm.lasso, lm.elastic_net: after scikit-learn.
import { ElasticNet, Lasso } from "@linnet/stats";

export const statsClassify = {
  "lm.lasso": ({ X, y }, { alpha }) => linear(Lasso.fit(X, y, { alpha, tolerance: 1e-14 })),
  "lm.elastic_net": ({ X, y }, { alpha, l1_ratio: l1Ratio }) =>
    linear(ElasticNet.fit(X, y, { alpha, l1Ratio, tolerance: 1e-14 })),
};

function linear({ coefficients, intercept }) {
  return { coef: coefficients, intercept };
}
