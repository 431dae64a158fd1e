"""Statistics, p-values and intervals of hypothesis tests: packages/stats/src/test/fixtures/scipy-tests.json.

    python3 tooling/oracle/hypothesis-tests.py

Samples of Student's t with 4 degrees of freedom; every fourth is rounded to halves, so that it has ties. Needs NumPy and SciPy (1.17.1).
"""
import json
import warnings
from pathlib import Path

import numpy as np
from scipy import stats

OUT = Path(__file__).resolve().parents[2] / "packages/stats/src/test/fixtures/scipy-tests.json"
warnings.simplefilter("ignore")
rng = np.random.default_rng(7)


def found(result, confidence=None):
    interval = [] if confidence is None else list(result.confidence_interval(confidence))
    return [None if np.isinf(v) else float(v) for v in [result.statistic, result.pvalue, *interval]]


def two_samples(x, y, side):
    return {
        "tTest of one": found(stats.ttest_1samp(x, 0.3, alternative=side), 0.95),
        "tTest": found(stats.ttest_ind(x, y, alternative=side), 0.95),
        "welchTest": found(stats.ttest_ind(x, y, equal_var=False, alternative=side), 0.9),
        "mannWhitneyTest": found(stats.mannwhitneyu(x, y, alternative=side)),
        "kolmogorovSmirnovTest of one": found(stats.ks_1samp(x, stats.norm.cdf, alternative=side, method="exact")),
        "kolmogorovSmirnovTest": found(stats.ks_2samp(x, y, alternative=side, method="exact")),
    }


def pairs(x, y, side, tied):
    method = "asymptotic" if tied else "exact"
    return {
        "pairedTTest": found(stats.ttest_rel(x, y, alternative=side), 0.95),
        "pearsonTest": found(stats.pearsonr(x, y, alternative=side), 0.95),
        "spearmanTest": found(stats.spearmanr(x, y, alternative=side)),
        "kendallTest": found(stats.kendalltau(x, y, alternative=side)),
        "wilcoxonTest": found(stats.wilcoxon(x, y, alternative=side, method=method)),
        "wilcoxonTest, Pratt": found(
            stats.wilcoxon(x, y, zero_method="pratt", correction=True, alternative=side, method="asymptotic")
        ),
    }


def groups(x, y, z):
    return {
        "anova": found(stats.f_oneway(x, y, z)),
        "leveneTest": found(stats.levene(x, y, z)),
        "leveneTest, mean": found(stats.levene(x, y, z, center="mean")),
        "leveneTest, trimmed": found(stats.levene(x, y, z, center="trimmed", proportiontocut=0.1)),
        "bartlettTest": found(stats.bartlett(x, y, z)),
        "kruskalWallisTest": found(stats.kruskal(x, y, z)),
        "jarqueBeraTest": found(stats.jarque_bera(x)),
        "shapiroWilkTest": found(stats.shapiro(x)),
    }


cases = []
for i in range(8):
    n, other, third = (int(k) for k in rng.integers(4, 30, size=3))
    sizes = [n, n if i % 2 else other, third]
    samples = [rng.standard_t(4, size=k) + shift for k, shift in zip(sizes, (0.2, 0, -0.2))]
    samples = [np.round(2 * s) / 2 if i % 4 == 3 else np.round(s, 4) for s in samples]
    x, y, z = samples
    expected = {"groups": groups(x, y, z)}
    for side in ("two-sided", "less", "greater"):
        expected[side] = {**two_samples(x, y, side), **(pairs(x, y, side, i % 4 == 3) if len(x) == len(y) else {})}
    cases.append({"x": x.tolist(), "y": y.tolist(), "z": z.tolist(), "expected": expected})
OUT.parent.mkdir(exist_ok=True)
OUT.write_text(json.dumps(cases) + "\n")
