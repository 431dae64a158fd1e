"""scikit-learn and NumPy on both cores in the rows of the stats table: stats.py "<task> <sizes>" <library>, in the protocol of ../contender.mjs."""

import sys
import time
import warnings

import numpy as np

rng = np.random.default_rng(1)
task, sizes = sys.argv[1].split(" ")
n, p, *rest = map(int, sizes.split(","))
k = rest[0] if rest else None
library = sys.argv[2]


def blobs():
    """k groups that overlap: ../stats/inputs.mjs has the same."""
    centers = rng.standard_normal((k, p)) * 0.2
    return centers[np.arange(n) % k] + rng.standard_normal((n, p))


def regression():
    """Ten columns that matter, of p."""
    x = rng.standard_normal((n, p))
    w = np.where(np.arange(p) < 10, 1.0, 0.0)
    return x, w


def pca():
    x = rng.standard_normal((n, p)) * 0.98 ** np.arange(p)
    if library == "NumPy":

        def through_covariance():
            centred = x - x.mean(axis=0)
            return np.linalg.eigh(centred.T @ centred / (n - 1))

        return through_covariance
    from sklearn.decomposition import PCA

    return lambda: PCA(svd_solver="full").fit(x)


def pca_randomized():
    from sklearn.decomposition import PCA

    x = rng.standard_normal((n, p)) * 0.98 ** np.arange(p)
    return lambda: PCA(n_components=k, svd_solver="randomized", random_state=0).fit(x)


def covariance():
    x = rng.standard_normal((n, p))
    return lambda: np.cov(x, rowvar=False)


def k_means():
    from sklearn.cluster import KMeans

    x = blobs()
    return lambda: KMeans(k, init=x[:k] + 0.5, n_init=1, max_iter=20, tol=0, algorithm="lloyd").fit(x)


def lasso_path():
    from sklearn.linear_model import lasso_path as path

    x, w = regression()
    y = x @ w + rng.standard_normal(n)
    return lambda: path(x, y, eps=1e-3, n_alphas=100)


def logistic():
    from sklearn.linear_model import LogisticRegression

    x, w = regression()
    y = (x @ w + 1.7 * rng.standard_normal(n) > 0).astype(int)
    return lambda: LogisticRegression(C=1.0, tol=1e-6, max_iter=1000).fit(x, y)


def standardize():
    from sklearn.preprocessing import StandardScaler

    x = rng.standard_normal((n, p))
    return lambda: StandardScaler().fit_transform(x)


tasks = {
    "pca": pca,
    "pcaRandomized": pca_randomized,
    "covariance": covariance,
    "kMeans": k_means,
    "lassoPath": lasso_path,
    "logistic": logistic,
    "standardize": standardize,
}


def main():
    warnings.filterwarnings("ignore")  # 20 iterations are not to converge
    run = tasks[task]()
    print("ready", flush=True)
    for line in sys.stdin:
        repeats = int(line)
        start = time.perf_counter_ns()
        for _ in range(repeats):
            run()
        print((time.perf_counter_ns() - start) / repeats, flush=True)


main()
