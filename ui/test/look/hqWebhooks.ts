//! Webhooks and what they were told, to look at.
import type { Delivery, DeliveryPage, Webhook, Webhooks } from "../../src/hq/webhooks/webhooks";
import type { StaffShown } from "./hqStaff";

const KINDS: Webhook["kinds"] = ["ticket.opened", "ticket.amended", "ticket.promise_made", "ticket.status_changed", "ticket.closed", "ticket.merged", "ticket.appealed", "ticket.rated", "ticket.forgotten", "claim.assessed", "claim.decided", "claim.released", "claim.paid", "claim.payment_corrected"];

export function webhooksOf(shown: StaffShown, isLong: boolean): Webhooks {
  const plain: Omit<Webhook, "id" | "name"> = { url: "https://crm.example.cn/counterfoil/hook", kinds: KINDS, unit: "u1", unit_name: "总部", paused_at: null, paused_why: null, created_at: "2026-10-08T02:00:00Z", created_by: "wu.lei", former_secret_until: null, delivered_at: null, failing_since: null, waiting: 0, oldest_waiting_at: null, given_up: 0 };
  const webhooks: Webhook[] = [
    { ...plain, id: "w1", name: isLong ? "客户关系管理系统(华东大区、华南大区与西南大区共用的生产环境)" : "CRM", url: isLong ? `https://crm.example.cn/${"counterfoil/".repeat(12)}hook` : plain.url, delivered_at: "2026-11-21T06:33:00Z", former_secret_until: "2026-11-22T05:00:00Z" },
    { ...plain, id: "w2", name: "财务结算", url: "https://finance.example.cn:8443/in/claims", kinds: ["claim.decided", "claim.released", "claim.paid"], unit: "u2", unit_name: "华东大区", delivered_at: "2026-11-19T23:14:00Z", failing_since: "2026-11-20T00:02:00Z", waiting: 37, oldest_waiting_at: "2026-11-20T00:02:00Z", given_up: 2 },
    { ...plain, id: "w3", name: "旧数据仓库", url: "https://dw.example.cn/hooks/1", kinds: ["ticket.opened"], paused_at: "2026-11-18T03:00:00Z", paused_why: "gone", delivered_at: "2026-11-18T02:58:00Z", failing_since: "2026-11-18T03:00:00Z", waiting: 1, oldest_waiting_at: "2026-11-18T03:00:00Z" },
    { ...plain, id: "w4", name: "短信平台", paused_at: "2026-11-21T01:00:00Z", paused_why: "asked", delivered_at: "2026-11-21T00:58:00Z" },
    { ...plain, id: "w5", name: "新系统" },
  ];
  return { webhooks: shown === "empty" ? [] : shown === "one" ? webhooks.slice(0, 1) : webhooks, units: [{ id: "u1", name: "总部", code: null, level: "headquarters" }, { id: "u2", name: "华东大区", code: null, level: "region" }, { id: "u3", name: "五常网点", code: "WC07", level: "branch" }], kinds: KINDS };
}

export function deliveriesOf(shown: StaffShown, path: string, query: string): DeliveryPage {
  if (shown === "empty" || path.includes("w5")) return { deliveries: [], next: null };
  const isGood = path.includes("w1");
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 6, 30) - minutes * 60_000).toISOString();
  const body = (kind: string, id: string) => JSON.stringify({ id, type: kind, occurred_at: at(3), branch: "WC07", ticket: { id: "01920000-0000-7000-8000-000000000001", number: "WC07-20261121-A003-K", kind: "claim", category: "damage.contents", status: "proposed" } });
  const tries = (...outcomes: string[]) => outcomes.map((outcome, place) => ({ at: at(200 - place * 20), outcome, took_ms: outcome === "timeout" ? 10_002 : 41 + place * 7 }));
  const one = (n: number, kind: string, more: Partial<Delivery>): Delivery => ({ id: `01939f20-0000-7000-8000-00000000000${n}`, kind, number: kind === "ping" ? null : `WC07-20261121-A00${n}-K`, body: kind === "ping" ? JSON.stringify({ id: "n", type: "ping", occurred_at: at(3), branch: null, ticket: null }) : body(kind, `n${n}`), made_at: at(n * 17), state: "delivered", due_at: null, settled_at: at(n), tries: tries("204"), ...more });
  const deliveries = isGood
    ? [one(1, "ping", {}), one(2, "claim.decided", {}), one(3, "ticket.status_changed", { tries: tries("503", "200") }), one(4, "ticket.opened", {})]
    : [
        one(1, "claim.paid", { state: "waiting", settled_at: null, due_at: at(0), tries: [] }),
        one(2, "claim.decided", { state: "waiting", settled_at: null, due_at: at(-25), tries: tries("timeout", "503", "refused") }),
        one(3, "claim.released", { state: "waiting", settled_at: null, due_at: at(-190), tries: tries("dns", "tls", "lost", "timeout") }),
        one(4, "claim.decided", { state: "given_up", tries: tries("500", "500", "500", "502", "502", "timeout", "timeout", "timeout", "refused", "refused", "refused") }),
        one(5, "ping", { state: "given_up", tries: tries("401") }),
        one(6, "claim.paid", {}),
      ];
  const state = new URLSearchParams(query.split("?")[1]).get("state");
  return { deliveries: deliveries.filter((delivery) => !state || delivery.state === state), next: state ? null : "more" };
}
