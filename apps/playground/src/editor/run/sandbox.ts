import type { Notice, Order, Report } from "./messages.js";
import type { Program } from "./program.js";
import { readNotice, readReport } from "./read-report.js";

/** Milliseconds that the sandbox has to open, once a program waits for it, and to answer, if it was open before. */
const [PATIENCE, ANSWER] = [15_000, 2000];
/** Milliseconds between questions whether it is still there, and how many may stay unanswered: a busy machine is slow, not gone. */
const [BEAT, UNANSWERED] = [1000, 12];

const PAGE = "sandbox.html";

const NOT_OPENED = "The sandbox in which programs run could not be opened. Look whether you are online, and try again.";
const GONE =
  "The browser has ended the program, most likely because it took all memory. Let it work on smaller arrays, or keep fewer of them.";

/** Who hears of a program. */
export interface Hearer {
  report(report: Report): void;
  /** Why the program has ended without a word of its own. */
  broken(reason: string): void;
}

/**
 * A sandbox for one program: a frame of another, empty origin, which is not shown, and in it a worker. Of what comes from there, only
 * well-formed reports are heard. It takes a moment to open, so that one may be kept ready.
 */
export class Sandbox {
  private readonly frame = document.createElement("iframe");
  private isReady = false;
  private isStarted = false;
  private waiting: { readonly program: Program; readonly hearer: Hearer } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unanswered = 0;

  constructor() {
    const { frame } = this;
    frame.setAttribute("sandbox", "allow-scripts");
    frame.allow = "cross-origin-isolated"; // so that threads share memory where the page's own may
    frame.referrerPolicy = "no-referrer";
    frame.title = "Sandbox of the program";
    frame.hidden = true;
    frame.src = PAGE;
    addEventListener("message", this.hear);
    document.body.append(frame);
  }

  /** Runs a program; once. */
  run(program: Program, hearer: Hearer): void {
    this.waiting = { program, hearer };
    if (!this.isReady) return this.awaitOpening();
    this.timer = setTimeout(() => this.reopen(), ANSWER);
    this.send({ kind: "ping" });
  }

  /** Sandboxes share a process: where a program before has taken it along, there is a frame, and nothing in it. */
  private reopen(): void {
    this.isReady = false;
    this.frame.src = PAGE;
    this.awaitOpening();
  }

  private awaitOpening(): void {
    this.timer = setTimeout(() => this.end(NOT_OPENED), PATIENCE);
  }

  /** Ends the program, whatever it does: the frame is taken away, and with it everything that it has started. */
  close(): void {
    clearTimeout(this.timer);
    removeEventListener("message", this.hear);
    this.frame.remove();
  }

  private readonly hear = ({ source, origin, data }: MessageEvent): void => {
    if (source === null || source !== this.frame.contentWindow || origin !== "null") return;
    const notice = readNotice(data);
    if (notice !== null) this.take(notice);
  };

  private take(notice: Notice): void {
    if (notice.kind === "ready" && !this.isReady) {
      this.isReady = true;
      this.start();
    } else if (notice.kind === "pong") {
      this.unanswered = 0;
      if (this.isReady) this.start();
    } else if (notice.kind === "broken")
      this.end(notice.reason === "" ? GONE : `The program has broken off: ${notice.reason}`);
    else if (notice.kind === "report") {
      const report = readReport(notice.report);
      if (report !== null) this.waiting?.hearer.report(report);
    }
  }

  private start(): void {
    if (this.waiting === null || this.isStarted) return;
    this.isStarted = true;
    clearTimeout(this.timer);
    this.send({ kind: "run", program: this.waiting.program });
    this.timer = setInterval(() => this.beat(), BEAT);
  }

  private beat(): void {
    if (this.unanswered++ === UNANSWERED) this.end(GONE);
    else this.send({ kind: "ping" });
  }

  private send(order: Order): void {
    this.frame.contentWindow?.postMessage(order, "*"); // it has no origin that could be named
  }

  private end(reason: string): void {
    this.close();
    this.waiting?.hearer.broken(reason);
  }
}
