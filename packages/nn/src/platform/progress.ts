/** Shows how far a long run is. */
export interface ProgressBar {
  update(step: number, loss: number): void;
  stop(): void;
}

/** Shows nothing: where nobody watches a terminal. */
export const silent: ProgressBar = { update() {}, stop() {} };
