// lm.lasso, lm.elastic_net, lm.logistic: after scikit-learn.
import { squeeze } from "@linnet/core";
import { ElasticNet, Lasso, LogisticRegression } from "@linnet/stats";

export const statsClassify = {
  "lm.lasso": ({ X, y }, { alpha }) => linear(Lasso.fit(X, y, { alpha, tolerance: 1e-14 })),
  "lm.elastic_net": ({ X, y }, { alpha, l1_ratio: l1Ratio }) =>
    linear(ElasticNet.fit(X, y, { alpha, l1Ratio, tolerance: 1e-14 })),
  "lm.logistic": logistic,
};

function logistic({ X, y }, { C, n_classes: classes }) {
  const model = LogisticRegression.fit(X, y, { C, tolerance: 1e-10 });
  const one = (x) => (classes === 2 ? squeeze(x, 0) : x);
  return { coef: one(model.coefficients), intercept: one(model.intercept), proba: model.predictProbabilities(X) };
}

function linear({ coefficients, intercept }) {
  return { coef: coefficients, intercept };
}
