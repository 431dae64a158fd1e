import { type Dim, type NDArray, ValueError, scope } from "@linnet/core";
import { kindOf, requireList } from "@linnet/core/extend";
import type { Examples } from "../estimator.js";
import { type JsonValue, type ModelJson, ModelReader, writeModel } from "../model-json.js";
import type { AllHave, Answer, LastHas, ModelInput, Rows } from "./chain-of-steps.js";

/** A class of models that reads its JSON. */
interface Readable {
  fromJSON(json: unknown): object;
}

/** The models that are of a class, as they were fitted; any of it where the models are not known. */
type ModelOfClass<M extends readonly object[], C extends abstract new (...args: never) => object> = [
  Extract<M[number], InstanceType<C>>,
] extends [never]
  ? InstanceType<C>
  : Extract<M[number], InstanceType<C>>;

/** Fitted models one behind the other: `P` columns go in, `K` come out. */
export class FittedPipeline<
  M extends readonly object[] = readonly object[],
  P extends Dim = number,
  K extends Dim = number,
> {
  constructor(
    /** The fitted model of each step. */
    readonly steps: M,
  ) {}

  /** What all steps make of `x`. @param x `[n, p]` @returns `[n, k]` @throws {ValueError} when a step cannot transform */
  transform<N extends Dim>(x: ModelInput<M, N, P> & AllHave<M, "transform">): Rows<N, K> {
    return scope(() => this.through("transform", x, this.steps.length));
  }

  /** Back to the space of the data, as far as the steps can. @throws {ValueError} when a step cannot be undone */
  inverseTransform<N extends Dim>(
    scores: NDArray<any, readonly [N, K]> & AllHave<M, "inverseTransform">,
  ): NDArray<any, readonly [N, P]> {
    return scope(() =>
      this.steps.reduceRight<unknown>((z, _, i) => this.method(i, "inverseTransform", "inverseTransform")(z), scores),
    ) as NDArray; // of the first step
  }

  /** What the last step predicts. @throws {ValueError} when it predicts nothing */
  predict<N extends Dim>(x: ModelInput<M, N, P> & LastHas<M, "predict">): Answer<M, "predict", N> {
    return this.ask("predict", x) as Answer<M, "predict", N>; // by its last step
  }

  /** Probabilities of the classes, by the last step. @throws {ValueError} when it has none */
  predictProbabilities<N extends Dim>(
    x: ModelInput<M, N, P> & LastHas<M, "predictProbabilities">,
  ): Answer<M, "predictProbabilities", N> {
    return this.ask("predictProbabilities", x) as Answer<M, "predictProbabilities", N>; // by its last step
  }

  /** The classes that the last step tells apart; `undefined` where it does not. */
  get classes(): NDArray | undefined {
    return (this.steps.at(-1) as { readonly classes?: NDArray } | undefined)?.classes;
  }

  /** The first fitted model of a class. @throws {ValueError} when there is none */
  step<C extends abstract new (...args: never) => object>(of: C): ModelOfClass<M, C> {
    const found = this.steps.find((model) => model instanceof of);
    if (found !== undefined) return found as ModelOfClass<M, C>; // it is one
    const got = this.steps.map((model) => model.constructor.name).join(", ");
    throw new ValueError("FittedPipeline.step", `there must be a step of ${of.name}`, got);
  }

  /** @throws {ValueError} when a step has no JSON */
  toJSON(): ModelJson {
    const steps = this.steps.map((_, i) => this.method(i, "toJSON", "toJSON")() as JsonValue);
    return writeModel("FittedPipeline", { steps });
  }

  /**
   * @param classes of the steps, in their order
   * @throws {ValueError} for JSON that is not of a pipeline of such steps
   */
  static fromJSON<const C extends readonly Readable[]>(
    json: unknown,
    classes: C,
  ): FittedPipeline<{ readonly [I in keyof C]: ReturnType<C[I]["fromJSON"]> }> {
    const op = "FittedPipeline.fromJSON";
    requireList(op, "classes", classes);
    const steps = new ModelReader("FittedPipeline", json).value("steps");
    if (!Array.isArray(steps)) throw new ValueError(op, "steps must be a list", kindOf(steps));
    if (steps.length !== classes.length || steps.length === 0) {
      throw new ValueError(op, "there must be a class for each step", `${classes.length} for ${steps.length}`);
    }
    const odd = classes.findIndex((of) => typeof of?.fromJSON !== "function");
    if (odd >= 0) throw new ValueError(op, `class ${odd} must have fromJSON`, kindOf(classes[odd]));
    return new FittedPipeline(classes.map((of, i) => of.fromJSON(steps[i]))) as FittedPipeline<any>; // one a class
  }

  private ask(method: "predict" | "predictProbabilities", x: unknown): unknown {
    const last = this.steps.length - 1;
    const answer = this.method(last, method, method);
    return scope(() => answer(this.through(method, x, last)));
  }

  /** What the first steps make of `x`. */
  private through(method: string, x: unknown, count: number): any {
    let data = x as Examples; // the first step asks what it is
    for (let i = 0; i < count; i++) data = this.method(i, "transform", method)(data) as NDArray;
    return data;
  }

  private method(i: number, name: string, asked: string): (x?: unknown) => unknown {
    const model = this.steps[i] as Readonly<Record<string, unknown>>;
    const found = model[name];
    if (typeof found === "function") return (x) => found.call(model, x) as unknown;
    const got = `a ${model.constructor.name}`;
    throw new ValueError(`FittedPipeline.${asked}`, `step ${i} must have ${name}`, got);
  }
}
