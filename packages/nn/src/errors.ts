import { LinnetError } from "@linnet/core";

/** The loss of a training step is NaN or infinite: no gradient can lead on from there. */
export class NonFiniteLossError extends LinnetError {
  constructor(
    op: string,
    readonly step: number,
    readonly epoch: number,
    readonly loss: number,
  ) {
    super(
      op,
      `the loss must stay finite; got ${loss} at step ${step} (epoch ${epoch}). ` +
        "Lower the learning rate, scale the inputs, or look for NaN in the data.",
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
