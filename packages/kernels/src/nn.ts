// Kernels of neural networks, which no other implementation replaces: windows of images, fused steps.
export { adamStep } from "./nn/adam-step.js";
export type { AdamCoefficients } from "./nn/adam-step.js";
export { convolve, convolveTransposed, convolveWeights } from "./nn/convolution/convolve.js";
export type { Windows } from "./nn/convolution/windows.js";
export { entropyRows } from "./nn/entropy.js";
export type { EntropyTask } from "./nn/entropy.js";
export { addPlaces, averageWindows, maxWindows, shareWindows, takePlaces } from "./nn/pool/pool.js";
export type { Spans } from "./nn/pool/spans.js";
export { recurrentStep, recurrentStepBack } from "./nn/recurrent.js";
export type { RecurrentCell, RecurrentStep, RecurrentStepBack } from "./nn/recurrent.js";
export { sgdStep } from "./nn/sgd-step.js";
export type { SgdCoefficients } from "./nn/sgd-step.js";
export { softmaxRows, softmaxSlopeRows } from "./nn/softmax-rows.js";
export type { SoftmaxRows } from "./nn/softmax-rows.js";
export { standardize, standardizePullBack } from "./nn/standardize.js";
export type { Moments, Standard } from "./nn/standardize.js";
