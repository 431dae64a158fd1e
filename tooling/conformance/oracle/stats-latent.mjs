// lda.*, cca.*: after scikit-learn.
import { mul } from "@linnet/core";
import { CCA, LinearDiscriminantAnalysis } from "@linnet/stats";

/** The reference weighs the classes' covariances of divisor nᶜ by their shares: divisor n where ours is n − classes. */
function discriminants({ X, y }) {
  const lda = LinearDiscriminantAnalysis.fit(X, y);
  const [n, classes] = [X.shape[0], lda.classes.size];
  return {
    means: lda.means,
    priors: lda.priors,
    covariance: mul(lda.covariance, (n - classes) / n),
    explained_variance_ratio: lda.explainedVarianceRatio,
    scores: lda.transform(X),
    proba: lda.predictProbabilities(X),
    predict: lda.predict(X),
  };
}

function canonical({ X, Y }) {
  const cca = CCA.fit(X, Y);
  return { correlations: cca.correlations, x_scores: cca.transform(X), y_scores: cca.transformTarget(Y) };
}

export const statsLatent = {
  "cca.fit": canonical,
  "lda.fit": discriminants,
};
