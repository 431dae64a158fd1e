/**
 * A rule that turns gradients into steps: a pure transformation with a state of its own, a tree beside the parameters.
 * T is any tree of arrays: a layer, a record, a list.
 */
export interface Optimizer<State = unknown> {
  init<T>(parameters: T): State;
  /** The parameters after one step, and the state for the next. */
  update<T>(parameters: T, gradient: T, state: State): { readonly parameters: T; readonly state: State };
}
