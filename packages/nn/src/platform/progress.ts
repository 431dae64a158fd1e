/** Shows how far a long run is. */
export interface ProgressBar {
  update(step: number, at: { readonly epoch: number; readonly loss: number }): void;
  /** What the validation data gave after an epoch. */
  measured(validation: Readonly<Record<string, number>> | null): void;
  stop(): void;
}

/** Shows nothing: where nobody watches a terminal. */
export const silent: ProgressBar = { update() {}, measured() {}, stop() {} };
