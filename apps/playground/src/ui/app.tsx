import { type JSX, Match, Show, Switch, createResource, createSignal, onCleanup } from "solid-js";
import { LISTINGS, loadLesson } from "../lessons/load-lesson.js";
import { type Address, readAddress } from "../state/address.js";
import { startRunner } from "../worker/start-runner.js";
import { LessonPage } from "./lesson-page.js";
import { Loaded } from "./loaded.js";
import { Navigation } from "./navigation.js";
import { Overview } from "./overview.js";
import { PageTitle } from "./page-title.js";
import { Problem } from "./problem.js";

/** All of the playground: the list of lessons, or the lesson that the address names. */
export function App(): JSX.Element {
  const [address, setAddress] = createSignal<Address>(readAddress(location.hash));
  const follow = (): void => {
    setAddress(readAddress(location.hash));
    scrollTo(0, 0);
  };
  addEventListener("hashchange", follow);
  onCleanup(() => removeEventListener("hashchange", follow));
  const runner = startRunner();
  const listing = () => LISTINGS.find(({ id }) => id === address().lesson);
  const [loaded] = createResource(listing, async (of) => ({ listing: of, ...(await loadLesson(of)) }));
  return (
    <>
      <Navigation current={address().lesson} />
      <main id="main" tabindex={-1}>
        <Switch fallback={<Unknown lesson={address().lesson} />}>
          <Match when={address().lesson === ""}>
            <Overview />
          </Match>
          <Match when={listing()}>
            <Loaded from={loaded} waiting="Loading the lesson …">
              {(lesson) => (
                <Show when={lesson().listing === listing() && address()} keyed>
                  {({ query }) => <LessonPage {...lesson()} query={query} runner={runner} />}
                </Show>
              )}
            </Loaded>
          </Match>
        </Switch>
      </main>
    </>
  );
}

function Unknown(props: { readonly lesson: string }): JSX.Element {
  return (
    <>
      <PageTitle text="No such lesson" />
      <Problem error={`There is no lesson "${props.lesson}". Choose one from the list.`} />
    </>
  );
}
