"""Writes what NumPy and SciPy answer to operations of @linnet/core, as cases of the oracle (format oracle-cases/1).

An operation is called by its own name with params.first, the inputs a0, a1, …, params.args, and params.options if there are any;
what params.named says of inputs makes them options (a name, or a list of names and numbers). The bounds: data movement, order and counting are exact; elementwise functions may be off by 4 roundings of the result (2 are
ours, 2 NumPy's); sums and transforms by their terms' number of roundings of the largest entry. Needs numpy and scipy.
"""

import json
from pathlib import Path

import numpy as np
from scipy import special

TARGET = Path(__file__).resolve().parents[1] / "conformance/oracle/cases/core.json"
EPS = 2.0**-52
rng = np.random.default_rng(20261128)
cases = []


def number(x):
    x = float(x)
    if np.isnan(x):
        return "NaN"
    if np.isinf(x):
        return "Infinity" if x > 0 else "-Infinity"
    return int(x) if x.is_integer() and abs(x) < 2**53 and not (x == 0 and np.signbit(x)) else x


def encoded(x):
    x = np.asarray(x)
    shape = list(x.shape)
    if x.dtype.kind == "c":
        parts = ([number(v) for v in part.ravel()] for part in (x.real, x.imag))
        return {"dtype": "c128", "shape": shape, **dict(zip(("re", "im"), parts))}
    dtype = {"f": "f64", "i": "i64", "b": "bool", "u": "u8"}[x.dtype.kind]
    return {"dtype": dtype, "shape": shape, "data": [number(v) for v in x.ravel()]}


def case(fn, inputs, expect, label, first=(), args=(), options=None, named=None, rtol=None, norm=None):
    """rtol: each element within so many roundings of itself; norm: all within so many of the largest; neither: exactly."""

    def expectation(value):
        value = np.asarray(value)
        if norm is not None:
            finite = np.abs(value[np.isfinite(value)])
            scale = float(finite.max()) if finite.size else 0.0
            return {"value": encoded(value), "cmp": "close", "rtol": 0.0, "atol": norm * EPS * scale}
        if rtol is not None:
            return {"value": encoded(value), "cmp": "close", "rtol": rtol * EPS, "atol": 0.0}
        return {"value": encoded(value), "cmp": "exact"}

    params = {"first": list(first), "args": list(args), **({} if options is None else {"options": options})}
    params |= {} if named is None else {"named": named}
    outputs = expect if isinstance(expect, dict) else {"y": expect}
    cases.append(
        {
            "name": f"core/{fn}/{label}",
            "op": f"core.{fn}",
            "inputs": {f"a{i}": encoded(x) for i, x in enumerate(inputs)},
            "params": params,
            "expect": {name: expectation(value) for name, value in outputs.items()},
            "ref": f"NumPy {np.__version__}",
        }
    )


def real(*shape):
    return np.round(rng.standard_normal(shape), 3)


def complex_(*shape):
    return real(*shape) + 1j * real(*shape)


def transforms():
    for n in (1, 2, 3, 5, 8, 12, 17, 30, 64, 97, 100):
        z, x = complex_(n), real(n)
        bound = 8 * max(1, np.log2(n)) if n not in (17, 97) else 40 * np.log2(n)
        case("fft", [z], np.fft.fft(z), f"{n}", norm=bound)
        case("ifft", [z], np.fft.ifft(z), f"{n}", norm=bound)
        case("rfft", [x], np.fft.rfft(x), f"{n}", norm=bound)
        case("irfft", [np.fft.rfft(x)], x, f"{n}", options={"n": n}, norm=bound)
    z = complex_(4, 6)
    case("fft", [z], np.fft.fft(z, n=9, axis=0, norm="ortho"), "padded_axis_ortho", options={"n": 9, "axis": 0, "norm": "ortho"}, norm=32)
    case("fft", [z], np.fft.fft(z, n=4, norm="forward"), "cut_forward", options={"n": 4, "norm": "forward"}, norm=32)
    case("fftn", [z], np.fft.fftn(z), "4x6", norm=32)
    case("ifftn", [z], np.fft.ifftn(z, axes=(0,)), "axis0", options={"axes": [0]}, norm=32)
    x = real(3, 4, 5)
    case("rfftn", [x], np.fft.rfftn(x), "3x4x5", norm=32)
    case("irfftn", [np.fft.rfftn(x)], x, "3x4x5", options={"s": [3, 4, 5], "axes": [0, 1, 2]}, norm=32)
    for n in (1, 4, 7):
        case("fftfreq", [], np.fft.fftfreq(n, 0.1), f"{n}", args=[n], options={"d": 0.1}, rtol=4)
        case("rfftfreq", [], np.fft.rfftfreq(n, 0.1), f"{n}", args=[n], options={"d": 0.1}, rtol=4)
    case("fftshift", [x], np.fft.fftshift(x), "all")
    case("ifftshift", [x], np.fft.ifftshift(x, axes=(1,)), "axis1", options={"axes": [1]})


def elementwise():
    wide = np.array([0.0, -0.0, 1e-310, 1e-8, -0.3, 0.5, 1.0, -1.0, 2.5, -17.25, 90.0, 700.0, np.inf, -np.inf, np.nan])
    unit = np.array([0.0, -0.0, 1e-8, -0.3, 0.5, 0.999999, -1.0, 1.0, 1.5, np.nan])
    above = np.array([1.0, 1.0000001, 1.5, 10.0, 1e300, np.inf, 0.5, np.nan])
    for fn, f, x in [
        ("tan", np.tan, wide[:-4]),
        ("asin", np.arcsin, unit),
        ("acos", np.arccos, unit),
        ("atan", np.arctan, wide),
        ("sinh", np.sinh, wide),
        ("cosh", np.cosh, wide),
        ("asinh", np.arcsinh, wide),
        ("acosh", np.arccosh, above),
        ("atanh", np.arctanh, unit),
        ("log2", np.log2, np.abs(wide)),
        ("log10", np.log10, np.abs(wide)),
        ("exp2", np.exp2, wide),
        ("cbrt", np.cbrt, wide),
        ("erf", special.erf, wide),
        ("erfc", special.erfc, wide[:-6]),
    ]:
        with np.errstate(all="ignore"):
            case(fn, [x], f(x), "corners", rtol=4)
    a, b = (np.concatenate([wide, real(6)]) for _ in range(2))
    b = b[::-1]
    with np.errstate(all="ignore"):
        case("atan2", [a, b], np.arctan2(a, b), "corners", rtol=4)
        case("hypot", [a, b], np.hypot(a, b), "corners", rtol=4)
        case("copysign", [a, b], np.copysign(a, b), "corners")
        case("nextafter", [a, b], np.nextafter(a, b), "corners")
        case("logaddexp", [a, b], np.logaddexp(a, b), "corners", rtol=8)
        case("signbit", [a], np.signbit(a), "corners")
        case("isInf", [a], np.isinf(a), "corners")
    i, j = np.array([7, -7, 7, -7, 12, 0, 2**31 - 1]), np.array([3, 3, -3, -3, 4, 5, 2])
    case("floorDivide", [i, j], i // j, "integers")
    case("remainder", [i, j], i % j, "integers")
    case("bitwiseAnd", [i, j], i & j, "integers")
    case("bitwiseOr", [i, j], i | j, "integers")
    case("bitwiseXor", [i, j], i ^ j, "integers")
    case("bitwiseInvert", [i], ~i, "integers")
    case("bitwiseRightShift", [i, np.abs(j)], i >> np.abs(j), "integers")
    x = np.array([0.5, 1.0, 1.5, 2.0, 3.25, 10.0, 100.5, 0.001])
    case("lgamma", [x], special.gammaln(x), "positive", norm=8)
    case("gamma", [x], special.gamma(x), "positive", rtol=16)
    case("digamma", [x], special.digamma(x), "positive", norm=8)


def complex_arithmetic():
    a, b = complex_(3, 4), complex_(4)
    case("add", [a, b], a + b, "complex", rtol=2)
    case("sub", [a, b], a - b, "complex", rtol=2)
    case("mul", [a, b], a * b, "complex", norm=8)
    case("div", [a, b], a / b, "complex", norm=16)
    case("matmul", [a, a.T.copy()], a @ a.T, "complex", norm=64)
    case("abs", [a], np.abs(a), "complex", rtol=4)
    case("real", [a], a.real, "complex")
    case("imag", [a], a.imag, "complex")
    case("conj", [a], a.conj(), "complex")
    case("angle", [a], np.angle(a), "complex", rtol=4)
    case("exp", [a], np.exp(a), "complex", norm=16)
    case("log", [a], np.log(a), "complex", norm=16)
    case("sqrt", [a], np.sqrt(a), "complex", norm=16)
    case("sum", [a], a.sum(axis=0), "complex", options={"axis": 0}, norm=16)
    case("mean", [a], a.mean(), "complex", norm=16)
    case("variance", [a], a.var(), "complex", norm=32)
    case("equal", [a, a.real], a == a.real, "complex")


def statistics():
    x = real(5, 7)
    for method in (
        "linear lower higher midpoint nearest inverted_cdf averaged_inverted_cdf closest_observation "
        "interpolated_inverted_cdf hazen weibull median_unbiased normal_unbiased"
    ).split():
        words = method.split("_")
        name = words[0] + "".join(word.capitalize() for word in words[1:])
        for q in (0, 0.1, 0.37, 0.5, 1):
            want = np.quantile(x, q, axis=1, method=method)
            case("quantile", [x], want, f"{method}_{q}", args=[q], options={"axis": 1, "method": name}, norm=8)
    case("percentile", [x], np.percentile(x, 30), "30", args=[30], norm=8)
    case("median", [x], np.median(x, axis=0), "axis0", options={"axis": 0}, norm=8)
    holes = x.copy()
    holes[1, 2] = holes[4, 0] = holes[2] = np.nan
    for fn, f in [("nanSum", np.nansum), ("nanMax", np.nanmax), ("nanMin", np.nanmin), ("nanMean", np.nanmean)]:
        case(fn, [holes], f(holes, axis=0), "axis0", options={"axis": 0}, norm=16)
    case("nanVariance", [holes], np.nanvar(holes, axis=0), "axis0", options={"axis": 0}, norm=16)
    case("nanStd", [holes], np.nanstd(holes, axis=0), "axis0", options={"axis": 0}, norm=16)
    case("nanMedian", [holes], np.nanmedian(holes, axis=0), "axis0", options={"axis": 0}, norm=8)
    case("cumulativeProd", [x], np.cumprod(x, axis=1), "axis1", options={"axis": 1}, norm=16)
    case("ptp", [x], np.ptp(x, axis=1), "axis1", options={"axis": 1}, norm=2)
    v, w = real(9), real(4)
    for mode in ("full", "same", "valid"):
        case("convolve", [v, w], np.convolve(v, w, mode), mode, options={"mode": mode}, norm=16)
        case("correlate", [v, w], np.correlate(v, w, mode), mode, options={"mode": mode}, norm=16)
    grid = np.sort(real(6))
    at = np.array([-9.0, grid[0], 0.1, 0.2, grid[3], 9.0])
    case("interp", [at, grid, real(6)[:6] * 0 + np.arange(6)], np.interp(at, grid, np.arange(6.0)), "line", norm=16)
    case("trapezoid", [x], np.trapezoid(x, axis=1, dx=0.5), "dx", options={"axis": 1, "dx": 0.5}, norm=32)
    case("gradient", [x], np.gradient(x, axis=0), "axis0", options={"axis": 0}, norm=8)
    counts, edges = np.histogram(v, bins=5, range=(-2, 2))
    case("histogram", [v], {"counts": counts, "edges": edges}, "range", options={"bins": 5, "range": [-2, 2]}, norm=4)
    k = np.array([3, 1, 1, 0, 3, 5])
    case("bincount", [k], np.bincount(k, minlength=8), "minLength", options={"minLength": 8})


def order():
    x = np.round(rng.standard_normal((4, 9)), 1)
    x[0, 3] = np.nan
    case("sort", [x], np.sort(x, axis=1), "axis1", options={"axis": 1})
    case("argsort", [x], np.argsort(x, axis=0, kind="stable"), "axis0", options={"axis": 0})
    grid = np.sort(real(8))
    case("searchsorted", [grid, x], np.searchsorted(grid, x), "left")
    case("searchsorted", [grid, grid], np.searchsorted(grid, grid, "right"), "right", options={"side": "right"})
    k = np.array([3, 1, 1, 0, 3, 5, -2])
    case("uniqueValues", [k], np.unique(k), "integers")
    values, counts = np.unique(k, return_counts=True)
    case("uniqueCounts", [k], {"values": values, "counts": counts}, "integers")
    values, first, inverse, counts = np.unique(k, return_index=True, return_inverse=True, return_counts=True)
    all_ = {"values": values, "indices": first, "inverseIndices": inverse, "counts": counts}
    case("uniqueAll", [k], all_, "integers")
    case("countNonzero", [k], np.count_nonzero(k), "integers")
    case("isin", [k, np.array([1, 5, 9])], np.isin(k, [1, 5, 9]), "integers")


def products():
    a, b, c = real(3, 4), real(4, 5), real(5, 2)
    batch, keys = real(2, 3, 4, 6), real(2, 3, 5, 6)

    def einsum(subscripts, *operands):
        case("einsum", operands, np.einsum(subscripts, *operands), subscripts, first=[subscripts], norm=64)

    einsum("ij,jk,kl->il", a, b, c)
    einsum("ij,jk", a, b)
    einsum("ij->ji", a)
    einsum("ii->i", real(4, 4))
    einsum("ii", real(4, 4))
    einsum("bhqd,bhkd->bhqk", batch, keys)
    einsum("...ij,...kj->...ik", batch, keys)
    einsum("i,j->ij", real(3), real(4))
    einsum("ij,ij->", a, a)
    einsum("ijk,ilm,njm,nlk,abc->", real(2, 3, 4), real(2, 3, 2), real(4, 3, 2), real(4, 3, 4), real(2, 3, 4))
    x, y = real(2, 3, 4), real(4, 3, 5)
    case("tensordot", [x, y], np.tensordot(x, y, axes=([1, 2], [1, 0])), "axes", options={"axes": [[1, 2], [1, 0]]}, norm=64)
    case("vecdot", [batch, batch], np.vecdot(batch, batch), "last", norm=32)
    u, v = real(3), real(4)
    case("outer", [u, v], np.outer(u, v), "3x4", rtol=1)
    case("kron", [a, b], np.kron(a, b), "3x4_4x5", rtol=1)
    p, q = real(5, 3), real(5, 3)
    case("cross", [p, q], np.cross(p, q), "5x3", norm=4)


def manipulation():
    x = real(3, 4, 2)
    for mode in ("constant", "edge", "reflect", "symmetric", "wrap"):
        want = np.pad(x, [(1, 2), (0, 1), (1, 1)], mode=mode)
        case("pad", [x], want, mode, args=[[[1, 2], [0, 1], [1, 1]]], options={"mode": mode})
    case("tile", [x], np.tile(x, (2, 1, 3)), "3d", args=[[2, 1, 3]])
    case("repeat", [x], np.repeat(x, 3, axis=1), "axis1", args=[3], options={"axis": 1})
    case("moveaxis", [x], np.moveaxis(x, 0, -1), "first_last", args=[0, -1])
    case("rot90", [x], np.rot90(x), "once")
    case("roll", [x], np.roll(x, (1, -2), axis=(0, 1)), "two_axes", args=[[1, -2]], options={"axis": [0, 1]})


def slopes():
    x, grid = real(4, 5), np.cumsum(np.array([0.0, 0.5, 1.25, 0.25, 2.0]))
    for order in (1, 2):
        options = {"edgeOrder": order}
        down, along = np.gradient(x, edge_order=order)
        case("gradient", [x], {"y0": down, "y1": along}, f"all_axes_{order}", options=options, norm=16)
        down, along = np.gradient(x, 0.5, grid, edge_order=order)
        named = {"spacing": [0.5, "a1"]}
        case("gradient", [x, grid], {"y0": down, "y1": along}, f"mixed_{order}", options=options, named=named, norm=32)
        want = np.gradient(x, grid, axis=1, edge_order=order)
        case("gradient", [x, grid], want, f"grid_{order}", options={**options, "axis": 1}, named={"spacing": "a1"}, norm=32)
        z = complex_(7)
        case("gradient", [z], np.gradient(z, 2.0, edge_order=order), f"complex_{order}", options={**options, "spacing": 2}, norm=16)
    last, first = np.gradient(x, axis=(-1, 0))
    case("gradient", [x], {"y0": last, "y1": first}, "axes_in_order", options={"axis": [-1, 0]}, norm=16)
    z = complex_(6)
    case("trapezoid", [z], np.trapezoid(z, dx=0.5), "complex", options={"dx": 0.5}, norm=32)


def decimals():
    x = np.array([0.125, -0.375, 2.675, 1e300, -0.0, 1234.5678, -55.55, 1e-9, np.inf, -np.inf, np.nan])
    for d in (0, 1, 2, 3):
        case("round", [x], np.round(x, d), f"{d}", options={"decimals": d}, rtol=1)
    case("round", [x[:3]], np.round(x[:3], 12), "12", options={"decimals": 12}, rtol=1)
    y = np.array([1449.0, 1450.0, -1550.0, 49.9, -0.0, np.nan, np.inf])
    for d in (-1, -2, -3):
        case("round", [y], np.round(y, d), f"{d}", options={"decimals": d}, rtol=1)
    z = np.array([1.25 - 2.5j, -0.75 + 1e-3j])
    case("round", [z], np.round(z), "complex", rtol=1)
    case("round", [z], np.round(z, 1), "complex_1", options={"decimals": 1}, rtol=1)
    k = np.array([14, -15, 25, 149])
    case("round", [k], np.round(k, -1), "integers", options={"decimals": -1})


def complex_indices():
    z, at = complex_(3, 4), np.array([[0, -1], [2, 2], [1, 3]])
    case("takeAlongAxis", [z, at], np.take_along_axis(z, at, 1), "complex", options={"axis": 1})
    changed = z.copy()
    np.put_along_axis(changed, at[:, :1], 7.5, 1)
    case("putAlongAxis", [z, at[:, :1]], changed, "complex", args=[7.5], options={"axis": 1})
    case("logSumExp", [z], special.logsumexp(z, axis=0), "complex", options={"axis": 0}, norm=32)
    case("logSumExp", [z + 800], special.logsumexp(z + 800), "complex_large", norm=32)


for write in (
    transforms,
    elementwise,
    complex_arithmetic,
    statistics,
    order,
    products,
    manipulation,
    slopes,
    decimals,
    complex_indices,
):
    write()
TARGET.parent.mkdir(parents=True, exist_ok=True)
document = {"format": "oracle-cases/1", "set": "linnet", "area": "core", "count": len(cases)}
lines = ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases)
TARGET.write_text(f'{json.dumps(document)[:-1]}, "cases": [\n{lines}\n]}}\n')
print(f"{len(cases)} cases, {TARGET.stat().st_size} bytes")
