// npm run accuracy [-- exp log … --full]: errors of the elementwise kernels in ulps, into docs/accuracy/math.md.
// npm run accuracy -- linalg [lu sqrtm …]: accuracy of factorizations, equations and functions of matrices beside LAPACK and SciPy, into
// docs/accuracy/linalg.md.
// npm run accuracy -- distributions: tails, quantiles and densities beside mpmath, into docs/accuracy/distributions.md.
// npm run accuracy -- stats: correct digits on NIST's sets beside NumPy's, SciPy's and statsmodels', into docs/accuracy/stats.md.
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const all = words.length === 0;
const isPage = ["linalg", "distributions", "stats"].includes(words[0]);

if (!isPage) await import("./elementwise.mjs");
if (all || words[0] === "linalg") await import("./linalg/run.mjs");
if (all || words[0] === "distributions") await import("./distributions/run.mjs");
if (all || words[0] === "stats") await import("./stats/run.mjs");
