/**
 * A rule that turns gradients into steps: a pure transformation with a state of its own, a tree beside the parameters.
 * T is any tree of arrays: a layer, a record, a list.
 */
export interface Optimizer<State = unknown> {
  init<T>(parameters: T): State;
  /**
   * The parameters after one step, and the state for the next.
   *
   * @param context what some rules need beside the gradient: always there in `fit`
   */
  update<T>(
    parameters: T,
    gradient: T,
    state: State,
    context?: StepContext<T>,
  ): { readonly parameters: T; readonly state: State };
  /** The learning rate of the step that follows on a state, for who shows it. */
  learningRate?(state: State): number;
}

/** The step as it is seen from outside of the rule. */
export interface StepContext<T = unknown> {
  /** The loss that the gradient is of. */
  readonly loss: number;
  /** The loss of this batch at other parameters, with its gradient: for rules that search along a line. */
  readonly objective: (parameters: T) => { readonly value: number; readonly gradient: T };
}
