import { type NDArray, add, mul, neg, pow, square } from "@linnet/core";
import { type Primitive, bind, dense, elements, primitive, rowMajor } from "@linnet/core/extend";

/**
 * How much longer an arc is than its sine, from w = cos α and s = sin² α, both times any length; element by element.
 *
 *     f(w, s) = atan2(√s, w)/√s,   1/w at s = 0
 *
 * Analytic in w and s but for s = 0, w ≤ 0: logarithms written with it have all derivatives at α = 0, where √s has none.
 *
 * @param w of the shape of s
 * @param n which of the family Gₙ = (−1)ⁿ/n!·∂ⁿf/∂sⁿ, closed under differentiation: ∂Gₙ/∂s = −(n + 1)·Gₙ₊₁, ∂Gₙ/∂w = −(w² + s)⁻⁽ⁿ⁺¹⁾
 * @remarks Some 4·8ⁿ·ε, relative. Computed in float64, rounded once.
 */
export function arcRatio(w: NDArray, s: NDArray, n = 0): NDArray {
  return bind(arcRatioP, [w, s], n);
}

const arcRatioP: Primitive<number> = /* @__PURE__ */ primitive<number>("arcRatio", {
  batch: [0],
  abstract: ([w]) => ({ type: w.type, layout: rowMajor(w.layout.shape) }),

  evaluate([w, s], y, n) {
    const [a, b] = [dense(w), dense(s)];
    const [cosines, squares, out] = [a, b, y].map((x) => elements(x.storage, x.type));
    for (let i = 0; i < y.size; i++) out[y.offset + i] = value(n, cosines[a.offset + i], squares[b.offset + i]);
  },

  derivative: {
    vjp: (ct, [w, s], _y, n) => [() => mul(ct, slopeInW(w, s, n)), () => mul(ct, slopeInS(w, s, n))],
    jvp: ([dw, ds], [w, s], _y, n) => add(mul(dw, slopeInW(w, s, n)), mul(ds, slopeInS(w, s, n))),
  },
});

function slopeInW(w: NDArray, s: NDArray, n: number): NDArray {
  return neg(pow(add(square(w), s), -n - 1));
}

function slopeInS(w: NDArray, s: NDArray, n: number): NDArray {
  return mul(arcRatio(w, s, n + 1), -n - 1);
}

/** Gₙ: by its series in u = s/w² below 1/4, else from Gₙ₋₁ by 2·s·n·Gₙ = (2n − 1)·Gₙ₋₁ − w/(w² + s)ⁿ. */
function value(n: number, w: number, s: number): number {
  if (w > 0 && s < (w * w) / 4) return series(n, w, s / (w * w));
  if (n === 0) return Math.atan2(Math.sqrt(s), w) / Math.sqrt(s);
  return ((2 * n - 1) * value(n - 1, w, s) - w / (w * w + s) ** n) / (2 * s * n);
}

/** Gₙ·w²ⁿ⁺¹ = Σⱼ (−u)ʲ·binomial(j + n, n)/(2j + 2n + 1). */
function series(n: number, w: number, u: number): number {
  let [weight, total] = [1, 0];
  for (let j = 0; ; j++) {
    const term = weight / (2 * j + 2 * n + 1);
    if (Math.abs(term) <= Math.abs(total) * 2 ** -56) return total / w ** (2 * n + 1);
    total += term;
    weight *= (-u * (j + 1 + n)) / (j + 1);
  }
}
