// Where the library answers differently from the reference on purpose, and why. The runner counts these apart, and says so
// when one of them has come to agree.
export const decisions = {
  "tensor/tensor.mean/empty": "the mean of nothing is a ShapeError, not a silent NaN",
  "grad/grad.svdvals/repeated_sv": "at repeated singular values one of many subgradients is taken",
  "grad/grad.maximum/awk8": "a NaN that wins a maximum passes no gradient on",
  "grad/grad.clamp/boundary_awk": "at a bound clip's gradient is shared, as a tie of maximum is",
  "grad/grad.max_dim/ties_awk": "equal maxima share the gradient",
  "grad/grad.atan2/awk10": "at the origin, where the angle has no derivative, it is 0, not NaN",
  "grad/grad.hypot/awk11": "at the origin the subgradient 0 is taken, as by a norm, not NaN",
  "nn/nn.hardsigmoid/default": "the slope is 1/6; torch's is that of single precision, 3e-8 off",
  "nn/nn.hardsigmoid/kink": "the slope is 1/6; torch's is that of single precision, 3e-8 off",
  "nn/loss.cross_entropy/all_ignored": "the mean of nothing is a ValueError, not a silent NaN",
  "nn/loss.ctc/c": "the gradient by log-probabilities, not by the logits under a softmax that need not be there",
  "nn/nn.softmax/one_inf": "against an infinite logit every finite one has probability 0",
  "optim/optim.nadam/default":
    "the next product of momenta holds each once, as in Dozat's paper; torch 1.13 counts the last twice",
  "optim/optim.lbfgs/rosen_wolfe":
    "the line search is Moré and Thuente's: the same minimum by other points, here in fewer steps",
  "optim/optim.lbfgs/quad_wolfe":
    "the line search is Moré and Thuente's: the same minimum by other points, here in fewer steps",
  "optim/optim.lbfgs/rosen_fixed": "every iteration searches along its direction; there are no steps of a fixed length",
};
