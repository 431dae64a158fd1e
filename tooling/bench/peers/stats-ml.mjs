// ml-pca and ml-kmeans of ml.js: plain JavaScript, nested arrays.
import { kmeans } from "ml-kmeans";
import { PCA } from "ml-pca";
import { blobs, decaying } from "../stats/inputs.mjs";

export const tasks = {
  pca({ n, p }) {
    const x = nested(decaying(n, p), p);
    return () => new PCA(x);
  },
  kMeans(sizes) {
    const { x, start } = blobs(sizes);
    const [rows, initialization] = [nested(x, sizes.p), nested(start, sizes.p)];
    return () => kmeans(rows, sizes.k, { initialization, maxIterations: 20, tolerance: 0 });
  },
};

function nested(x, p) {
  return Array.from({ length: x.length / p }, (_, i) => [...x.subarray(i * p, (i + 1) * p)]);
}
