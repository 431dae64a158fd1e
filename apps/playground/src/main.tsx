import { render } from "solid-js/web";
import { Page } from "./ui/page.js";
import { Problem } from "./ui/problem.js";
import { startWorker } from "./worker/client.js";

const NO_WEBASSEMBLY =
  "This page computes with WebAssembly, which this browser does not have or has switched off. " +
  "Open it in a current Firefox, Chrome, Edge or Safari, or allow WebAssembly in the browser's settings.";

const place = document.querySelector("#page");
if (place !== null) {
  const able = typeof WebAssembly === "object" && typeof Worker === "function";
  const client = able ? startWorker() : null; // once: what stands in an attribute is evaluated at every reading
  render(() => (client === null ? <Problem error={NO_WEBASSEMBLY} /> : <Page client={client} />), place);
}
