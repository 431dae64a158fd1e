// loss.*: losses, after torch.
import {
  bce,
  bceWithLogits,
  cosineEmbedding,
  crossEntropy,
  ctc,
  gaussianNll,
  hingeEmbedding,
  huber,
  klDivergence,
  mae,
  marginRanking,
  mse,
  multiMargin,
  nll,
  poissonNll,
  smoothL1,
  softMargin,
  tripletMargin,
} from "@linnet/nn";
import { pullBack } from "./pull-back.mjs";

/** Targets and weights get no gradient. */
const constants = ["target", "class_weight", "pos_weight"];
const of = (f) => (inputs, params) => pullBack((xs) => f(xs, params), inputs, constants);

/** An elementwise loss; some of torch's options by our names. */
const paired = (loss, options = () => ({})) =>
  of(({ x, target }, params) => loss(x, target, { reduction: params.reduction, ...options(params) }));

function ofClasses({ x, target, class_weight: classWeights }, params) {
  return crossEntropy(x, target, {
    reduction: params.reduction,
    labelSmoothing: params.label_smoothing,
    ignoreIndex: params.ignore_index,
    classWeights,
  });
}

function ofFrames({ log_probs: x, targets, input_lengths: inputs, target_lengths: outputs }) {
  return ctc(x, targets, inputs, outputs);
}

const batchMean = (reduction) => (reduction === "batchmean" ? "batchMean" : reduction);
const epsilon = 1e-6; // torch's, without which distances are exact

export const losses = {
  "loss.mse": paired(mse),
  "loss.l1": paired(mae),
  "loss.smooth_l1": paired(smoothL1, ({ beta }) => ({ beta })),
  "loss.huber": paired(huber, ({ delta }) => ({ delta })),
  "loss.bce": paired(bce),
  "loss.bce_with_logits": of(({ x, target, pos_weight: posWeight }, { reduction }) =>
    bceWithLogits(x, target, { reduction, posWeight }),
  ),
  "loss.cross_entropy": of(ofClasses),
  "loss.nll": paired(nll),
  "loss.kl_div": paired(klDivergence, ({ reduction, log_target: logTarget }) => ({
    reduction: batchMean(reduction),
    logTarget,
  })),
  "loss.hinge_embedding": paired(hingeEmbedding, ({ margin }) => ({ margin })),
  "loss.soft_margin": paired(softMargin),
  "loss.multi_margin": paired(multiMargin),
  "loss.margin_ranking": of(({ x1, x2, target }, { margin }) => marginRanking(x1, x2, target, { margin })),
  "loss.cosine_embedding": of(({ x1, x2, target }, { margin }) => cosineEmbedding(x1, x2, target, { margin })),
  "loss.triplet_margin": of(({ anchor, positive, negative }, { margin }) =>
    tripletMargin(anchor, positive, negative, { margin, epsilon }),
  ),
  "loss.poisson_nll": paired(poissonNll),
  "loss.gaussian_nll": of(({ x, target, var: variance }) => gaussianNll(x, target, variance)),
  "loss.ctc": of(ofFrames),
};
