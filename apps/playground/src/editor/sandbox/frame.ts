import type { Notice, Order } from "../run/messages.js";

/** The program of the worker, as text: put in by the build. */
declare const WORKER: string;

/**
 * The script of the sandbox page: it starts a worker when the page around it says so, and passes on what that reports. Where the
 * frame is not a sandbox (so that it had the origin of the site), and where somebody else than the page around it asks, nothing runs.
 */
if (self.origin === "null" && parent !== self) {
  const tell = (notice: Notice): void => parent.postMessage(notice, "*"); // the page knows its frame; nothing here is secret
  addEventListener("message", ({ source, data }: MessageEvent<Order>) => {
    if (source !== parent) return;
    if (data.kind === "ping") tell({ kind: "pong" });
    else run(data, tell);
  });
  tell({ kind: "ready" });
}

function run(order: Order, tell: (notice: Notice) => void): void {
  try {
    const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
    const worker = new Worker(url, { name: "linnet program" });
    worker.addEventListener("message", ({ data }) => tell({ kind: "report", report: data }));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      tell({ kind: "broken", reason: event.message ?? "" });
    });
    worker.postMessage(order, []);
  } catch (error) {
    tell({ kind: "broken", reason: error instanceof Error ? error.message : String(error) });
  }
}
