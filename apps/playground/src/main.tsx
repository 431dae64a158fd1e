import { render } from "solid-js/web";

const page = document.querySelector("#page");
if (page) render(() => <h1>Linnet playground</h1>, page);
