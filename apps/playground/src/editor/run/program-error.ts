/** What is wrong with a program before it runs, and where. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
  constructor(
    message: string,
    /** From 1; null where none is known. */
    readonly line: number | null,
  ) {
    super(message);
  }
}
