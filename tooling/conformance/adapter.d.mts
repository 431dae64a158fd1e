/** Row-major; `re` and `im` for complex numbers, else `data`. */
export interface Answer {
  readonly shape: readonly number[];
  readonly data?: ArrayLike<number>;
  readonly re?: ArrayLike<number>;
  readonly im?: ArrayLike<number>;
}

/** An operation of the reference, its decoded inputs and its parameters → its outputs by name. */
export function run(
  op: string,
  inputs: Readonly<Record<string, object>>,
  params: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Answer | number | boolean>>;
