import { type NDArray, add, div, log, log1p, maximum, mul, neg, sub } from "@linnet/core";
import { type Primitive, contiguousLike, primitive } from "@linnet/core/extend";
import { copy } from "@linnet/kernels";

/** What a logarithm counts for at least. */
const LEAST_LOG = -100;
/** What a slope is divided by at least: 10⁻¹² in float32, as PyTorch has it. */
const LEAST_SPREAD = 9.999999960041972e-13;

/**
 * −t·log p − (1 − t)·log(1 − p) of probabilities p and targets t of one dtype and shape, its logarithms bounded below. The slope is not that of the
 * bound, which would be 0 where a prediction is most wrong:
 *
 *     ∂ℓ/∂p = (p − t) / max(p·(1 − p), 10⁻¹²)
 */
export const binaryCrossEntropyP: Primitive = /* @__PURE__ */ primitive("binaryCrossEntropy", {
  batch: [0],
  abstract: ([p]) => contiguousLike(p),

  evaluate([p, t], out) {
    const hit: NDArray = mul(t, boundedLog(p));
    copy(sub(0, add(hit, mul(sub(1, t), boundedLogOfRest(p)))), out); // certainty costs 0, not −0
  },

  derivative: {
    vjp: (ct, [p, t]) => [() => mul(ct, slope(p, t)), () => mul(ct, sub(boundedLogOfRest(p), boundedLog(p)))],
    jvp: ([dp, dt], [p, t]) => add(mul(dp, slope(p, t)), mul(dt, sub(boundedLogOfRest(p), boundedLog(p)))),
  },
});

function boundedLog(p: NDArray): NDArray {
  return maximum(log(p), LEAST_LOG);
}

/** log(1 − p), bounded. */
function boundedLogOfRest(p: NDArray): NDArray {
  return maximum(log1p(neg(p)), LEAST_LOG);
}

function slope(p: NDArray, t: NDArray): NDArray {
  return div(sub(p, t), maximum(mul(p, sub(1, p)), LEAST_SPREAD));
}
