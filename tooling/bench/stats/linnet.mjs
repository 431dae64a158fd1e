// Linnet's part in the rows of the stats table; results are given back at once.
import { add, array, arraysIn, scope } from "@linnet/core";
import { KMeans, LogisticRegression, PCA, Standardizer, covariance, describe, lassoPath } from "@linnet/stats";
import { blobs, decaying, labels, normals, regression } from "./inputs.mjs";

/** A call that gives back what it answers. */
const given = (call) => () => {
  for (const x of arraysIn(scope(call))) x.dispose();
};

const table = (data, { n, p }) => array(data, { shape: [n, p] });

export const tasks = {
  pca(sizes) {
    const x = table(decaying(sizes.n, sizes.p), sizes);
    return given(() => PCA.fit(x));
  },
  pcaRandomized(sizes) {
    const x = table(decaying(sizes.n, sizes.p), sizes);
    return given(() => PCA.fit(x, { components: sizes.k, solver: "randomized" }));
  },
  covariance(sizes) {
    const x = table(normals(sizes.n, sizes.p), sizes);
    return given(() => covariance(x));
  },
  kMeans(sizes) {
    const { x, start } = blobs(sizes);
    const rows = table(x, sizes);
    const initial = array(start, { shape: [sizes.k, sizes.p] });
    return given(() => KMeans.fit(rows, { clusters: sizes.k, initial, maxIterations: 20, tolerance: 0 }));
  },
  lassoPath(sizes) {
    const { x, signal, noise } = regression(sizes);
    const rows = table(x, sizes);
    const y = add(array(signal), array(noise));
    return given(() => lassoPath(rows, y, { epsilon: 1e-3, count: 100 }));
  },
  logistic(sizes) {
    const data = regression(sizes);
    const rows = table(data.x, sizes);
    const y = array(labels(data)).astype("int32");
    return given(() => LogisticRegression.fit(rows, y, { C: 1 }));
  },
  standardize(sizes) {
    const x = table(normals(sizes.n, sizes.p), sizes);
    return given(() => Standardizer.fit(x).transform(x));
  },
  describe(sizes) {
    const x = table(normals(sizes.n, sizes.p), sizes);
    return () => describe(x);
  },
};
