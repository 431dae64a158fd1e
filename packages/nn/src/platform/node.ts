import { SingleBar } from "cli-progress";
import { type ProgressBar, silent } from "./progress.js";

export type { ProgressBar } from "./progress.js";

/** A bar on stderr, when asked for or when a person watches the terminal. */
export function openProgress(
  steps: number,
  epochs: number,
  show: boolean = process.stderr.isTTY === true,
): ProgressBar {
  if (!show) return silent;
  const isKnown = Number.isFinite(steps);
  const share = isKnown ? "{bar} {percentage}% · step {value}/{total}" : "step {value}";
  const bar = new SingleBar({
    format: `training ${share} · epoch {epoch}/${epochs} · loss {loss}{validation}${isKnown ? " · {eta_formatted} left" : ""}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    noTTYOutput: false,
  });
  bar.start(isKnown ? steps : 0, 0, { epoch: 1, loss: "–", validation: "" });
  return {
    update: (step, { epoch, loss }) => bar.update(step, { epoch: epoch + 1, loss: loss.toPrecision(3) }),
    measured: (validation) => bar.update({ validation: validationText(validation) }),
    stop: () => bar.stop(),
  };
}

/** ` · validation loss 0.0821, accuracy 0.976` */
export function validationText(validation: Readonly<Record<string, number>> | null): string {
  const numbers = Object.entries(validation ?? {}).map(([name, value]) => `${name} ${value.toPrecision(3)}`);
  return numbers.length === 0 ? "" : ` · validation ${numbers.join(", ")}`;
}
