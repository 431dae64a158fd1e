// danfo.js: data frames over TensorFlow.js.
import { DataFrame, StandardScaler } from "danfojs";
import { normals } from "../stats/inputs.mjs";

export const tasks = {
  standardize(sizes) {
    const frame = frameOf(sizes);
    return () => new StandardScaler().fitTransform(frame);
  },
  describe(sizes) {
    const frame = frameOf(sizes);
    return () => frame.describe();
  },
};

function frameOf({ n, p }) {
  const x = normals(n, p);
  return new DataFrame(Array.from({ length: n }, (_, i) => [...x.subarray(i * p, (i + 1) * p)]));
}
