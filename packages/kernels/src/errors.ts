/** Base of every error that Linnet throws on purpose: `<operation>: <contract>; got <…>. <What to do.>` */
export class LinnetError extends Error {
  constructor(
    /** The operation that refused, as it is called in public. */
    readonly op: string,
    message: string,
  ) {
    super(`${op}: ${message}`);
    this.name = new.target.name;
  }
}

/** An array was used after `dispose()` or after the `scope` that owned it had ended. */
export class DisposedError extends LinnetError {
  constructor(op: string) {
    super(
      op,
      "the array must be live; got one that was disposed or left its scope. Return it from the scope, or copy it first.",
    );
  }
}

/** No memory of this size can be had. */
export class MemoryError extends LinnetError {
  constructor(
    op: string,
    readonly bytes: number,
    /** The most that one array may take. */
    readonly limit: number,
  ) {
    super(op, `an array must fit in ${limit} bytes; got ${bytes} bytes. Work in smaller batches.`);
  }
}
