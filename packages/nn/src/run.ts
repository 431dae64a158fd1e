import { type Random, type State, random } from "@linnet/core";

/** What a forward pass may need to know beyond its input: whether it trains, and a source of randomness. */
export interface Run {
  readonly training: boolean;
  readonly rng: Random;
  /**
   * Notes new values of a layer's state, such as running statistics. A layer never changes: who trains puts them into
   * the next model, by the layer's place in it. A layer that runs twice in a pass starts from the same state both times, and
   * what it notes last counts.
   */
  update<L extends object>(layer: L, fields: StateFields<L>): void;
  /** Sees every part of a model pass: what summaries are made of, and how the layer of a NaN is found. */
  readonly observer?: Observer;
}

/** The fields of a layer that hold `State`. */
export type StateFields<L> = { readonly [K in keyof L as L[K] extends State | null ? K : never]?: L[K] };

/** Told of the parts of a model as they run, nested as they are. */
export interface Observer {
  /** @param segment where the part is in the one around it: `layers[2]` */
  enter(segment: string, layer: object): void;
  leave(layer: object, output: unknown): void;
}

/** A pass that predicts: nothing is random, nothing is dropped, no statistics move. */
export function inference(): Run {
  return { training: false, rng: random(0), update() {} };
}
