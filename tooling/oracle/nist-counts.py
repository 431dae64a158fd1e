"""Residual evaluations of SciPy's Levenberg-Marquardt (MINPACK) on NIST's nonlinear regression sets.

    LINNET_REFERENCE=../shared python3 tooling/oracle/nist-counts.py

Writes tooling/conformance/src/nist/scipy-counts.json: for each set and start the evaluations until a step of 1e-10 (Jacobians, by complex
steps, not counted), and the digits of the parameters that agree with the certified ones. Needs SciPy (counts are those of 1.17.1).
"""
import json
import warnings

import numpy as np
import scipy
from nist_models import MODELS, ROOT, read
from scipy.optimize import least_squares

OUT = ROOT / "tooling/conformance/src/nist/scipy-counts.json"
def count(name, start, certified, rows):
    model = MODELS[name]
    y, x = rows[:, 0], rows[:, 1] if rows.shape[1] == 2 else rows[:, 1:].T
    if name == "Nelson":
        y = np.log(y)
    calls = [0]

    def residuals(b):
        calls[0] += 1
        return np.real(model(b + 0j, x)) - y

    def jacobian(b):
        return np.stack([np.imag(model(b + 1e-100j * e, x)) / 1e-100 for e in np.eye(len(b))], axis=1)

    try:
        found = least_squares(residuals, start, jacobian, method="lm", x_scale="jac", ftol=1e-15, xtol=1e-10, gtol=1e-15)
    except ValueError as error:
        return {"fails": str(error)}
    with np.errstate(divide="ignore"):
        digits = np.min(-np.log10(np.abs(found.x - certified) / np.abs(certified)))
    return {"evaluations": calls[0], "digits": float(np.clip(round(float(digits), 1), -99, 11))}


warnings.simplefilter("ignore")
table = {"scipy": scipy.__version__}
for name in MODELS:
    parameters, rows = read(name)
    table[name] = [count(name, parameters[:, i], parameters[:, 2], rows) for i in (0, 1)]
    print(name, table[name])
OUT.parent.mkdir(exist_ok=True)
OUT.write_text(json.dumps(table, indent=2) + "\n")
