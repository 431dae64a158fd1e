// The rows of docs/benchmarks/stats.md: models beside scikit-learn and NumPy, and beside what JavaScript has.

const js = (library, module) => (task) => ({ library, module, task });
const linnet = js("linnet", "stats/linnet.mjs");
const mlJs = js("ml.js", "peers/stats-ml.mjs");
const danfo = js("danfo.js", "peers/stats-danfo.mjs");
const python = (library) => (task, sizes) => ({
  library,
  module: "peers/stats.py",
  task: `${task} ${Object.values(sizes).join(",")}`,
});
const sklearn = python("scikit-learn");
const numpy = python("NumPy");

/** Within how many times another library's time. */
const within = (against, times) => ({ against, atLeast: 1 / times });
/** Beside JavaScript's libraries. */
const tenfold = (against) => ({ against, atLeast: 10 });

/** A row: who takes part with which task, at which sizes. */
function row(title, task, sizes, contenders, goals, rest = {}) {
  return {
    title,
    inputs: () => sizes,
    contenders: [linnet(task), ...contenders.map((make) => make(task, sizes))],
    goals,
    rounds: 7,
    longest: 20_000,
    pause: 300,
    warmUp: 2000, // ms: kernels are optimized while they run
    ...rest,
  };
}

const rows = [
  row("PCA 10,000×784, all components", "pca", { n: 10_000, p: 784 }, [sklearn, numpy], [within("scikit-learn", 1)]),
  row(
    "PCA 10,000×784, 50 components by random projections",
    "pcaRandomized",
    { n: 10_000, p: 784, k: 50 },
    [sklearn],
    [within("scikit-learn", 1.5)],
  ),
  row("PCA 1,000×50, all components", "pca", { n: 1000, p: 50 }, [sklearn, mlJs], [tenfold("ml.js")]),
  row("covariance 100,000×100", "covariance", { n: 100_000, p: 100 }, [numpy], [within("NumPy", 2)]),
  row(
    "k-means 50,000×50, k = 20, 20 iterations",
    "kMeans",
    { n: 50_000, p: 50, k: 20 },
    [sklearn],
    [within("scikit-learn", 2)],
  ),
  row(
    "k-means 2,000×10, k = 10, 20 iterations",
    "kMeans",
    { n: 2000, p: 10, k: 10 },
    [sklearn, mlJs],
    [tenfold("ml.js")],
  ),
  row(
    "lasso path 50,000×100, 100 penalties",
    "lassoPath",
    { n: 50_000, p: 100 },
    [sklearn],
    [within("scikit-learn", 2)],
  ),
  row("logistic regression 50,000×100", "logistic", { n: 50_000, p: 100 }, [sklearn], [within("scikit-learn", 2)]),
  row("standardization 20,000×20", "standardize", { n: 20_000, p: 20 }, [sklearn, danfo], [tenfold("danfo.js")]),
  row("description 20,000×10", "describe", { n: 20_000, p: 10 }, [danfo], [tenfold("danfo.js")]),
];

export const stats = rows.map((one) => ({ ...one, name: `stats: ${one.title}`, page: "stats" }));
