import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failure, Skeleton } from "./components/loaded.tsx";
import { PageHead } from "./components/panel.tsx";
import { Shell } from "./components/shell.tsx";
import { company, meet } from "./lib/company.ts";
import { base } from "./lib/dataset.ts";
import { RequestFailure } from "./lib/failure.ts";
import { followLinks, path } from "./lib/location.ts";
import { answer } from "./lib/request.ts";
import { useResource } from "./lib/resource.ts";
import { fitting } from "./lib/route.ts";
import type { Company } from "./lib/rows.ts";
import { texts } from "./lib/texts.ts";
import { type Page, type PageProperties, pages } from "./pages/index.ts";
import "./styles/index.css";

const noData = new RequestFailure({ status: 503, code: "no_data", message: "" });

function Application() {
  const record = useResource<Company>("company", async () => {
    const found = await answer<Company>(`${base}/company`);
    meet(found);
    return found;
  });
  useEffect(() => {
    document.addEventListener("click", followLinks);
    return () => document.removeEventListener("click", followLinks);
  }, []);
  if (record.state === "failed") {
    return (
      <Shell>
        <Failure failure={record.failure} retry={record.retry} />
      </Shell>
    );
  }
  if (record.value === null) {
    return (
      <Shell>
        <Skeleton height={480} />
      </Shell>
    );
  }
  if (record.value.state === "no_data") {
    return (
      <Shell>
        <Failure failure={noData} retry={() => window.location.reload()} />
      </Shell>
    );
  }
  return (
    <Shell>
      <Visited />
    </Shell>
  );
}

/** The page at the address. */
function Visited() {
  const [page, parameters] = found(path.value);
  const title = page === null ? texts.pages.absent : page.title;
  useEffect(() => {
    document.title = `${title} · ${company.value?.name ?? texts.product} · ${texts.product}`;
  }, [title]);
  const [loaded, setLoaded] = useState<{ page: Page; Content: Awaited<ReturnType<Page["load"]>>["default"] } | null>(
    null,
  );
  useEffect(() => {
    let current = true;
    page?.load().then((module) => current && setLoaded({ page, Content: module.default }));
    return () => {
      current = false;
    };
  }, [page]);
  if (page === null) return <Absent />;
  if (loaded === null || loaded.page !== page) return <Skeleton height={640} />;
  return <loaded.Content key={path.value} parameters={parameters} />;
}

function found(here: string): [Page | null, PageProperties["parameters"]] {
  for (const page of pages) {
    const parameters = fitting(page.route, here);
    if (parameters !== null) return [page, parameters];
  }
  return [null, {}];
}

function Absent() {
  return (
    <>
      <PageHead title={texts.pages.absent} lead={texts.absent.advice} />
      <p>
        <a href="/">{texts.absent.home}</a>
      </p>
    </>
  );
}

const root = document.getElementById("app");
if (root !== null) render(<Application />, root);
