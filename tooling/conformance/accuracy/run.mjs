// npm run accuracy [-- exp log … --full]: errors of the elementwise kernels in ulps, into docs/accuracy/math.md.
// npm run accuracy -- linalg [lu sqrtm …]: accuracy of factorizations, equations and functions of matrices beside LAPACK and SciPy, into
// docs/accuracy/linalg.md.
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));

if (words[0] !== "linalg") await import("./elementwise.mjs");
if (words[0] === "linalg" || words.length === 0) await import("./linalg/run.mjs");
