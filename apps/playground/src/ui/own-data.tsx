// oxlint-disable-next-line import/default -- Vite makes it
import program from "../worker/own-data-worker.ts?worker&url";
import { startModule } from "../worker/start-module.js";
import { type JSX, Show, createSignal, onCleanup } from "solid-js";
import { LessonRunner } from "../worker/lesson-runner.js";
import "./own-data.css";
import { Problem } from "./problem.js";

/** Milliseconds that reading a file may take. */
const PATIENCE = 20_000;

const WORDS = {
  table: { what: "a table", accept: ".csv,.tsv,.txt,.npy,text/csv,text/plain", formats: "CSV, TSV or npy" },
  image: { what: "a picture", accept: "image/png,image/jpeg,image/webp,.npy", formats: "PNG, JPEG or npy" },
};

/**
 * Where a visitor brings own data: a file that is chosen or dropped, or what is pasted. It is read in a worker, which comes with
 * the first file; nothing leaves the page.
 */
export function OwnData<T>(props: {
  readonly kind: "table" | "image";
  /** What the reader needs to know beside the file. */
  readonly settings?: object;
  readonly taken: (read: T) => void;
}): JSX.Element {
  const { read, reading, problem, setProblem } = createReading(props);
  const [isOver, setOver] = createSignal(false);
  const readFirst = (files: FileList | undefined): boolean => {
    const file = files?.[0];
    if (file !== undefined) void read(file.name, file);
    return file !== undefined;
  };
  return (
    <div
      class="own-data"
      classList={{ over: isOver() }}
      onDragOver={(event) => {
        event.preventDefault(); // or the browser would open what is dropped
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!readFirst(event.dataTransfer?.files)) setProblem("What was dropped is no file. Drop a file, or paste.");
      }}
      onPaste={(event) => readFirst(event.clipboardData?.files) && event.preventDefault()}
    >
      <Chooser kind={props.kind} choose={readFirst} />
      <Show when={props.kind === "table"}>
        <Paste take={(text) => void read("What was pasted", new Blob([text]))} />
      </Show>
      <p class="muted" aria-live="polite">
        {reading() === ""
          ? `Or drop it here: ${WORDS[props.kind].formats}. It stays in this tab: nothing is sent, and no link carries it.`
          : `Reading ${reading()} …`}
      </p>
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
    </div>
  );
}

/** Reads files in a worker of its own; of several, the answer to the newest counts. */
function createReading<T>(props: {
  readonly kind: string;
  readonly settings?: object;
  readonly taken: (read: T) => void;
}) {
  const runner = new LessonRunner(() => startModule(program, "own data"));
  onCleanup(() => runner.close());
  const [problem, setProblem] = createSignal<unknown>();
  const [reading, setReading] = createSignal("");
  let newest = 0;
  const read = async (name: string, content: Blob): Promise<void> => {
    const mine = ++newest;
    setProblem(undefined);
    setReading(name);
    const inputs = { ...props.settings, name, content };
    try {
      const answer = await runner.run({ lesson: props.kind, inputs, patience: PATIENCE, told: () => {} });
      if (mine === newest) props.taken(answer as T); // by contract of own-data-worker.ts
    } catch (error) {
      if (mine === newest) setProblem(error);
    }
    if (mine === newest) setReading("");
  };
  return { read, reading, problem, setProblem };
}

function Chooser(props: {
  readonly kind: keyof typeof WORDS;
  readonly choose: (files: FileList | undefined) => unknown;
}): JSX.Element {
  return (
    <label class="button">
      <input
        class="unseen"
        type="file"
        accept={WORDS[props.kind].accept}
        onChange={({ currentTarget }) => {
          props.choose(currentTarget.files ?? undefined);
          currentTarget.value = ""; // so that choosing the same file again is a change
        }}
      />
      Choose {WORDS[props.kind].what} …
    </label>
  );
}

/** Numbers from a spreadsheet or a mail. */
function Paste(props: { readonly take: (text: string) => void }): JSX.Element {
  const [text, setText] = createSignal("");
  return (
    <details>
      <summary>Paste numbers</summary>
      <textarea
        rows={4}
        spellcheck={false}
        aria-label="Numbers, a point a line"
        placeholder={"height,weight\n1.71,63\n1.84,80"}
        value={text()}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="button" aria-disabled={text().trim() === ""} onClick={() => text().trim() && props.take(text())}>
        Read them
      </button>
    </details>
  );
}
