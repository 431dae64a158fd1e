// pca.*: after scikit-learn.
import { sum } from "@linnet/core";
import { IncrementalPCA, KernelPCA, PCA, TruncatedSVD } from "@linnet/stats";

function components({ X }, { n_components: count, whiten }) {
  const most = Math.min(...X.shape);
  const k = count ?? most;
  const pca = PCA.fit(X, { components: k, whiten });
  const scores = pca.transform(X);
  return {
    mean: pca.mean,
    components: pca.components,
    explained_variance: pca.explainedVariance,
    explained_variance_ratio: pca.explainedVarianceRatio,
    singular_values: pca.singularValues,
    noise_variance: pca.noiseVariance,
    scores,
    reconstruction: pca.inverseTransform(scores),
    n_components: k,
  };
}

function signed({ X }, { n_components: k, sign }) {
  const pca = PCA.fit(X, { components: k, signs: sign === "u_based" ? "scores" : "components" });
  return { components: pca.components, scores: pca.transform(X) };
}

function randomized({ X }, { n_components: k, oversample, n_iter: powerIterations }) {
  const pca = PCA.fit(X, { components: k, solver: "randomized", oversample, powerIterations });
  const { explainedVariance } = pca;
  return { explained_variance: explainedVariance, captured: sum(explainedVariance), components: pca.components };
}

function incremental({ X }, { n_components: k, batch_size: batchSize }) {
  const {
    mean: centre,
    components: rows,
    explainedVariance,
    singularValues,
    variance,
  } = IncrementalPCA.fit(X, {
    components: k,
    batchSize,
  });
  const [explained_variance, singular_values] = [explainedVariance, singularValues];
  return { mean: centre, components: rows, explained_variance, singular_values, var: variance };
}

function truncated({ X }, { n_components: k }) {
  const lsa = TruncatedSVD.fit(X, { components: k });
  return { singular_values: lsa.singularValues, components: lsa.components, scores: lsa.transform(X) };
}

function kernelRbf({ X }, { n_components: k, gamma }) {
  const pca = KernelPCA.fit(X, { components: k, kernel: "rbf", gamma });
  return { eigenvalues: pca.eigenvalues, scores: pca.transform(X) };
}

export const statsPca = {
  "pca.fit": components,
  "pca.sign": signed,
  "pca.randomized": randomized,
  "pca.incremental": incremental,
  "pca.truncated_svd": truncated,
  "pca.kernel_rbf": kernelRbf,
};
