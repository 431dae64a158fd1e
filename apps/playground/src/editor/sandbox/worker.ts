import { describeError } from "../output/describe.js";
import type { Order, Report } from "../run/messages.js";
import { addressModules } from "./address-modules.js";
import { lineInStack, linesOf } from "./lines.js";
import { type Consoles, makeConsole } from "./make-console.js";
import { offerFiles } from "./offer-files.js";

// The worker of the sandbox: it makes modules of the texts that it is given, and imports the last, which is the program. What the
// program does to this global scope is its own affair: the page believes nothing that comes from here.

const scope = globalThis as unknown as Consoles & { postMessage(report: Report): void };
const tell = scope.postMessage.bind(scope);

addEventListener("message", ({ data }: MessageEvent<Order>) => data.kind === "run" && void run(data), { once: true });

async function run({ program }: Order & { readonly kind: "run" }): Promise<void> {
  const { address, named } = addressModules(program.modules);
  const lineOf = linesOf(address);
  const throwTo = (error: unknown, line = lineOf(error)): void => {
    const { message, ...told } = describeError(error, () => line);
    tell({ kind: "thrown", error: { ...told, message: named(message) } });
  };
  offerFiles(program.files);
  scope.console = makeConsole(scope.console, tell, lineOf);
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    throwTo(event.reason);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    const { error, message, filename, lineno } = event;
    throwTo(error ?? message, lineInStack(error, address) ?? (filename === address ? lineno : null));
  });
  tell({ kind: "started" });
  try {
    await import(/* @vite-ignore */ address);
    tell({ kind: "ended" });
  } catch (error) {
    throwTo(error);
  }
}
