import type { ComponentChildren } from "preact";
import { company, format } from "../lib/company.ts";
import { path } from "../lib/location.ts";
import { texts } from "../lib/texts.ts";
import { nextTheme, theme } from "../lib/theme.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Mark } from "./mark.tsx";

const sections: readonly (readonly [href: string, label: string, icon: IconName])[] = [
  ["/", texts.pages.overview, "overview"],
  ["/customers", texts.pages.customers, "customers"],
  ["/orders", texts.pages.orders, "orders"],
  ["/products", texts.pages.products, "products"],
  ["/pricing", texts.pages.pricing, "pricing"],
  ["/data", texts.pages.data, "data"],
];

function Navigation() {
  const here = path.value;
  return (
    <nav class="sections" aria-label={texts.sections}>
      {sections.map(([href, label, icon]) => {
        const inside = href === "/" ? here === "/" : here === href || here.startsWith(`${href}/`);
        return (
          <a key={href} href={href} aria-current={here === href ? "page" : inside ? "true" : undefined}>
            <Icon name={icon} />
            <span>{label}</span>
          </a>
        );
      })}
    </nav>
  );
}

function Provenance() {
  const record = company.value;
  return (
    <dl class="provenance">
      <div>
        <dt>{texts.asOf}</dt>
        <dd>{format.value.date(record?.as_of ?? null) ?? texts.missing}</dd>
      </div>
      <div title={`${texts.built} ${format.value.timestamp(record?.built_at ?? null) ?? texts.unknown}`}>
        <dt>{texts.build}</dt>
        <dd class="code">{record?.build_id?.slice(0, 12) ?? texts.missing}</dd>
      </div>
    </dl>
  );
}

/** The frame of every page: mark, sections, company, where the figures come from, theme. */
export function Shell({ children }: { children: ComponentChildren }) {
  const chosen = theme.value;
  return (
    <div class="shell">
      <a class="skip" href="#content">
        {texts.skip}
      </a>
      <header class="sidebar">
        <a class="brand" href="/">
          <Mark />
          <span>{texts.product}</span>
        </a>
        <Navigation />
      </header>
      <div class="frame">
        <div class="topbar">
          <p class="company">{company.value?.name ?? "\u00a0"}</p>
          <Provenance />
          <button
            type="button"
            class="button icon-button"
            title={texts.theme[chosen]}
            aria-label={texts.theme[chosen]}
            onClick={() => {
              theme.value = nextTheme();
            }}
          >
            <Icon name={chosen} />
          </button>
        </div>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}
