import { LinnetError, type NDArray, arrayEqual } from "@linnet/core";
import { FormatError, decodeSafetensors, encodeSafetensors } from "@linnet/data";
import { CheckpointError, parametersOf, predict } from "@linnet/nn";
import { describe, expect, it } from "vitest";
import { decompose } from "./components.js";
import { prepareDigits } from "./dataset.js";
import { experiments } from "./experiment.js";
import { decodeOutcome, encodeOutcome } from "./model-file.js";
import { inputsOf, train } from "./train.js";

const digits = prepareDigits();
const pca = decompose(digits);
const outcome = await train({ model: "softmax", features: "pixels" }, digits, pca, 1, { epochs: 1 });
const bytes = encodeOutcome(outcome);

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("a model's file", () => {
  it("gives back a model that predicts identically, for every experiment", async () => {
    for (const experiment of experiments) {
      const before = await train(experiment, digits, pca, 2, { epochs: 1 });
      const after = decodeOutcome(encodeOutcome(before));
      const logits: NDArray = predict(after.trained, inputsOf(experiment, digits.test, pca));
      expect(after.experiment).toEqual(experiment);
      expect(arrayEqual(logits, before.logits)).toBe(true);
    }
  });

  it("says what the model is and what it reached", () => {
    expect(decodeSafetensors(bytes).metadata).toEqual({
      model: "softmax",
      features: "pixels",
      accuracy: String(outcome.accuracy),
    });
  });

  it("is refused when it is cut short", () => {
    expect(thrownBy(() => decodeOutcome(bytes.subarray(0, 100)))).toBeInstanceOf(FormatError);
  });

  it("is refused when it does not say which model it holds", () => {
    const error = thrownBy(() => decodeOutcome(encodeSafetensors(parametersOf(outcome.trained), { model: "cnn" })));
    expect(error).toBeInstanceOf(LinnetError);
    expect((error as Error).message).toBe(
      "decodeOutcome: the file's metadata must name a model (softmax, mlp) and its features (pixels, scores); " +
        'got {"model":"cnn"}. Choose a file that was saved here.',
    );
  });

  it("is refused when it holds another model's parameters", () => {
    const metadata = { model: "mlp", features: "pixels" };
    const wrong = encodeSafetensors(parametersOf(outcome.trained), metadata);
    expect(thrownBy(() => decodeOutcome(wrong))).toBeInstanceOf(CheckpointError);
  });
});
