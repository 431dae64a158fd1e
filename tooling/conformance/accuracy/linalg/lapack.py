"""Test ratios of factors that arrive on standard input, and of NumPy's and SciPy's factors of the same matrices.

A case is one line of JSON, {"factorization", "arrays": [{"name", "dtype", "shape"}, ...]}, then the arrays' bytes, row by row. The answer
is a line, {"ours": {ratio: value}, "theirs": {ratio: value}}. A ratio is an error over n·eps·norm, all in double precision.
LAPACK Working Note 41, section 6.
"""

import json
import sys
import warnings

import matrix_functions
import numpy as np
import scipy
import scipy.linalg as sl
from measures import norm1, over

warnings.simplefilter("ignore")


def wide(x):
    return x.astype(np.complex128 if np.iscomplexobj(x) else np.float64)


def reconstruction(a, product, eps):
    return over(norm1(a - product), max(a.shape) * eps * norm1(a))


def orthogonality(q, eps):
    return over(norm1(q.conj().T @ q - np.eye(q.shape[1])), q.shape[0] * eps)


def hermitian(a):
    lower = np.tril(a, -1)
    return lower + lower.conj().T + np.diag(np.diag(a).real.astype(a.dtype))


def lu(a, eps, p, L, U):
    return {"A − Pᵀ·L·U": reconstruction(a[p], L @ U, eps)}


def cholesky(a, eps, L):
    return {"A − L·Lᴴ": reconstruction(hermitian(a), L @ L.conj().T, eps)}


def ldlt(a, eps, p, L, D):
    return {"A − Pᵀ·L·D·Lᴴ·P": reconstruction(hermitian(a)[p][:, p], L @ D @ L.conj().T, eps)}


def qr(a, eps, Q, R):
    return {"A − Q·R": reconstruction(a, Q @ R, eps), "QᴴQ − I": orthogonality(Q, eps)}


def pivoted_qr(a, eps, Q, R, p):
    return {"A·P − Q·R": reconstruction(a[:, p], Q @ R, eps), "QᴴQ − I": orthogonality(Q, eps)}


def eigh(a, eps, values, vectors):
    return {
        "A·V − V·Λ": reconstruction(hermitian(a) @ vectors, vectors * values, eps)
        if norm1(a) == 0
        else over(norm1(hermitian(a) @ vectors - vectors * values), len(a) * eps * norm1(hermitian(a))),
        "VᴴV − I": orthogonality(vectors, eps),
    }


def svd(a, eps, U, S, Vh):
    return {
        "A − U·S·Vᴴ": reconstruction(a, (U * S) @ Vh, eps),
        "UᴴU − I": orthogonality(U, eps),
        "VᴴV − I": orthogonality(Vh.conj().T, eps),
    }


def hessenberg(a, eps, Q, H):
    return {"A − Q·H·Qᴴ": reconstruction(a, Q @ H @ Q.conj().T, eps), "QᴴQ − I": orthogonality(Q, eps)}


def schur(a, eps, T, Z):
    return {"A − Z·T·Zᴴ": reconstruction(a, Z @ T @ Z.conj().T, eps), "ZᴴZ − I": orthogonality(Z, eps)}


def eig(a, eps, values, vectors):
    error = norm1(a @ vectors - vectors * values)
    return {"A·V − V·Λ": over(error, len(a) * eps * norm1(a) * norm1(vectors))}


def solve(a, eps, B, X):
    return {"A·X − B": over(norm1(a @ X - B), len(a) * eps * norm1(a) * norm1(X))}


def inv(a, eps, X):
    return {"A·A⁻¹ − I": over(norm1(a @ X - np.eye(len(a))), len(a) * eps * norm1(a) * norm1(X))}


def lapack_lu(a):
    packed, pivots = sl.lu_factor(a) if a.shape[0] == a.shape[1] else (None, None)
    if packed is None:
        p, L, U = sl.lu(a, p_indices=True)
        order = np.empty_like(p)
        order[p] = np.arange(len(p))
        return {"p": order, "L": L, "U": U}
    order = np.arange(len(a))
    for i, j in enumerate(pivots):
        order[[i, j]] = order[[j, i]]
    return {"p": order, "L": np.tril(packed, -1) + np.eye(len(a), dtype=a.dtype), "U": np.triu(packed)}


def lapack_ldlt(a):
    L, D, p = sl.ldl(hermitian(a), hermitian=True)
    return {"p": p, "L": L[p], "D": D}


def names(*keys):
    return lambda values: dict(zip(keys, values))


theirs = {
    "lu": lapack_lu,
    "cholesky": lambda a: {"L": np.linalg.cholesky(hermitian(a))},
    "ldlt": lapack_ldlt,
    "qr": lambda a: names("Q", "R")(sl.qr(a, mode="economic")),  # NumPy's is in double precision whatever the dtype
    "pivoted qr": lambda a: names("Q", "R", "p")(sl.qr(a, mode="economic", pivoting=True)),
    "eigh": lambda a: names("values", "vectors")(np.linalg.eigh(a)),
    "svd": lambda a: names("U", "S", "Vh")(np.linalg.svd(a, full_matrices=False)),
    "hessenberg": lambda a: names("H", "Q")(sl.hessenberg(a, calc_q=True)),
    "schur": lambda a: names("T", "Z")(sl.schur(a)),
    "eig": lambda a: names("values", "vectors")(np.linalg.eig(a)),
    "solve": lambda a, B: {"X": np.linalg.solve(a, B)},
    "inv": lambda a: {"X": np.linalg.inv(a)},
    **matrix_functions.theirs,
}
ratios = {
    "lu": lu,
    "cholesky": cholesky,
    "ldlt": ldlt,
    "qr": qr,
    "pivoted qr": pivoted_qr,
    "eigh": eigh,
    "svd": svd,
    "hessenberg": hessenberg,
    "schur": schur,
    "eig": eig,
    "solve": solve,
    "inv": inv,
    **matrix_functions.ratios,
}


def judge(name, arrays):
    a = arrays.pop("A")
    eps = 2.0**-23 if a.dtype in (np.float32, np.complex64) else 2.0**-52
    sides = {key: x for key, x in arrays.items() if key in ("B", "C")}
    try:
        found = measure(name, a, eps, {**sides, **theirs[name](a, **sides)})
        theirs_found = {ratio: value for ratio, value in found.items() if np.isfinite(value)}
    except (np.linalg.LinAlgError, ValueError) as error:  # SciPy's logm refuses its own result where it is not finite
        theirs_found = {"error": str(error)}
    return {"ours": measure(name, a, eps, arrays), "theirs": theirs_found}


def measure(name, a, eps, arrays):
    factors = {key: x if key == "p" else wide(x) for key, x in arrays.items()}
    return ratios[name](wide(a), eps, **factors)


def cases(stream):
    while line := stream.readline():
        case = json.loads(line)
        arrays = {}
        for spec in case["arrays"]:
            dtype = np.dtype(spec["dtype"])
            count = int(np.prod(spec["shape"], dtype=int))
            data = stream.read(count * dtype.itemsize)
            arrays[spec["name"]] = np.frombuffer(data, dtype=dtype).reshape(spec["shape"])
        yield case["factorization"], arrays


def main():
    print(json.dumps({"numpy": np.__version__, "scipy": scipy.__version__}), flush=True)
    for name, arrays in cases(sys.stdin.buffer):
        print(json.dumps(judge(name, arrays)), flush=True)


if __name__ == "__main__":
    main()
