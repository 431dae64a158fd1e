import { SingleBar } from "cli-progress";
import { type ProgressBar, silent } from "./progress.js";

export type { ProgressBar } from "./progress.js";

/** A bar on stderr, when asked for or when a person watches the terminal. */
export function openProgress(steps: number, show: boolean = process.stderr.isTTY === true): ProgressBar {
  if (!show) return silent;
  const bar = new SingleBar({
    format: "training {bar} {percentage}% · step {value}/{total} · loss {loss} · {eta_formatted} left",
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    noTTYOutput: false,
  });
  bar.start(steps, 0, { loss: "–" });
  return {
    update: (step, loss) => bar.update(step, { loss: loss.toPrecision(3) }),
    stop: () => bar.stop(),
  };
}
