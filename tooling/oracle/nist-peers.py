"""Correct digits of NumPy, SciPy and statsmodels on NIST's Statistical Reference Datasets.

    LINNET_REFERENCE=../shared python3 tooling/oracle/nist-peers.py
    LINNET_REFERENCE=../shared /usr/bin/python3 tooling/oracle/nist-peers.py statsmodels

Writes tooling/conformance/accuracy/stats/peers.json: for each set and quantity the best digits of each library, over the ways it has to
compute it. The first call measures NumPy and SciPy, the second adds statsmodels, wherever each is installed. Of several numbers (coefficients)
the worst counts. A number that rounds to the certified digits is right to all of them.
"""
import json
import re
import sys
import warnings
from importlib import import_module

import numpy as np
from nist_models import DATA, MODELS, ROOT, read

OUT = ROOT / "tooling/conformance/accuracy/stats/peers.json"
LINEAR = {"Norris": 1, "Pontius": 2, "NoInt1": 0, "NoInt2": 0, "Filip": 10, "Longley": 0, "Wampler1": 5, "Wampler2": 5, "Wampler3": 5, "Wampler4": 5, "Wampler5": 5}
UNIVARIATE = ["PiDigits", "Lottery", "Lew", "Mavro", "Michelso", "NumAcc1", "NumAcc2", "NumAcc3", "NumAcc4"]
ANOVA = ["SiRstv", "AtmWtAg"] + [f"SmLs0{i}" for i in range(1, 10)]


def digits(found, certified, most=15):
    found, certified = np.atleast_1d(found).astype(float), np.atleast_1d(certified).astype(float)
    return min(one(f, c, most) for f, c in zip(found, certified))


def one(value, truth, most):
    if value == truth or float(f"{value:.{most - 1}e}") == truth:
        return float(most)
    if np.isinf(truth):
        value, truth = (1 / value if value else np.inf), 0.0
    error = abs(value) if truth == 0 else abs(value - truth) / abs(truth)
    if not np.isfinite(error):
        return 0.0
    return float(most) if error == 0 else float(np.clip(-np.log10(error), 0, most))


def lines_of(path):
    return (DATA / path).read_text().splitlines()


def data_of(lines):
    first, last = map(int, re.search(r"Data\s*\(lines\s+(\d+)\s+to\s+(\d+)\)", "\n".join(lines[:12])).groups())
    return np.array([[float(w) for w in line.split()] for line in lines[first - 1 : last] if line.strip()])


def linear_set(name):
    lines = lines_of(f"{name}.dat")
    text = "\n".join(lines[:60])
    rows = data_of(lines)
    pairs = re.findall(r"^\s*B\d+\s+(\S+)\s+(\S+)\s*$", text, re.M)
    certified = {
        "coefficients": [float(b) for b, _ in pairs],
        "standard errors": [float(s) for _, s in pairs],
        "residual standard deviation": float(re.search(r"Residual\s+Standard Deviation\s+(\S+)", text)[1]),
        "R²": float(re.search(r"R-Squared\s+(\S+)", text)[1]),
        "F": float(re.search(r"^\s*Regression\s+(.*)$", text, re.M)[1].split()[3]),
    }
    return rows[:, 0], rows[:, 1:], certified


def linear(name):
    y, x, certified = linear_set(name)
    degree = LINEAR[name]
    intercept = not name.startswith("NoInt")
    design = x[:, :1] ** np.arange(degree + 1) if degree else np.column_stack([np.ones(len(y)), x]) if intercept else x
    total = np.sum((y - y.mean()) ** 2) if intercept else np.sum(y**2)
    n, k = design.shape

    def table(b, covariance=None):
        squares = np.sum((y - design @ b) ** 2)
        s2 = squares / (n - k)
        model = k - intercept
        out = {"coefficients": b, "residual standard deviation": np.sqrt(s2), "R²": 1 - squares / total}
        out["F"] = (total - squares) / model / s2 if s2 else np.inf
        gram = np.linalg.inv(design.T @ design) if covariance is None else covariance
        out["standard errors"] = np.sqrt(np.diag(gram) * s2)
        return out

    if "statsmodels" in sys.argv:
        api = import_module("statsmodels.api")
        for method in ("pinv", "qr"):
            fit = api.OLS(y, design, hasconst=intercept).fit(method=method)
            yield "statsmodels", certified, {
                "coefficients": fit.params,
                "standard errors": fit.bse,
                "residual standard deviation": np.sqrt(fit.mse_resid),
                "R²": fit.rsquared,
                "F": fit.fvalue,
            }
        return
    linalg = import_module("scipy.linalg")
    for driver in ("gelsd", "gelsy", "gelss"):
        yield "SciPy", certified, table(linalg.lstsq(design, y, lapack_driver=driver)[0])
    for rcond in (None, 1e-30):
        yield "NumPy", certified, table(np.linalg.lstsq(design, y, rcond=rcond)[0])
    q, r = np.linalg.qr(design)
    inverse = np.linalg.inv(r)
    yield "NumPy", certified, table(np.linalg.solve(r, q.T @ y), inverse @ inverse.T)
    if degree:
        yield "NumPy", certified, table(np.polynomial.Polynomial.fit(x[:, 0], y, degree, rcond=1e-30).convert().coef)
        b, covariance = np.polyfit(x[:, 0], y, degree, rcond=1e-30, cov="unscaled")
        yield "NumPy", certified, table(b[::-1], covariance[::-1, ::-1])


def univariate(name):
    if name == "PiDigits":
        lines = lines_of("PiDigits.digits")
        y = np.array([float(w) for line in lines for w in re.findall(r"\d", line)])[:5000]
        certified = {"mean": 4.53480000000000, "std": 2.86733906028871, "autocorr1": -0.355099287237972e-02}
    else:
        lines = lines_of(f"{name}.dat")
        rule = next(i for i, line in enumerate(lines) if line.startswith("-----"))
        y = np.array([float(line) for line in lines[rule + 1 :] if line.strip()])
        text = "\n".join(lines[:60])
        certified = {
            "mean": float(re.search(r"Sample Mean\s*[^:]*:\s*(\S+)", text)[1]),
            "std": float(re.search(r"Sample Standard Deviation[^:]*:\s*(\S+)", text)[1]),
            "autocorr1": float(re.search(r"r\(1\):\s*(\S+)", text)[1]),
        }

    def lag(centred):
        return np.sum(centred[1:] * centred[:-1]) / np.sum(centred**2)

    if "statsmodels" in sys.argv:
        weighted = import_module("statsmodels.stats.weightstats").DescrStatsW(y)
        acf = import_module("statsmodels.tsa.stattools").acf(y, nlags=1, fft=False)
        yield "statsmodels", certified, {"mean": weighted.mean, "std": np.sqrt(weighted.var_ddof(1)), "autocorr1": acf[1]}
        return
    yield "NumPy", certified, {"mean": y.mean(), "std": y.std(ddof=1), "autocorr1": lag(y - y.mean())}
    described = import_module("scipy.stats").describe(y)
    yield "SciPy", certified, {"mean": described.mean, "std": np.sqrt(described.variance)}


def anova(name):
    lines = lines_of(f"anova/{name}.dat")
    rows = data_of(lines)
    text = "\n".join(lines[:60])
    between = re.search(r"^\s*Between\s+\S+\s+(.*)$", text, re.M)[1].split()
    within = re.search(r"^\s*Within\s+\S+\s+(.*)$", text, re.M)[1].split()
    certified = {
        "f": float(between[3]),
        "ss_between": float(between[1]),
        "ss_within": float(within[1]),
        "r2": float(re.search(r"R-Squared\s+(\S+)", text)[1]),
    }
    labels = rows[:, 0]
    groups = [rows[labels == g, 1] for g in np.unique(labels)]
    y = rows[:, 1]
    if "statsmodels" in sys.argv:
        design = (labels[:, None] == np.unique(labels)).astype(float)
        fit = import_module("statsmodels.api").OLS(y, design, hasconst=True).fit()
        yield "statsmodels", certified, {"f": fit.fvalue, "ss_between": fit.ess, "ss_within": fit.ssr, "r2": fit.rsquared}
        return
    yield "SciPy", certified, {"f": import_module("scipy.stats").f_oneway(*groups).statistic}
    means = [g.mean() for g in groups]
    inner = sum(np.sum((g - m) ** 2) for g, m in zip(groups, means))
    outer = sum(len(g) * (m - y.mean()) ** 2 for g, m in zip(groups, means))
    k, n = len(groups), len(y)
    yield "NumPy", certified, {"f": outer / (k - 1) / (inner / (n - k)), "ss_between": outer, "ss_within": inner, "r2": outer / (outer + inner)}


def nonlinear(name, start):
    """SciPy only: curve_fit as it comes, and least_squares with the tightest tolerances and differences of second order."""
    optimize = import_module("scipy.optimize")
    parameters, rows = read(name)
    deviations = [
        float(line.split("=")[1].split()[3]) for line in lines_of(f"{name}.dat")[40:60] if re.match(r"\s*b\d+\s*=", line)
    ]
    y, x = rows[:, 0], rows[:, 1] if rows.shape[1] == 2 else rows[:, 1:].T
    y = np.log(y) if name == "Nelson" else y
    text = "\n".join(lines_of(f"{name}.dat")[:60])
    certified = {
        "parameters": parameters[:, 2],
        "standard errors": deviations,
        "residual standard deviation": float(re.search(r"Residual Standard Deviation:\s*(\S+)", text)[1]),
    }
    model = MODELS[name]

    def residuals(b):
        return np.real(model(b, x)) - y

    def table(b, covariance):
        s = np.sqrt(np.sum(residuals(b) ** 2) / (len(y) - len(b)))
        return {"parameters": b, "standard errors": np.sqrt(np.diag(covariance)) * s, "residual standard deviation": s}

    with np.errstate(all="ignore"):
        try:
            b, covariance = optimize.curve_fit(lambda x, *b: np.real(model(np.array(b), x)), x, y, parameters[:, start], maxfev=100000)
            yield "SciPy", certified, {**table(b, covariance), "standard errors": np.sqrt(np.diag(covariance))}
        except Exception as error:
            print(name, start, error)
        for method in ("lm", "trf"):
            try:
                tight = dict.fromkeys(("ftol", "xtol", "gtol"), 2.3e-16)
                found = optimize.least_squares(residuals, parameters[:, start], "2-point" if method == "lm" else "3-point", method=method, x_scale="jac", max_nfev=20000, **tight)
                yield "SciPy", certified, table(found.x, np.linalg.inv(found.jac.T @ found.jac))
            except Exception as error:
                print(name, start, method, error)


warnings.simplefilter("ignore")
known = json.loads(OUT.read_text()) if OUT.exists() else {"versions": {}, "digits": {}}
mine = ["statsmodels"] if "statsmodels" in sys.argv else ["NumPy", "SciPy"]
for library in mine:
    known["versions"][library] = import_module(library.lower()).__version__
work = [(name, linear(name), 15) for name in LINEAR]
work += [(name, univariate(name), 15) for name in UNIVARIATE] + [(name, anova(name), 15) for name in ANOVA]
if "statsmodels" not in sys.argv:
    work += [(f"{name} from start {s + 1}", nonlinear(name, s), 11) for name in MODELS for s in (0, 1)]
for name, results, most in work:
    entry = known["digits"].setdefault(name, {})
    for quantities in entry.values():
        for library in mine:
            quantities.pop(library, None)
    for library, certified, found in results:
        for quantity, value in found.items():
            best = entry.setdefault(quantity, {})
            correct = round(digits(value, certified[quantity], most), 1)
            best[library] = max(best.get(library, 0.0), correct)
    print(name, entry)
OUT.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n")
