import { type Random, random } from "@linnet/core";

/** What a forward pass may need to know beyond its input: whether it trains, and a source of randomness. */
export interface Run {
  readonly training: boolean;
  readonly rng: Random;
}

/** A pass that predicts: nothing is random, nothing is dropped. */
export function inference(): Run {
  return { training: false, rng: random(0) };
}
