//! Shows one screen over the fake backend, as the address asks: ?screen=board&lang=en&theme=dark&scale=1.5
import "../../src/shared/base.css";
import { mount } from "svelte";
import App from "../../src/desk/App.svelte";
import { Desk, type Place } from "../../src/desk/desk.svelte";
import { screenWords } from "../../src/desk/words";
import { speak } from "../../src/shared/words/words.svelte";
import { appState, FakeBackend, trouble, troubledAccount, updateState, withPins } from "../fake/backend";
import { blankForm, MARKS, NOW, summary, teapotForm, view } from "../fake/tickets";
import { kinOf, merged, saidView } from "../fake/matters";
import { claimAt } from "../fake/claims";
import { LISTS } from "../fake/lists";
import { delayed } from "../fake/losses";
import { live } from "./life";
import { drawSignature } from "./pen";
import slip from "./slip.svg?raw";

const asked = new URLSearchParams(location.search);
const get = (name: string, otherwise: string) => asked.get(name) ?? otherwise;
const app = appState({ enrolment: get("enrolment", "enrolled") as "enrolled" });
app.settings = {
  ...app.settings,
  screenLanguage: get("lang", "zh") as "zh",
  theme: get("theme", "light") as "light",
  density: get("density", "normal") as "normal",
  textScale: Number(get("scale", "1")),
  paperSize: get("paper", "a5") as "a5",
};
// ?update=fetching|ready|update_signature, and by an administrator with &way=administrator
if (asked.has("update")) app.update = { ...updateState(get("update", "ready")), way: get("way", "itself") as "itself" };
if (app.enrolment === "none") Object.assign(app, { place: null, person: null });

if (asked.has("pins")) Object.assign(app, withPins());
if (asked.has("locked")) Object.assign(app, { isLocked: true, person: null, lastPerson: get("locked", "p1") });

const fake = new FakeBackend(app, undefined, slip);
if (asked.has("start")) fake.startFailure = trouble(get("start", "database_damaged"));
if (asked.has("troubled")) {
  fake.account = troubledAccount();
  fake.sync = { ...fake.sync, setAside: 2, incidents: 2 };
}
fake.sync = { ...fake.sync, headquarters: get("hq", "offline") as "offline", stuck: asked.has("stuck") };
const noted = (outcome: string | null, printer: string, document = "receipt", copy = 0) => ({
  print: { event: `${outcome}${document}`, at: "2026-11-21T06:21:00Z", by: "陈静", document, paper: "a5", language: "both", copy, printer, outcome },
  ticket: document === "daily_summary" ? null : "0199-0001",
  number: document === "daily_summary" ? null : "WC07-261121-A0012-5",
});
fake.journal = [noted("printed", "HP LaserJet Pro M404dn"), noted("print_out_of_paper", "EPSON A5"), noted("printed", "HP LaserJet Pro M404dn", "daily_summary"), noted(null, "EPSON A5", "claim_form"), noted("saved", "file", "evidence", 2)];
// ?printer=stopped&reasons=media-empty,door-open
// ?chosen=HP: the printer that was chosen and is not there
if (asked.has("chosen")) app.settings = { ...app.settings, printer: get("chosen", "") };
if (asked.has("printer")) fake.printer = { state: get("printer", "none") as "none", name: get("printer", "none") === "none" ? null : "EPSON A5", reasons: get("reasons", "").split(",").filter(Boolean) };
const state = get("state", "full");
if (state === "empty") fake.tickets = [];
fake.lay(blankForm({ kind: "complaint", sender: { name: "李女士", phone: "", otherContact: "", address: "" }, category: "delay.transit" }));
const photo = (slot: string, at: number) => ({ sha256: String(at).repeat(64), attachment: null as string | null, slot, width: 2048, height: 1536, size: 300_000, addedAt: "2026-11-21T06:33:00Z" });
if (state === "photos") fake.lay(teapotForm(), LISTS.slots.slice(0, 10).map((slot, at) => photo(slot.code, at)), "teapot");
if (state === "full" || state === "problems") {
  fake.lay(teapotForm(), [photo("label", 1), photo("outer_top", 2), photo("outer_bottom", 3), photo("outer_damage", 4)], "teapot");
}
if (state === "english") {
  const party = (name: string, phone: string) => ({ name, phone, otherContact: "", address: "" });
  fake.lay({ ...teapotForm(), category: get("category", "delivery.signed_by_other"), waybill: "JT0123456789012", carrier: "jt", lastStatus: "out_for_delivery", lastStatusFrom: "carrier_site", lastStatusAt: "2026-11-20T08:20:00Z", channel: "headquarters", answerBy: "none", sender: party("Sarah O'Neill", "+44 7911 123456"), recipient: party("Margaret Whitfield", "+852 9123 4567"), demandText: "A word of regret and the fee", itemsKept: "The box, two cups", story: "It was left with a neighbour whom I have never met. Nobody asked me.\nI want to know who signed." }, [], "teapot");
}
if (state === "long") {
  fake.lay({ ...teapotForm(), story: "很长的话。Long words too. ".repeat(400), sender: { name: "阿卜杜拉·买买提·吾斯曼江·阿卜杜热合曼江", phone: "+85291234567", otherContact: "", address: "" } }, [], "teapot");
}
if (state === "long") {
  const name = "Maria-Magdalena von Habsburg-Lothringen, c/o 某某食品(上海)有限公司华东大区客户服务部售后理赔组";
  fake.tickets = fake.tickets.map((ticket) => ({ ...ticket, who: name, waybill: "77123456789012345678901234567890", categoryName: { zh: "未经同意代签或投柜投驿站且未提前联系收件人", en: "Left in a locker or station without the recipient's consent or any call" } }));
  if (app.person) app.person = { ...app.person, name };
  app.place = { branchCode: "WC07", branchName: "黑龙江省哈尔滨市五常市建设大街十八号营业网点(城南分部)", counterLetter: "A", counterName: "A 柜(大厅右侧第二个窗口)", carrierName: { zh: "通达", en: "Tongda" } };
}
if (state === "attached") {
  const kept = (slot: string, at: number, attachment: string, size: number) => ({ ...photo(slot, at), attachment, size });
  fake.lay(teapotForm(), [photo("label", 1), photo("outer_top", 2), kept("item_damage", 5, "video", 31_400_000), kept("proof_of_value", 6, "pdf", 182_000), kept("other", 7, "video", 8_210_000)], "teapot");
  const seen = view();
  const [first] = seen.photos;
  if (first) {
    const handed = (slot: string, attachment: string, size: number, confirmed: boolean) => ({ ...first, event: `kept-${slot}`, attachment, size, slot, slotName: LISTS.slots.find((there) => there.code === slot)?.name ?? first.slotName, confirmed });
    fake.views.set("0199-0001", { ...seen, photos: [...seen.photos, handed("proof_of_value", "pdf", 182_000, true), handed("item_damage", "video", 31_400_000, false)] });
  }
}
fake.lay(blankForm(), [], "blank");
// The first photo is the label's; ?says=nothing is asked for by ?press=
if (asked.has("says")) fake.waybills["1".repeat(64)] = get("says", "").split(",").filter(Boolean);
if (asked.has("says") && asked.has("blank")) for (const draft of fake.drafts.values()) draft.form.waybill = "";
if (asked.has("marked")) {
  const seen = view();
  fake.views.set("0199-0001", { ...seen, photos: seen.photos.map((photo, at) => (at === 3 || at === 0 ? { ...photo, marks: MARKS, markedAt: "2026-11-21T06:31:00Z", markedBy: "陈静" } : photo)) });
}
// ?screen=day&paid: money to count before the day is closed
if (asked.has("paid")) {
  const paid = (method: string, zh: string, en: string, vouchers: number, fen: number) => ({ method, name: { zh, en }, vouchers, fen });
  fake.day = { ...fake.day, openedAt: "2026-11-21T00:30:00Z", paid: [paid("cash", "现金", "Cash", 2, 28_000), paid("transfer", "银行转账", "Bank transfer", 1, 120_000), paid("coupon", "优惠券", "Coupon", 1, 2_000)] };
}
// ?screen=ticket&claim=proposed: see claimAt
if (asked.has("claim")) fake.views.set("0199-0001", claimAt(get("claim", ""), view()));
// ?said: weighed, sorted and linked; ?merged: goes on in another one; ?kin: what may belong together with it
if (asked.has("said")) fake.views.set("0199-0001", saidView(view({ conflicts: [] }), fake.tickets[0] ?? summary()));
if (asked.has("merged")) {
  const seen = view({ conflicts: [] });
  fake.views.set("0199-0001", merged(seen, fake.tickets[0] ?? summary(), seen.story.at(-1)?.event ?? ""));
}
// ?late: a delay that may count as a loss; ?late=same_city where it does only within the city
if (asked.has("late")) fake.views.set("0199-0001", delayed(view(), get("late", "").split(",").filter(Boolean)));
if (asked.has("kin")) fake.kin = [kinOf(fake.tickets[0] ?? summary(), "same_matter", ["waybill", "phone"]), { ...kinOf(fake.tickets[3] ?? summary(), "repeat", ["phone"]), here: false }];
if (asked.has("said")) fake.tickets = fake.tickets.map((ticket, at) => ({ ...ticket, priority: (["highest", "high", null, "low", "high", null] as const)[at] ?? null, mergedInto: at === 3 ? "WC07-261121-A0012-5" : null }));
if (asked.has("life")) live(fake, get("life", "").split(","));
speak(screenWords());
const desk = new Desk(fake.desk, () => NOW);
const screen = get("screen", "intake");
if (screen === "ticket") desk.place = { screen, id: get("id", "0199-0001") };
else desk.place = { screen } as Place;
if (screen === "search") desk.place = { screen, query: get("query", "") };
mount(App, { target: document.getElementById("app")!, props: { desk } });

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
const press = (key: string, more: KeyboardEventInit = {}) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
const button = (text: string) => [...document.querySelectorAll<HTMLElement>("button")].find((button) => button.textContent?.includes(text))?.click();

/** Opens the camera: the browser's fake one, or one that fails as asked: ?camera=NotReadableError. Then takes as many pictures as ?shots= says. */
async function openCamera(): Promise<void> {
  const name = get("camera", "");
  if (name && !["on", "lost"].includes(name)) navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("as asked", name));
  let opener: HTMLElement | null = null;
  for (let turn = 0; !opener && turn < 30; turn++) {
    await wait(100);
    opener = document.querySelector<HTMLElement>(".head .open, [data-camera]");
  }
  opener?.click();
  await wait(1500);
  for (let shot = 0; shot < Number(get("shots", "0")); shot++) {
    document.querySelector<HTMLElement>("[data-shutter]")?.click();
    await wait(600);
  }
  const seen = document.querySelector("video")?.srcObject;
  if (name === "lost" && seen instanceof MediaStream) seen.getVideoTracks()[0]?.dispatchEvent(new Event("ended"));
  await wait(200);
}

/** Scans as ?scans= says, code by code; one that ends in a comma is sent without Enter. */
async function scan(): Promise<void> {
  for (const code of get("scans", "").split(";")) {
    const at = performance.now() + 500;
    const keys = code.endsWith(",") ? [...code.slice(0, -1)] : [...code, "Enter"];
    keys.forEach((key, place) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
      Object.defineProperty(event, "timeStamp", { value: at + place * 11 });
      (document.activeElement ?? document.body).dispatchEvent(event);
    });
    await wait(250);
  }
}

/** Comes to the locked desk with a PIN that is answered as asked: ?lock=only&pin=pin_shut_out */
async function tryPin(): Promise<void> {
  const code = get("pin", "pin_wrong");
  fake.failures.signIn = trouble(code, { left: "3", seconds: "40" });
  fake.app = { ...desk.app, colleagues: desk.app.colleagues.map((colleague) => ({ ...colleague, isShutOut: colleague.isShutOut || (code === "pin_shut_out" && colleague.id === "p1") })) };
  const pin = document.querySelector<HTMLInputElement>("#door-pin");
  if (!pin) return;
  pin.value = "1593";
  pin.dispatchEvent(new Event("input", { bubbles: true }));
  pin.form?.requestSubmit();
  await wait(400);
}

async function play(): Promise<void> {
  await wait(300);
  if (screen === "intake" && ["full", "photos", "long", "problems", "english", "attached"].includes(state)) {
    const rail = [...document.querySelectorAll<HTMLElement>(".rail button")].find((button) => /王|阿卜|Sarah/.test(button.textContent ?? ""));
    rail?.click();
    await wait(500);
  }
  if (asked.has("camera")) await openCamera();
  if (asked.has("scans")) await scan();
  if (asked.has("sheet")) document.querySelector<HTMLElement>("footer button")?.click();
  if (asked.has("trouble")) {
    fake.failures.addDraftPhoto = trouble("photo_truncated");
    const input = document.querySelector<HTMLInputElement>("input[type=file]");
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(10)], "a.jpg"));
    if (input) {
      input.files = carried.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    desk.fail(trouble(get("trouble", "disk_full")), () => undefined);
  }
  if (state === "problems") {
    fake.look = (draft) => ({ problems: [{ field: "name", code: "name_missing" }, { field: "story", code: "story_missing" }, { field: "category", code: "category_missing" }, { field: "claimed", code: "not_an_amount" }], hints: [{ field: "waybill", code: "waybill_s10_check_digit", details: {} }, { field: "phone", code: "phone_unassigned_mobile", details: {} }], carrierGuesses: [], sameWaybill: [summary()], slots: fake.slots(draft) });
    press("Enter", { ctrlKey: true });
    await wait(300);
  }
  if (asked.has("done")) {
    // ?done=print_rejected
    if (asked.get("done")?.startsWith("print_")) fake.failures.printTicketPaper = trouble(get("done", ""));
    press("Enter", { ctrlKey: true });
    await wait(300);
  }
  if (asked.has("photo")) {
    for (let turn = 0; !document.querySelector(".photos li button") && turn < 30; turn++) await wait(100);
    document.querySelectorAll<HTMLElement>(".photos li button")[Number(get("photo", "0"))]?.click();
    await wait(400);
  }
  for (const key of get("keys", "").split(",").filter(Boolean)) {
    const [name, shift] = [key.replace("Shift+", ""), key.startsWith("Shift+")];
    press(name, { shiftKey: shift, code: "" });
    await wait(120);
  }
  // The desk locks by itself, whatever stands open.
  if (asked.has("lock")) {
    desk.take({ ...desk.app, ...withPins(), isLocked: true, person: null, lastPerson: "p1" });
    await wait(400);
    document.title = `${document.activeElement?.outerHTML.slice(0, 200)} ${document.querySelectorAll("dialog:modal").length} over it`;
    if (asked.has("pin")) await tryPin();
    if (get("lock", "") === "only") return;
    desk.comeIn({ ...desk.app, isLocked: false, person: appState().person });
    await wait(300);
  }
  if (asked.has("key")) press(get("key", ""), { ctrlKey: asked.has("ctrl") });
  // ?kept=begun: what keeps a new version from being installed
  if (asked.has("kept")) desk.unsaved = async () => get("kept", "begun") as "begun";
  if (asked.has("press")) button(get("press", ""));
  if (asked.has("then")) {
    await wait(400);
    button(get("then", ""));
  }
  // ?fill=claim-claimed:500 types into a field, ?unfold opens what is folded
  if (asked.has("unfold") || asked.has("fill") || asked.has("save")) await wait(400);
  if (asked.has("unfold")) document.querySelectorAll("details").forEach((folded) => (folded.open = true));
  for (const [id, typed] of asked.getAll("fill").map((told) => told.split(":"))) {
    const field = document.querySelector<HTMLInputElement>(`[id$="${id}"]`);
    if (!field) continue;
    field.focus();
    field.value = typed ?? "";
    field.dispatchEvent(new Event(field.matches("select") ? "change" : "input", { bubbles: true }));
    await wait(600);
  }
  if (asked.has("save")) press("Enter", { ctrlKey: true });
  if (asked.has("draw")) {
    await wait(400);
    drawSignature(document);
  }
  if (asked.has("finally")) {
    await wait(200);
    button(get("finally", ""));
    await wait(300);
  }
  if (asked.has("stage")) fake.tell("customer-changed", { open: true, stage: get("stage", "reading") as "reading", about: get("id", "0199-0001"), trouble: null });
  for (const message of asked.getAll("toast")) desk.toasts.show(message, { args: { kind: "trace", copy: 2 }, undo: message === "reprinted" ? undefined : () => undefined });
  // ?alt=q: pressed with Alt where the caret stands
  if (asked.has("alt")) press(get("alt", ""), { altKey: true });
  if (asked.has("scroll")) document.querySelector(get("scroll", ""))?.scrollIntoView();
  await wait(200);
  const wide = document.documentElement;
  document.title = wide.scrollWidth > wide.clientWidth ? `WIDE ${wide.scrollWidth} > ${wide.clientWidth}` : "fits";
}
void play();
