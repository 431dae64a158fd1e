import { type ProgressBar, silent } from "./progress.js";

export type { ProgressBar } from "./progress.js";

/** A page shows progress by itself, from `onStep` or `trainingEvents`. */
export function openProgress(_steps: number, _epochs: number, _show?: boolean): ProgressBar {
  return silent;
}
