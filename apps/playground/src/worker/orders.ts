import { Gate } from "./gate.js";
import type { Control, LessonOrder } from "./lesson-messages.js";

/** Passes the page's orders on to all that is being computed. */
export class Orders {
  private readonly gate = new Gate();
  private readonly controllers = new Set<AbortController>();

  take({ order }: LessonOrder): void {
    if (order === "pause") this.gate.shut();
    else this.gate.open();
    if (order === "finish") for (const controller of this.controllers) controller.abort();
  }

  /** Runs something that heeds them. */
  async heeded<T>(run: (control: Control) => T): Promise<Awaited<T>> {
    const controller = new AbortController();
    if (this.controllers.size === 0) this.gate.open(); // whoever it was shut for has ended
    this.controllers.add(controller);
    try {
      return await run({ signal: controller.signal, pause: () => this.gate.pass() });
    } finally {
      this.controllers.delete(controller);
    }
  }
}
