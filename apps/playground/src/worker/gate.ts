/** A door that training passes before every slice of steps: shut while it is paused. */
export class Gate {
  private passage: Promise<void> | undefined;
  private release: () => void = () => {};

  /** Resolves when the way is free; `undefined` where it is already. */
  pass(): Promise<void> | undefined {
    return this.passage;
  }

  shut(): void {
    this.passage ??= new Promise((resolve) => (this.release = resolve));
  }

  open(): void {
    this.release();
    this.passage = undefined;
  }
}
