import { type NDArray, LinnetError, arrayEqual } from "@linnet/core";
import { predict } from "@linnet/nn";
import { type PCA, accuracy } from "@linnet/stats";
import { decompose, energiesOf, reconstructionSteps, reconstructions } from "../digits/components.js";
import { type DigitSet, prepareDigits } from "../digits/dataset.js";
import { decodeOutcome, encodeOutcome } from "../digits/model-file.js";
import { componentCharts } from "../digits/report.js";
import { type Outcome, inputsOf } from "../digits/train.js";
import { loadStories } from "./load-stories.js";
import type { Collection, Emit, LoadedModel, Service, Spectrum, TrainingPlan, TrainingResult } from "./messages.js";
import { TrainingRun, requirePlan } from "./training.js";

/** What the worker knows of the visit: the digits, their components, and the latest trained model. */
interface State {
  digits?: DigitSet;
  pca?: PCA;
  outcome?: Outcome;
  run?: TrainingRun;
}

/** The pipeline as a service: every call works on what the calls before it made. */
export function createSession(emit: Emit): Service {
  const state: State = {};
  const fitted = (): { readonly digits: DigitSet; readonly pca: PCA } => {
    const { digits, pca } = state;
    if (digits !== undefined && pca !== undefined) return { digits, pca };
    throw new LinnetError("session", "prepare and decompose must come first; got neither. Reload the page.");
  };
  return {
    prepare: () => collectionOf((state.digits ??= prepareDigits())),
    decompose() {
      const digits = (state.digits ??= prepareDigits());
      return spectrumOf((state.pca ??= decompose(digits)));
    },
    componentCharts(size) {
      const { digits, pca } = fitted();
      const charts = componentCharts(digits, pca, size);
      return {
        scree: charts.scree.svg,
        "cumulative-variance": charts["cumulative-variance"].svg,
        components: charts.components.svg,
        scatter: charts.scatter.svg,
      };
    },
    steps({ index }) {
      const { digits, pca } = fitted();
      return { index, ink: Float64Array.from(reconstructionSteps(digits, pca, index).toTypedArray()) };
    },
    reconstruction({ k }) {
      const { digits, pca } = fitted();
      return reconstructions(digits, pca, [k])[0];
    },
    train: (plan) => train(state, plan, fitted(), emit),
    pause: () => state.run?.pause(),
    resume: () => state.run?.resume(),
    stop: () => state.run?.stop(),
    saveModel() {
      const outcome = trained(state);
      return { name: `digits-${outcome.model}-${outcome.features}.safetensors`, bytes: encodeOutcome(outcome) };
    },
    loadModel: ({ bytes }) => load(bytes, state.outcome, fitted()),
    async story({ name }) {
      const { tell } = await loadStories();
      return tell(name, (state.digits ??= prepareDigits()).images);
    },
  };
}

function collectionOf({ images, labels, train, test }: DigitSet): Collection {
  return {
    ink: Float64Array.from(images.toTypedArray()),
    labels: Int32Array.from(labels.toTypedArray()),
    trainCount: train.y.size,
    testCount: test.y.size,
    threads: globalThis.crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, 16) : 1,
  };
}

function spectrumOf(pca: PCA): Spectrum {
  let share = 0;
  const k90 = Array.from(pca.explainedVarianceRatio.toTypedArray()).findIndex((ratio) => (share += ratio) >= 0.9) + 1;
  return { energies: energiesOf(pca), k90 };
}

async function train(
  state: State,
  plan: TrainingPlan,
  { digits, pca }: { readonly digits: DigitSet; readonly pca: PCA },
  emit: Emit,
): Promise<TrainingResult> {
  requirePlan(plan);
  if (state.run !== undefined) {
    throw new LinnetError("train", "one model trains at a time; got another. Stop the one that trains first.");
  }
  const run = new TrainingRun(plan, emit);
  state.run = run;
  try {
    const { outcome, result } = await run.run(digits, pca);
    state.outcome = outcome;
    return result;
  } finally {
    delete state.run;
  }
}

function trained({ outcome }: State): Outcome {
  if (outcome !== undefined) return outcome;
  throw new LinnetError("saveModel", "a model must have been trained; got none. Train one first.");
}

function load(
  bytes: Uint8Array,
  outcome: Outcome | undefined,
  { digits, pca }: { readonly digits: DigitSet; readonly pca: PCA },
): LoadedModel {
  const { experiment, trained } = decodeOutcome(bytes);
  const logits: NDArray = predict(trained, inputsOf(experiment, digits.test, pca));
  const same = outcome?.model === experiment.model && outcome.features === experiment.features;
  return {
    experiment,
    accuracy: accuracy(logits, digits.test.y),
    compared:
      outcome !== undefined && same ? { logits: logits.size, identical: arrayEqual(logits, outcome.logits) } : null,
  };
}
