import { render } from "solid-js/web";
import { EditorPage } from "./editor-page.js";

const place = document.querySelector("#page");
if (place !== null) render(() => <EditorPage />, place);
