// npm run accuracy [-- exp log … --full]: errors of the elementwise kernels in ulps, into docs/accuracy/math.md.
// npm run accuracy -- linalg [lu sqrtm …]: accuracy of factorizations, equations and functions of matrices beside LAPACK and SciPy, into
// docs/accuracy/linalg.md.
// npm run accuracy -- distributions: tails, quantiles and densities beside mpmath, into docs/accuracy/distributions.md.
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));

if (words[0] !== "linalg" && words[0] !== "distributions") await import("./elementwise.mjs");
if (words[0] === "linalg" || words.length === 0) await import("./linalg/run.mjs");
if (words[0] === "distributions" || words.length === 0) await import("./distributions/run.mjs");
// npm run accuracy -- stats: correct digits on NIST's sets beside NumPy's, SciPy's and statsmodels', into docs/accuracy/stats.md.
if (words[0] !== "linalg" && words[0] !== "stats") await import("./elementwise.mjs");
if (words[0] === "stats" || words.length === 0) await import("./stats/run.mjs");
