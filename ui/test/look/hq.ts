//! Shows headquarters' page over answers that are written down, as the address asks: ?lang=en&state=long&role=adjuster|none#/tickets
//! ?claims=some|none|release|unassessed|decided|others|rounds&photos=0|1|12&verdict=approve|change|decline&refused=1#/decisions/<id>
//! ?kin=some|none|across|linked#/kin or #/tickets/<id>
//! ?investigation=some|none|read&does=task|adjudication#/tickets/<id>
//! ?policies=some|one#/policies, ?document=change|fault|same|done&confirm=1#/publishing
//! ?staff=some|one|empty|failed|slow#/accounts, #/services, #/webhooks, #/webhooks/w2, #/audit, #/own; &unsettled=password|second_step; &due=1
//! ?counters=some|many|none|fine|slow|failed&carry=half|whole|done|known|failed#/counters; &releases=some|none|others&release=stage|pause|withdraw
import "../../src/shared/base.css";
import { mount } from "svelte";
import type { PhotoView } from "../../src/backend/contract";
import type { Ticket, TicketSummary } from "../../src/hq/api";
import type { Branch } from "../../src/hq/counters";
import App from "../../src/hq/App.svelte";
import { Hq } from "../../src/hq/hq.svelte";
import { hqWords } from "../../src/hq/words";
import { speak } from "../../src/shared/words/words.svelte";
import { asides, devices, TAKEN_IN, type Counters } from "./hqCounters";
import { deliveriesOf, webhooksOf } from "./hqWebhooks";
import { accountsOf, auditOf, CODES, OFFER, OWN, type StaffShown } from "./hqStaff";
import { servicesOf, TOKEN } from "./hqServices";
import { openCodes, releases, type ReleasesShown } from "./hqReleases";
import { outlookOf, policies, policyOf } from "./hqPolicies";
import { kinOf, suspected, type KinShown } from "./hqKin";
import { investigationOf, type Investigations } from "./hqInvestigations";
import { claimOf, previewOf, waiting, type Claims } from "./hqClaims";
import { apiOver } from "../fake/headquarters";
import { LISTS } from "../fake/lists";
import { MARKS, NOW, PROMISES, SUMMARIES, teapotForm, view } from "../fake/tickets";

const asked = new URLSearchParams(location.search);
const state = asked.get("state") ?? "full";
const isLong = state === "long";
const long = "Maria-Magdalena von Habsburg-Lothringen, c/o 某某食品(上海)有限公司华东大区客户服务部售后理赔组";

const summaries: TicketSummary[] = SUMMARIES.map((ticket) => ({
  id: ticket.id,
  number: ticket.number,
  kind: ticket.kind,
  category: isLong ? { zh: "未经同意代签或投柜投驿站且未提前联系收件人", en: "Left in a locker or station without the recipient's consent or any call" } : ticket.categoryName,
  status: ticket.status,
  branch_code: "WC07",
  branch_name: isLong ? "黑龙江省哈尔滨市五常市建设大街十八号营业网点(城南分部)" : "五常网点",
  zone: "Asia/Shanghai",
  waybill: ticket.waybill,
  who: isLong ? long : ticket.who,
  opened_at: ticket.openedAt,
  received_at: ticket.openedAt,
  next_due_at: ticket.nextDue?.dueAt ?? null,
  is_due_by_day: !!ticket.nextDue?.dueOn,
  claimed_fen: ticket.claimedFen,
  photos: ticket.photos,
  photos_held: Math.min(ticket.photos, 3),
  conflicts: ticket.conflicts,
  is_forgotten: false,
}));

function whole(summary: TicketSummary): Ticket {
  const kept = (from: PhotoView, slot: string, attachment: string, size: number): PhotoView => ({ ...from, attachment, size, sha256: attachment === "pdf" ? "a1".repeat(32) : "b2".repeat(32), slot, slotName: LISTS.slots.find((there) => there.code === slot)?.name ?? from.slotName });
  const [label] = view().photos;
  const handedIn = asked.has("attached") && label ? [kept(label, "proof_of_value", "pdf", 182_000), kept(label, "item_damage", "video", 31_400_000)] : [];
  const [pdf, ...films] = handedIn;
  const evidence = [...(pdf ? [pdf] : []), ...view().photos, ...films];
  const form = teapotForm();
  const party = ({ name, phone, otherContact, address }: typeof form.sender) => ({ name: isLong ? long : name, phone, other_contact: otherContact, address: isLong ? long : address });
  const both = (zh: string, en: string) => ({ zh, en });
  return {
    summary,
    opened_by: isLong ? long : "陈静",
    role: both("寄件人", "Sender"),
    channel: both("柜台", "Counter"),
    answer_by: both("电话", "By phone"),
    demands: [both("赔偿", "Compensation")],
    told: { sender: party(form.sender), recipient: party(form.recipient), agent: party(form.agent), story: form.story, demand_text: form.demandText, items_kept: form.itemsKept },
    shipment: { waybill: form.waybill, carrier: both("顺丰", "SF Express"), posted_on: "2026-11-14", promised_on: null, freight_fen: 2300, insured_fen: 150000, declared_fen: null, last_known: { status: both("已签收", "Signed for"), at: "2026-11-20T08:20:00Z", from: both("承运方网站", "The carrier's site") } },
    promises: PROMISES.map((promise) => ({ step: promise.step, what: promise.what, due_on: promise.dueOn, due_at: promise.dueAt, ground: promise.ground, is_by_law: promise.byLaw, is_provisional: promise.provisional })),
    photos: evidence.map((photo, at) => ({ sha256: photo.sha256, attachment: photo.attachment, slot: photo.slotName, size: photo.size, taken_at: photo.takenAt, by: "陈静", camera_time: null, camera_model: null, received_at: at < 3 ? photo.takenAt : null, arrived_bytes: at < 3 ? photo.size : 120_000, marks: at === 0 ? MARKS : [], marked_at: photo.takenAt, marked_by: "陈静" })),
    skipped: [{ slot: both("称重", "Scale reading"), reason: both("不适用", "Not applicable") }],
    story: view().story.map((line) => ({ event: line.event, at: line.at, by: line.by, is_headquarters: line.origin === "headquarters", kind: line.kind, word: line.details.action ?? line.details.outcome ?? line.details.paper ?? null, name: line.details.slot ? both("面单特写", "Label, close up") : null, reason: null, text: line.details.words ?? null, count: null, fen: null, is_applied: line.applied })),
    conflicts: ["category"],
    device: { id: "d1", counter_letter: "A", counter_name: isLong ? long : "A 柜", pc_name: "WC07-PC1", app_version: "0.1.0", contact_at: "2026-11-21T06:30:00Z", waiting_lines: 2, waiting_photos: 1, is_revoked: false },
    last_received_at: "2026-11-21T06:31:00Z",
    lines: 8,
    lines_set_aside: 0,
    is_key_held: true,
  };
}

/** So many photos as the address asks. */
function withPhotos(ticket: Ticket): Ticket {
  if (photos === null) return ticket;
  const [first] = ticket.photos;
  return { ...ticket, photos: first ? Array.from({ length: Number(photos) }, (_, at) => ({ ...first, sha256: at.toString(16).padStart(64, "c"), received_at: at === 1 ? null : first.taken_at, arrived_bytes: 90_000 })) : [] };
}

const branches: Branch[] = [{ id: "b1", code: "WC07", name: summaries[0]!.branch_name, zone: "Asia/Shanghai", counters: [{ letter: "A", name: isLong ? long : "A 柜", pc_name: "WC07-PC1", app_version: "0.1.0", contact_at: "2026-11-21T06:30:00Z", waiting_lines: 2, waiting_photos: 1, is_silent: false, is_revoked: false }, { letter: "B", name: "B 柜", pc_name: "WC07-PC2", app_version: "0.1.0", contact_at: "2026-11-18T06:30:00Z", waiting_lines: 0, waiting_photos: 0, is_silent: true, is_revoked: true }, { letter: "C", name: "C 柜", pc_name: "WC07-PC3", app_version: "0.1.0", contact_at: "2026-11-18T06:30:00Z", waiting_lines: 3, waiting_photos: 0, is_silent: true, is_revoked: false }] }];

const counters = asked.get("counters") ?? "some";
const carry = asked.get("carry");
const rules = asked.get("policies") ?? "some";
const staff = (asked.get("staff") ?? "some") as StaffShown;
const claims = (asked.get("claims") ?? "some") as Claims;
const kin = (asked.get("kin") ?? "some") as KinShown;
const photos = asked.get("photos");

const json = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));
const never = () => new Promise<Response>(() => {});

const api = apiOver((asking, { method, body }) => {
  const path = asking.split("?")[0] ?? "";
  if (path === "me") return state === "out" ? json({ code: "unauthenticated" }, 401) : json({ account: isLong ? long : "hq", csrf: "word", unit: isLong ? long : "总部", level: "headquarters", branches: 1, unsettled: asked.get("unsettled"), has_second_step: false, second_step_due_at: asked.has("due") ? "2026-12-05T06:35:00Z" : null, acts: asked.get("role") === "none" || asked.has("unsettled") ? [] : asked.get("role") === "auditor" ? ["read_audit"] : asked.get("role") === "adjuster" ? ["read_tickets", "decide"] : ["read_tickets", "run_headquarters", "publish", "name_people", "read_audit"] });
  if (path.startsWith("devices/letters/")) return json({ free: ["C", "D", "E"], used: ["A", "B"] });
  if (path === "devices/codes" && method !== "POST") return json(openCodes(NOW, isLong));
  if (path === "releases") return json(releases((asked.get("releases") ?? "some") as ReleasesShown, NOW, isLong));
  if (path.startsWith("releases/")) return json({ code: "release_file_missing" }, 409);
  if (path.startsWith("devices/")) return path.endsWith("revoke") || path.endsWith("withdraw") ? Promise.resolve(new Response(null, { status: 204 })) : json({ code: "CF1-7KPM4-2XWTP-3MQ8R-KD2VX-9WTP4-HJ6NB-C5LXZ-7QAEF", expires_at: "2026-11-22T06:35:00Z" });
  if (path === "login") return json({ code: "code_wanted" }, 401);
  if (path === "own") return json(OWN);
  if (path === "own/second-step/offer") return json(OFFER);
  if (path === "own/second-step") return json({ codes: CODES });
  if (path === "accounts" || path === "audit" || path === "services") {
    if (staff === "slow") return never();
    if (staff === "failed") return json({ code: "audit_unwritten" }, 503);
    if (path === "services") return json(method === "POST" ? { token: TOKEN, services: servicesOf(staff, isLong) } : servicesOf(staff, isLong));
    if (path === "audit") return json(auditOf(staff, asking, isLong));
    return json(method === "POST" ? { password: "7KPM4-2XWTP", accounts: accountsOf(staff, isLong) } : accountsOf(staff, isLong));
  }
  if (path.startsWith("services/")) return json({ token: TOKEN, services: servicesOf(staff, isLong) });
  if (path.startsWith("webhooks")) {
    if (staff === "slow") return never();
    if (staff === "failed") return json({ code: "trouble" }, 503);
    if (path.endsWith("/deliveries")) return json(deliveriesOf(staff, path, asking));
    const act = (JSON.parse(body || "{}") as { act?: string }).act;
    const done = { secret: !act || act === "renew_secret" ? "whsec_3q2+7wARIjNEVWZ3iJmqu8zd7v8AESIzRFVmd4iZqrs=" : null, ping: act === "ping" ? "n0" : null, tried_again: act === "try_again" ? 2 : null, webhooks: webhooksOf(staff, isLong) };
    return method === "POST" ? (act === "change" ? json({ code: "webhook_address_not_encrypted" }, 422) : json(done)) : json(webhooksOf(staff, isLong));
  }
  if (path.startsWith("accounts/")) return json({ code: "role_not_held" }, 403);
  if (path === "tickets") {
    const typed = new URLSearchParams(asking.split("?")[1]).get("q") ?? "";
    if ([...typed].length === 1) return json({ code: "search_too_short" }, 422);
    const found = typed ? [{ field: "phone", text: "138******78" }, { field: "story", text: isLong ? `…${typed}${long}…` : `…${typed}…` }] : [];
    return json({ tickets: state === "empty" ? [] : summaries.map((ticket, at) => ({ ...ticket, found: found.slice(at % 3) })), next: null });
  }
  if (path === "branches") return json(branches);
  if (path === "policies/examine") return json(outlookOf(body));
  if (path === "policies") return method === "POST" ? json({ version: "2027-02.1", valid_from: "2027-02-01" }) : json(policies(rules));
  if (path.startsWith("policies/")) return json(policyOf(path.slice(9), rules) ?? { code: "not_found" });
  if (path === "devices" || path === "set-aside") {
    if (counters === "slow") return never();
    if (counters === "failed") return json({ code: "trouble" }, 500);
    return json(path === "devices" ? devices(counters as Counters, NOW, isLong) : asides(counters as Counters, NOW));
  }
  if (path.startsWith("set-aside/")) return json({ set_aside: body.includes("file") ? "device_revoked" : path.endsWith("13") ? "key_missing" : null });
  if (path === "decisions") {
    const page = waiting(claims, summaries, NOW, isLong);
    const what = new URLSearchParams(asking.split("?")[1]).get("what");
    return json({ ...page, tickets: page.tickets.filter((ticket) => !what || ticket.what === what) });
  }
  const [, id, rest] = path.split("/");
  const ticket = path.startsWith("tickets/") ? summaries.find((ticket) => ticket.id === id) : undefined;
  if (path === "kin") return json(suspected(kin, summaries));
  if (ticket && rest === "kin") return asked.has("refused") && method === "POST" ? json({ code: "ticket_changed" }, 409) : json(kinOf(method === "POST" ? "linked" : kin, summaries, ticket.id));
  if (ticket && rest === "investigation") return json(investigationOf((asked.get("investigation") ?? "some") as Investigations, NOW, isLong));
  if (ticket && rest === "claim") return json(claimOf(claims, ticket, NOW, isLong));
  if (ticket && rest) {
    const form = JSON.parse(body || "{}") as { verdict: "approve"; words: string };
    if (asked.has("refused")) return json({ code: "amount_for_others", allowed: { roles: ["approver"], up_to_fen: 100_000 } }, 403);
    if (form.verdict && form.verdict !== "approve" && !form.words.trim()) return json({ code: "reason_wanted", allowed: {} }, 422);
    return json(path.endsWith("preview") ? previewOf(form.verdict) : { event: "d1", claim: claimOf("decided", ticket, NOW, isLong) });
  }
  return ticket ? json(withPhotos(whole(ticket))) : json({ code: "not_found" }, 404);
}, (_path, file, _headers, onsent) => {
  onsent(carry === "half" ? file.size / 2 : file.size);
  if (carry === "half" || carry === "whole") return never();
  if (carry === "failed") return json({ code: "carry_over_cut_off", came: { ...TAKEN_IN, new_photos: 0 } }, 422);
  if (carry === "refused") return json({ code: "carry_over_other_branch", came: Object.fromEntries(Object.keys(TAKEN_IN).map((name) => [name, 0])) }, 403);
  return json(carry === "known" ? { ...TAKEN_IN, new_lines: 0, new_photos: 0, forked: 0, set_aside: 0, unnamed_photos: 0 } : TAKEN_IN);
});

const words = hqWords();
words.locale = asked.get("lang") === "en" ? "en" : "zh-CN";
speak(words);
document.documentElement.dataset.theme = asked.get("theme") ?? "light";
document.documentElement.style.setProperty("--text-scale", asked.get("scale") ?? "1");
const hq = new Hq(api, (hash) => (location.hash = hash));
hq.now = NOW;
mount(App, { target: document.getElementById("app")!, props: { hq, tickMs: 3_600_000 } });
const chosen = asked.get("document");
if (chosen) {
  setTimeout(async () => {
    await hq.policies.choose(new File([chosen], "policy-2027-02.1.json"));
    hq.policies.words = "理赔员可批 3,000 元";
    hq.policies.isConfirming = asked.has("confirm");
    if (chosen === "done") await hq.policies.publish();
  }, 100);
}
if (carry) setTimeout(() => void hq.carryOver.bring(new Blob(["a file on a stick"])), 100);
// Nobody serves photos here: a drawing stands for each.
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="tan"/><rect x="8" y="8" width="24" height="16" fill="sienna"/></svg>';
document.addEventListener("error", ({ target }) => target instanceof HTMLImageElement && !target.src.startsWith("data:") && (target.src = `data:image/svg+xml,${encodeURIComponent(drawing)}`), true);
if (asked.has("photo")) setTimeout(() => document.querySelector<HTMLElement>("button.photo")?.click(), 400);
const verdict = asked.get("verdict");
if (verdict) setTimeout(() => document.dispatchEvent(new KeyboardEvent("keydown", { key: verdict, bubbles: true })), 500);
const does = asked.get("does");
if (does === "task" || does === "adjudication") setTimeout(() => hq.investigating.begin(does), 500);
const release = asked.get("release");
if (release === "stage" || release === "pause" || release === "withdraw") setTimeout(() => hq.releases.list.told?.releases[0] && hq.releases.begin(hq.releases.list.told.releases[0], release), 300);
const act = asked.get("act");
if (act) setTimeout(() => [...document.querySelectorAll<HTMLElement>(".does button")].at(Number(act))?.click(), 200);
if (asked.has("unfold")) setTimeout(() => document.querySelector("details")?.setAttribute("open", ""), 200);
setTimeout(() => {
  const wide = document.documentElement;
  document.title = wide.scrollWidth > wide.clientWidth ? `WIDE ${wide.scrollWidth} > ${wide.clientWidth}` : "fits";
}, 700);
