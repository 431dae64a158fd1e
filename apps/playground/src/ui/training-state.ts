import { type Accessor, batch, createSignal } from "solid-js";
import type { WorkerClient } from "../worker/client.js";
import type { Curves, Progress, TrainingPlan, TrainingResult } from "../worker/messages.js";
import { onFrame } from "./on-frame.js";

export type Phase = "idle" | "running" | "paused";

/** A training run as the page sees it, and what can be done to it. */
export interface TrainingState {
  readonly phase: Accessor<Phase>;
  readonly progress: Accessor<Progress | undefined>;
  readonly curves: Accessor<Curves | undefined>;
  readonly result: Accessor<TrainingResult | undefined>;
  readonly problem: Accessor<unknown>;
  start(plan: TrainingPlan): void;
  pause(): void;
  resume(): void;
  stop(): void;
}

/** Training in the worker; what it tells is shown once a frame. */
export function createTraining(client: WorkerClient): TrainingState {
  const [phase, setPhase] = createSignal<Phase>("idle");
  const [progress, setProgress] = createSignal<Progress>();
  const [curves, setCurves] = createSignal<Curves>();
  const [result, setResult] = createSignal<TrainingResult>();
  const [problem, setProblem] = createSignal<unknown>();
  client.on("progress", onFrame(setProgress));
  client.on("curves", onFrame(setCurves));

  const run = async (plan: TrainingPlan): Promise<void> => {
    batch(() => {
      setPhase("running");
      setProgress(undefined);
      setResult(undefined);
      setProblem(undefined);
    });
    try {
      setResult(await client.call("train", plan));
    } catch (error) {
      setProblem(error);
    }
    setPhase("idle");
  };
  /** Tells the worker; the phase changes at once, because the worker obeys within a slice of 20 ms. */
  const tell = (name: "pause" | "resume" | "stop", next: Phase): void => {
    setPhase(next);
    client.call(name).catch(setProblem);
  };
  return {
    phase,
    progress,
    curves,
    result,
    problem,
    start: (plan) => void (phase() === "idle" && run(plan)),
    pause: () => phase() === "running" && tell("pause", "paused"),
    resume: () => phase() === "paused" && tell("resume", "running"),
    stop: () => phase() !== "idle" && tell("stop", "running"),
  };
}
