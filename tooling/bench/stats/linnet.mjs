// Linnet's part in the rows of the stats table; results are given back at once.
import { array, arraysIn, scope } from "@linnet/core";
import { PCA, Standardizer, covariance } from "@linnet/stats";
import { decaying, normals } from "./inputs.mjs";

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
  covariance(sizes) {
    const x = table(normals(sizes.n, sizes.p), sizes);
    return given(() => covariance(x));
  },
  standardize(sizes) {
    const x = table(normals(sizes.n, sizes.p), sizes);
    return given(() => Standardizer.fit(x).transform(x));
  },
};
