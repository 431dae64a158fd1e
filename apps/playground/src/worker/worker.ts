import { type Port, emitTo, serve } from "./serve.js";
import { createSession } from "./session.js";

const port = globalThis as unknown as Port; // a worker's global scope; the compiler knows only a page's
serve(createSession(emitTo(port)), port);
