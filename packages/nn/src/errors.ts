import { LinnetError } from "@linnet/core";

const STAY_FINITE = "Lower the learning rate, scale the inputs, or look for NaN in the data.";

/** The loss of a training step is NaN or infinite: no gradient can lead on from there. */
export class NonFiniteLossError extends LinnetError {
  constructor(
    op: string,
    readonly step: number,
    readonly epoch: number,
    readonly loss: number,
    /** Where the first NaN or infinity of the step came up: `model.layers[2] (Linear)`, `the inputs`, `the loss`. */
    readonly place: string,
  ) {
    super(
      op,
      `the loss must stay finite; got ${loss} at step ${step} (epoch ${epoch}), first in ${place}. ${STAY_FINITE}`,
    );
  }
}

/** A gradient, or a parameter that a gradient led to, is NaN or infinite, though the loss is not. */
export class NonFiniteParameterError extends LinnetError {
  constructor(
    op: string,
    readonly what: "gradient" | "parameter",
    /** The parameter's path: `layers.2.weight`. */
    readonly path: string,
    readonly step: number,
    readonly epoch: number,
  ) {
    const [noun, where] = what === "gradient" ? ["gradient", "at"] : ["parameters", "by the end of"];
    const hint = what === "gradient" ? "" : " Train with checkGradients: true to find the step.";
    super(
      op,
      `the ${noun} must stay finite; got NaN or infinity in ${path} ${where} step ${step} (epoch ${epoch}).${hint} ${STAY_FINITE}`,
    );
  }
}

/** A file's tensors and a model's parameters do not correspond. Nothing was loaded. */
export class CheckpointError extends LinnetError {
  constructor(
    op: string,
    /** Parameters that the file lacks. */
    readonly missing: readonly string[],
    /** Tensors that the model has no place for. */
    readonly unexpected: readonly string[],
    /** Parameters whose shape or dtype differs, each with both. */
    readonly mismatched: readonly string[],
  ) {
    const parts = [
      missing.length > 0 ? `missing ${missing.join(", ")}` : "",
      unexpected.length > 0 ? `unexpected ${unexpected.join(", ")}` : "",
      mismatched.length > 0 ? `mismatched ${mismatched.join(", ")}` : "",
    ].filter((part) => part !== "");
    super(
      op,
      `the file must hold exactly the model's parameters; got ${parts.join("; ")}. Build the model as it was when it was saved.`,
    );
  }
}

/** A checkpoint is of a run that would go on in another way, or there is none. Nothing was loaded. */
export class ResumeError extends LinnetError {
  constructor(
    op: string,
    /** What differs, each with both values; empty where there is no checkpoint. */
    readonly differing: readonly string[],
  ) {
    const message =
      differing.length === 0
        ? "there must be a checkpoint to go on from; got none. Start without resume, or with resume: true."
        : `the checkpoint must be of the same run; got ${differing.join("; ")}. Pass the options of the run that it is of.`;
    super(op, message);
  }
}
