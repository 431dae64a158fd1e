import type { NDArray, Random } from "@linnet/core";
import { type Layer, Linear, type Run, Tanh, sequential } from "@linnet/nn";

/** A network that learns to say its input again through a narrow code: `pixels → 128 → code → 128 → pixels`. */
export class Autoencoder implements Layer {
  constructor(
    readonly encoder: Layer,
    readonly decoder: Layer,
  ) {}

  /** @param code how many numbers the middle has */
  static init(rng: Random, pixels: number, code: number, hidden = 128): Autoencoder {
    return new Autoencoder(
      sequential(Linear.init(rng, pixels, hidden), new Tanh(), Linear.init(rng, hidden, code)),
      sequential(Linear.init(rng, code, hidden), new Tanh(), Linear.init(rng, hidden, pixels)),
    );
  }

  /** @param x shape `[…, pixels]` @returns what comes back, shape `[…, pixels]` */
  forward(x: NDArray, run?: Run): NDArray {
    return this.decoder.forward(this.encoder.forward(x, run), run);
  }
}
