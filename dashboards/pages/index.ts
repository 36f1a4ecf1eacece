import type { ComponentType } from "preact";
import { texts } from "../lib/texts.ts";

export interface PageProperties {
  parameters: Readonly<Record<string, string>>;
}

export interface Page {
  route: string;
  title: string;
  load: () => Promise<{ default: ComponentType<PageProperties> }>;
}

/** Every page: where it is, what it is called, and its file, loaded when it is visited. */
export const pages: readonly Page[] = [
  { route: "/", title: texts.pages.overview, load: () => import("./overview.tsx") },
  { route: "/customers", title: texts.pages.customers, load: () => import("./customers.tsx") },
  { route: "/customers/:party", title: texts.pages.customer, load: () => import("./customer.tsx") },
  { route: "/orders", title: texts.pages.orders, load: () => import("./orders.tsx") },
  { route: "/orders/:order", title: texts.pages.order, load: () => import("./order.tsx") },
  { route: "/products", title: texts.pages.products, load: () => import("./products.tsx") },
  { route: "/pricing", title: texts.pages.pricing, load: () => import("./pricing.tsx") },
  { route: "/data/:control", title: texts.columns.control, load: () => import("./control.tsx") },
  { route: "/data", title: texts.pages.data, load: () => import("./data.tsx") },
];
