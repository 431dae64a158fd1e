import { type NDArray, mul, sub } from "@linnet/core";
import { type Primitive, bind, dense, elements, primitive, rowMajor } from "@linnet/core/extend";

/**
 * Stumpff's functions of a squared angle x = θ² ≥ 0, element by element:
 *
 *     cₖ(x) = Σⱼ (−x)ʲ/(2j + k)!,   c₀ = cos θ, c₁ = sin θ/θ, c₂ = (1 − cos θ)/θ², c₃ = (θ − sin θ)/θ³
 *
 * Entire functions of x: what is written with them has all derivatives at θ = 0, where θ itself has none. The family is closed
 * under differentiation, dcₖ/dx = (k·cₖ₊₂ − cₖ₊₁)/2.
 *
 * @remarks A few ε, relative to max(|cₖ|, 1/(k! + x)). Computed in float64, rounded once.
 * @see Stiefel & Scheifele, *Linear and Regular Celestial Mechanics*, 1971, §11
 */
export function stumpff(x: NDArray, k: number): NDArray {
  return bind(stumpffP, [x], k);
}

const stumpffP: Primitive<number> = /* @__PURE__ */ primitive<number>("stumpff", {
  batch: [0],
  abstract: ([x]) => ({ type: x.type, layout: rowMajor(x.layout.shape) }),

  evaluate([x], y, k) {
    const source = dense(x);
    const [data, out] = [elements(source.storage, source.type), elements(y.storage, y.type)];
    for (let i = 0; i < y.size; i++) out[y.offset + i] = c(k, data[source.offset + i]);
  },

  derivative: {
    vjp: (ct, [x], _y, k) => [() => mul(ct, slope(x, k))],
    jvp: ([dx], [x], _y, k) => mul(dx, slope(x, k)),
  },
});

function slope(x: NDArray, k: number): NDArray {
  return mul(sub(mul(stumpff(x, k + 2), k), stumpff(x, k + 1)), 0.5);
}

/** Up to here the terms of the series hardly cancel; from here on the recurrence does not. */
const SERIES = 16;

function c(k: number, x: number): number {
  if (k === 0) return Math.cos(Math.sqrt(x));
  if (k === 1) return x === 0 ? 1 : Math.sin(Math.sqrt(x)) / Math.sqrt(x);
  if (k === 2) return c(1, x / 4) ** 2 / 2; // 1 − cos θ = 2·sin²(θ/2)
  if (!(x <= SERIES)) return (1 / factorial(k - 2) - c(k - 2, x)) / x;
  let [term, total] = [1 / factorial(k), 0];
  for (let j = k; Math.abs(term) > Math.abs(total) * 2 ** -56; j += 2) {
    total += term;
    term *= -x / ((j + 1) * (j + 2));
  }
  return total;
}

function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}
