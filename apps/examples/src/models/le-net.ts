import type { Random } from "@linnet/core";
import { Conv2d, Flatten, type Layer, Linear, MaxPool2d, Relu, sequential } from "@linnet/nn";

/**
 * A small convolutional network for images of 28×28 pixels, in the manner of LeNet-5.
 *
 *     conv 5×5 → 6 channels, pool → conv 5×5 → 16 channels, pool → 120 → 84 → 10 logits
 *
 * @returns a layer of images `[n, 1, 28, 28]` to logits `[n, 10]`
 * @remarks Rectified units and maxima, where LeNet-5 had tanh and means; 61,706 parameters.
 * @see LeCun, Bottou, Bengio & Haffner, *Gradient-based learning applied to document recognition*, 1998
 */
export function leNet5(rng: Random): Layer {
  return sequential(
    Conv2d.init(rng, 1, 6, 5, { padding: 2 }),
    new Relu(),
    new MaxPool2d(2),
    Conv2d.init(rng, 6, 16, 5),
    new Relu(),
    new MaxPool2d(2),
    new Flatten(),
    Linear.init(rng, 400, 120),
    new Relu(),
    Linear.init(rng, 120, 84),
    new Relu(),
    Linear.init(rng, 84, 10),
  );
}
