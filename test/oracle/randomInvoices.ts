import { addDays } from "./calendar.ts";
import type { Draft, DraftOrder, DraftSource } from "./draft.ts";

interface DraftInvoice {
  id: string;
  customer: string;
  currency: string;
  date: string;
  gross: number;
}

interface SaleLine {
  id: string;
  invoice: string;
  order: DraftOrder;
  line: string | null;
  net: number;
  quantity: number;
}

/** Invoices and credit notes. */
export function randomInvoices(draft: Draft, erp: DraftSource, payments: boolean): void {
  const { random } = draft;
  const invoices: DraftInvoice[] = [];
  const sales: SaleLine[] = [];
  let previous: DraftInvoice | null = null;
  for (const order of erp.orders) {
    if (random.chance(order.status === "confirmed" ? 0.6 : 0.15)) continue;
    for (let times = 0; times < random.pick([1, 1, 2]); times++) {
      const shared: boolean =
        previous !== null &&
        previous.customer === order.customer &&
        previous.currency === order.currency &&
        random.chance(0.3);
      const invoice: DraftInvoice =
        shared && previous !== null
          ? previous
          : {
              id: `V${draft.number()}`,
              customer: order.customer,
              currency: order.currency,
              date: draft.after(order.date, 50),
              gross: 0,
            };
      if (!shared) invoices.push(invoice);
      sales.push(...invoiceOrder(draft, erp, order, invoice, times));
      previous = invoice;
    }
  }
  const plain: DraftInvoice = {
    id: `V${draft.number()}`,
    customer: random.pick(erp.customers),
    currency: erp.currency,
    date: draft.date(),
    gross: 0,
  };
  if (random.chance(0.5)) {
    addLine(
      draft,
      erp,
      plain,
      { kind: "invoice", customer_id: plain.customer, net_amount: "80.00", tax_amount: "16.00" },
      96,
    );
    invoices.push(plain);
  }
  randomCredits(draft, erp, sales);
  if (payments) for (const invoice of invoices) randomPayments(draft, erp, invoice);
}

function invoiceOrder(
  draft: Draft,
  erp: DraftSource,
  order: DraftOrder,
  invoice: DraftInvoice,
  time: number,
): SaleLine[] {
  const { random } = draft;
  const sales: SaleLine[] = [];
  const tax = (net: number): string | null => random.maybe(0.8, () => (net * 0.2).toFixed(2));
  const write = (
    row: Record<string, string | number | null>,
    line: string | null,
    net: number,
    quantity: number,
  ): void => {
    const taxed = tax(net);
    const id = addLine(
      draft,
      erp,
      invoice,
      { ...row, net_amount: net.toFixed(2), tax_amount: taxed },
      net + Number(taxed ?? 0),
    );
    sales.push({ id, invoice: invoice.id, order, line, net, quantity });
  };
  if (random.chance(0.05)) {
    write({ kind: "invoice", reason: "sale", order_id: order.id }, null, random.integer(1000, 90000) / 100, 0);
  } else {
    for (const line of order.lines) {
      if (random.chance(time === 0 ? 0.1 : 0.6)) continue;
      const quantity = Math.round(line.quantity * random.pick([1, 1, 0.5]) * 1000) / 1000;
      const net = Math.round(quantity * line.unitPrice * random.pick([100, 100, 100, 97])) / 100;
      write(
        {
          kind: "invoice",
          reason: random.pick(["sale", null]),
          order_line_id: line.id,
          quantity: random.chance(0.96) ? quantity : null,
        },
        line.id,
        net,
        quantity,
      );
    }
  }
  if (random.chance(0.3)) {
    const line = order.lines[0]?.id ?? null;
    const named = random.chance(0.3) ? line : null;
    const row = { order_line_id: named, order_id: named === null ? order.id : null };
    const net = random.integer(0, 3000) / 100;
    const taxed = tax(net);
    const charge = { kind: "invoice", reason: "freight", ...row, net_amount: net.toFixed(2), tax_amount: taxed };
    addLine(draft, erp, invoice, charge, net + Number(taxed ?? 0));
  }
  return sales;
}

function addLine(
  draft: Draft,
  erp: DraftSource,
  invoice: DraftInvoice,
  row: Record<string, string | number | null>,
  gross: number,
): string {
  const { random } = draft;
  const id = `VL${draft.number()}`;
  invoice.gross += gross;
  draft.add(erp.name, "invoice_lines", {
    invoice_line_id: id,
    invoice_id: invoice.id,
    ...row,
    currency: invoice.currency === erp.currency ? random.pick([invoice.currency, null]) : invoice.currency,
    posted_on: invoice.date,
    due_on: random.maybe(0.7, () => addDays(invoice.date, random.pick([0, 14, 30]))),
  });
  return id;
}

/** Credits of every reason: by line, by reference, by order, or of the customer only. */
export function randomCredits(draft: Draft, erp: DraftSource, sales: readonly SaleLine[]): void {
  const { random } = draft;
  const reasons = ["return", "price", "goodwill", "quality", "rebate", "cancel", "freight", "sale", null];
  for (const order of erp.orders) {
    for (const line of order.lines) {
      if (!random.chance(0.12)) continue;
      const sale = sales.find((candidate) => candidate.line === line.id);
      const reason = random.pick(reasons);
      const naming = random.pick(["line", "reference", "order", "customer"]);
      const whole = reason === "cancel" && random.chance(0.6);
      const net =
        sale === undefined ? random.integer(1, 5000) / 100 : whole ? sale.net : Math.round(sale.net * 30) / 100;
      draft.add(erp.name, "invoice_lines", {
        invoice_line_id: `CL${draft.number()}`,
        invoice_id: sale !== undefined && random.chance(0.3) ? sale.invoice : `CN${draft.number()}`,
        kind: "credit",
        reason,
        reference_line_id: naming === "reference" || random.chance(0.2) ? (sale?.id ?? null) : null,
        order_line_id: naming === "line" ? line.id : null,
        order_id: naming === "order" ? order.id : null,
        customer_id: naming === "customer" ? order.customer : null,
        quantity: reason === "cancel" ? (whole ? (sale?.quantity ?? 1) : 1) : null,
        net_amount: net.toFixed(2),
        tax_amount: random.maybe(0.7, () => (net * 0.2).toFixed(2)),
        currency: order.currency,
        posted_on: draft.after(order.date, 150),
      });
    }
  }
}

function randomPayments(draft: Draft, erp: DraftSource, invoice: DraftInvoice): void {
  const { random } = draft;
  const pay = (amount: number, kind: string | null, date: string, named: boolean): void => {
    draft.add(erp.name, "payments", {
      payment_id: `Z${draft.number()}`,
      invoice_id: named ? invoice.id : random.maybe(0.2, () => "V-unknown"),
      customer_id: named ? random.maybe(0.3, () => invoice.customer) : invoice.customer,
      amount: amount.toFixed(2),
      currency: invoice.currency === erp.currency ? null : random.chance(0.95) ? invoice.currency : "USD",
      paid_on: date,
      kind,
    });
  };
  const late = (): string => addDays(invoice.date, random.pick([-10, 0, 7, 14, 30, 45, 80, 200]));
  const { gross } = invoice;
  const day = late();
  const plans: [number, string | null, string, number][][] = [
    [[1, null, day, 1]],
    [[1, null, late(), 1]],
    [
      [0.4, "cash", late(), 1],
      [0.4, "cash", late(), 0.8],
    ],
    [
      [0.02, "discount", day, 0.8],
      [0.98, "cash", day, 1],
    ],
    [[1.2, "cash", late(), 1]],
    [
      [0.5, "cash", late(), 1],
      [random.pick([0.5, 0.25, 0.7]), "writeoff", late(), 0.7],
    ],
    [[1, "cash", late(), 0]],
    [
      [0.3, "credit", late(), 1],
      [0.7, "cash", late(), 1],
    ],
    [],
  ];
  for (const [share, kind, date, named] of random.pick(plans)) pay(gross * share, kind, date, random.chance(named));
}
