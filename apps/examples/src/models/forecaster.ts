import { type NDArray, type Random, slice, stack } from "@linnet/core";
import { LSTM, type Layer, Linear, type Run } from "@linnet/nn";

/** An LSTM that reads a stretch of a series and tells a later value. */
export class Forecaster implements Layer {
  constructor(
    readonly lstm: LSTM<1, number>,
    readonly head: Linear<number, 1>,
  ) {}

  static init(rng: Random, hidden: number): Forecaster {
    return new Forecaster(LSTM.init(rng, 1, hidden), Linear.init(rng, hidden, 1));
  }

  /** @param x shape `[n, time, 1]` @returns shape `[n, 1]` */
  forward(x: NDArray, run?: Run): NDArray {
    const { output } = this.lstm.forward(x, {}, run);
    return this.head.forward(slice(output, ":", -1));
  }
}

/** Stretches of a series `[n, time, 1]`, and what comes `ahead` steps behind each `[n, 1]`. */
export function stretches(series: NDArray, time: number, ahead: number): { readonly x: NDArray; readonly y: NDArray } {
  const n = series.size - time - ahead + 1;
  const from = (start: number): NDArray => series.slice(`${start}:${start + n}`);
  const x = stack(
    Array.from({ length: time }, (_, t) => from(t)),
    { axis: 1 },
  );
  return { x: x.reshape([n, time, 1]), y: from(time + ahead - 1).reshape([n, 1]) };
}
