import type { Reconstruction } from "../digits/components.js";
import type { Experiment } from "../digits/experiment.js";
import type { ComponentChart } from "../digits/report.js";
import type { StoryName, ToldStory } from "../stories/told-story.js";

/** What the page may ask of the worker, each with its answer. All of it is plain data that a message can carry. */
export interface Calls {
  /** Loads, splits and standardizes the digits. Comes first: everything else works on them. */
  prepare(): Collection;
  /** Principal components of the training digits. Comes second. */
  decompose(): Spectrum;
  componentCharts(size: { readonly width: number }): Readonly<Record<ComponentChart, string>>;
  /** One digit as 0, 1, …, 64 components see it. */
  steps(of: { readonly index: number }): Steps;
  /** How well k components reconstruct all training digits. */
  reconstruction(at: { readonly k: number }): Reconstruction;
  /** Answered when training has ended, by itself or by `stop`; meanwhile there are events. */
  train(plan: TrainingPlan): TrainingResult;
  pause(): void;
  resume(): void;
  stop(): void;
  /** The latest trained model as a safetensors file. */
  saveModel(): ModelFile;
  /** Reads such a file, and compares its predictions with those of the latest trained model. */
  loadModel(file: { readonly bytes: Uint8Array }): LoadedModel;
  /** An algorithm on a few pixels, step by step, beside what the library computes. */
  story(of: { readonly name: StoryName }): ToldStory;
}

/** What the worker tells without being asked. */
export interface Events {
  /** Where training stands: at most once a frame, and whenever it pauses. */
  progress: Progress;
  /** Charts of the epochs so far. */
  curves: Curves;
}

export interface Collection {
  /** Ink 0 … 16 of 1,797 pictures of 8×8 pixels, one after the other. */
  readonly ink: Float64Array;
  readonly labels: Int32Array;
  readonly trainCount: number;
  readonly testCount: number;
  /** How many threads large products may use. */
  readonly threads: number;
}

export interface Spectrum {
  /** σᵢ² of the training digits, descending. */
  readonly energies: readonly number[];
  /** How many components explain nine tenths of the variance. */
  readonly k90: number;
}

export interface Steps {
  readonly index: number;
  /** 65 pictures of 64 pixels, by the number of components; ink, which may leave 0 … 16. */
  readonly ink: Float64Array;
}

/** `"watch"` gives every epoch a tenth of a second at least; `"full"` computes as fast as it can. */
export type Pace = "watch" | "full";

export interface TrainingPlan extends Experiment {
  readonly seed: number;
  readonly epochs: number;
  readonly pace: Pace;
  /** Of the charts, in CSS pixels. */
  readonly width: number;
}

export interface Progress {
  /** Steps done, of how many. */
  readonly step: number;
  readonly steps: number;
  /** The epoch under way, from 1. */
  readonly epoch: number;
  readonly epochs: number;
  readonly loss: number;
  /** On the test digits after the epoch before; null in the first. */
  readonly accuracy: number | null;
}

/** SVG pictures. */
export interface Curves {
  readonly loss: string;
  readonly accuracy: string;
}

export interface TrainingResult {
  readonly experiment: Experiment;
  readonly seed: number;
  readonly reason: "finished" | "aborted" | "stopped";
  readonly epochs: number;
  readonly steps: number;
  /** Share of the test digits that were read correctly. */
  readonly accuracy: number;
  readonly testCount: number;
  /** Milliseconds of computing, without pauses, waiting for the pace, and drawing. */
  readonly computing: number;
  readonly confusion: string;
}

export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface LoadedModel {
  readonly experiment: Experiment;
  readonly accuracy: number;
  /** How many logits were compared with the trained model's, and whether all are identical; null for another model. */
  readonly compared: { readonly logits: number; readonly identical: boolean } | null;
}

export type CallName = keyof Calls;
export type Argument<N extends CallName> = Parameters<Calls[N]>[0];
export type Answer<N extends CallName> = ReturnType<Calls[N]>;

/** From the page. */
export interface Request {
  readonly id: number;
  readonly name: CallName;
  readonly argument: unknown;
}

/** From the worker. */
export type Message =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly sentence: string }
  | { readonly kind: "event"; readonly name: keyof Events; readonly value: unknown };

/** One method for each call. */
export type Service = {
  readonly [N in CallName]: (argument: Argument<N>) => Answer<N> | Promise<Answer<N>>;
};

export type Emit = <N extends keyof Events>(name: N, value: Events[N]) => void;
