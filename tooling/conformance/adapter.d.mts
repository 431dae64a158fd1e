/** An operation of the reference, its decoded inputs and its parameters → its outputs by name. */
export function run(
  op: string,
  inputs: Readonly<Record<string, object>>,
  params: Readonly<Record<string, unknown>>,
): Readonly<Record<string, { readonly shape: readonly number[]; readonly data: ArrayLike<number> } | number | boolean>>;
