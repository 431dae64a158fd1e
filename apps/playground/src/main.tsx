import { render } from "solid-js/web";
import { App } from "./ui/app.js";
import { Problem } from "./ui/problem.js";
import { NO_WEBASSEMBLY } from "./worker/unable.js";

const NO_WORKERS =
  "This page computes in a worker, which this browser does not have. Open it in a current Firefox, Chrome, Edge or Safari.";

const place = document.querySelector("#page");
if (place !== null) {
  const missing =
    typeof WebAssembly !== "object" ? NO_WEBASSEMBLY : typeof Worker !== "function" ? NO_WORKERS : undefined;
  render(() => (missing === undefined ? <App /> : <Problem error={missing} />), place);
}
