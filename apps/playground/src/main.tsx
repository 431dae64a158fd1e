import { render } from "solid-js/web";
import { App } from "./ui/app.js";
import { Problem } from "./ui/problem.js";

const NO_WEBASSEMBLY =
  "This page computes with WebAssembly, which this browser does not have or has switched off. " +
  "Open it in a current Firefox, Chrome, Edge or Safari, or allow WebAssembly in the browser's settings.";

const place = document.querySelector("#page");
if (place !== null) {
  const able = typeof WebAssembly === "object" && typeof Worker === "function";
  render(() => (able ? <App /> : <Problem error={NO_WEBASSEMBLY} />), place);
}
