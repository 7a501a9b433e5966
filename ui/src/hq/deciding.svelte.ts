//! Deciding one claim: what is meant, what headquarters says that would be, and what came of it.
import { type Schemas, ApiFailure, type Api, type Bilingual } from "./api";
import type { Alternative, Awaited, Claim, DecisionForm, Preview, Verdict, WaitingPage } from "./claim";
import { Asked } from "./asked.svelte";
import { fenOf, plainYuan } from "./money";

/** One head of another sum, as it is typed. */
export interface DraftLine {
  kind: Schemas["LineKind"];
  name: Bilingual;
  rule: string;
  ground: Bilingual;
  text: string;
}

/** What was done, told until the next case. */
export interface Done {
  ticket: string;
  verdict: Verdict | "release";
  fen: number | null;
  waits: boolean;
}

/** The claim that is looked at, and the decision that is being made. */
export class Deciding {
  claim = new Asked<Claim>();
  /** What is being decided; nothing while the claim is only read. */
  verdict = $state<Verdict | "release">();
  lines = $state<DraftLine[]>([]);
  departure = $state("");
  /** The rules by which nothing is paid. */
  grounds = $state<string[]>([]);
  words = $state("");
  /** What headquarters says it would be: then it is confirmed. */
  preview = $state.raw<Preview>();
  failure = $state.raw<ApiFailure>();
  isBusy = $state(false);
  done = $state.raw<Done>();
  /** The events that had been seen when headquarters said that there are others; the story shows the others. */
  seenBefore = $state.raw<ReadonlySet<string>>();
  #known: string[] = [];
  #form: Pick<DecisionForm, "assessment" | "seen"> = { assessment: null, seen: [] };

  constructor(
    private readonly api: Api,
    /** Something was written, or is other than it was: all else on the screen is asked for again. */
    private readonly onchanged: () => void,
    private readonly onended: () => void,
    /** The events of the story as it is shown. */
    private readonly shown: () => string[],
  ) {}

  /** Begins a decision of the claim as it is shown now. */
  begin(verdict: Verdict | "release"): void {
    const claim = this.claim.told;
    if (!claim || this.isBusy || this.whyNot(verdict)) return;
    this.cancel();
    this.verdict = verdict;
    this.words = "";
    this.departure = "";
    // What was found already is named; the rest is for whoever decides.
    this.grounds = claim.grounds.filter((ground) => ground.is_found).map(({ rule }) => rule);
    this.#known = this.shown();
    this.#form = { assessment: claim.assessed?.event ?? null, seen: claim.heads };
    this.lines = claim.assessed?.lines.map(({ kind, name, rule, ground, fen }) => ({ kind, name, rule, ground, text: plainYuan(fen) })) ?? [];
    this.seenBefore = undefined;
    // What is as it was assessed needs nothing typed.
    if (verdict === "approve") void this.check();
  }

  /** Why a verdict cannot be given; nothing where it can, or where nothing is known yet. */
  whyNot(verdict: Verdict | "release") {
    const may = this.claim.told?.may;
    if (!may) return undefined;
    if (verdict === "release") return may.release ? (may.release.refusal ?? undefined) : { code: "nothing_to_release", allowed: {} };
    return may.verdicts.find((there) => there.verdict === verdict)?.refusal ?? undefined;
  }

  /** Takes another measure's lines over. */
  take(alternative: Alternative): void {
    this.lines = alternative.lines.map(({ kind, name, rule, citation, fen }) => ({ kind, name, rule, ground: citation, text: fen === null ? "" : plainYuan(fen) }));
    this.preview = undefined;
  }

  /** Names a rule by which nothing is paid, or takes it back. */
  ground(rule: string): void {
    this.grounds = this.grounds.includes(rule) ? this.grounds.filter((named) => named !== rule) : [...this.grounds, rule];
  }

  /** What the typed lines come to; nothing while one of them is no amount. */
  get total(): number | undefined {
    return this.lines.reduce<number | undefined>((total, line) => {
      const fen = fenOf(line.text);
      return total === undefined || fen === undefined ? undefined : total + fen;
    }, 0);
  }

  /** Asks what it would be. */
  async check(): Promise<void> {
    const form = this.#sent();
    const ticket = this.claim.told?.ticket;
    if (!form || !ticket) return;
    await this.#doing(async () => {
      this.preview = await this.api.preview(ticket, form);
    });
  }

  /** Writes it. */
  async confirm(): Promise<void> {
    const { verdict, preview } = this;
    const claim = this.claim.told;
    const form = this.#sent();
    if (!claim || !verdict || this.isBusy) return;
    await this.#doing(async () => {
      const waiting = claim.may.release?.decision;
      let now: Claim;
      if (verdict === "release") {
        if (!waiting) return;
        now = await this.api.release(claim.ticket, waiting, this.#form.seen);
      } else {
        if (!form) return;
        now = await this.api.decide(claim.ticket, form);
      }
      const released = claim.decisions.find((decision) => decision.event === waiting);
      const fen = verdict === "release" ? (released?.fen ?? null) : preview && preview.total_fen > 0 ? preview.total_fen : null;
      this.done = { ticket: claim.ticket, verdict, fen, waits: verdict !== "release" && (preview?.second_roles.length ?? 0) > 0 };
      this.claim.tell(now);
      this.cancel();
      this.onchanged();
    });
  }

  /** Back to typing. */
  back(): void {
    this.preview = undefined;
    this.failure = undefined;
  }

  /** Gives the decision up; what had been typed goes. */
  cancel(): void {
    this.verdict = undefined;
    this.preview = undefined;
    this.failure = undefined;
  }

  forget(): void {
    this.cancel();
    this.claim.forget();
    this.done = undefined;
    this.seenBefore = undefined;
  }

  #sent(): DecisionForm | undefined {
    const { verdict } = this;
    if (!verdict || verdict === "release") return undefined;
    const lines = verdict === "change" ? this.lines.map(({ kind, rule, text }) => ({ kind, rule, fen: fenOf(text) ?? -1 })) : [];
    if (lines.some((line) => line.fen < 0)) return undefined;
    return { verdict, lines, departure: verdict === "change" || verdict === "approve" ? this.departure || null : null, grounds: verdict === "decline" ? this.grounds : [], words: this.words, ...this.#form };
  }

  async #doing(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.failure = undefined;
    try {
      await work();
    } catch (error) {
      const failure = error instanceof ApiFailure ? error : new ApiFailure("unreachable");
      if (failure.code === "unauthenticated") return this.onended();
      if (failure.code === "ticket_changed" && failure.claim) {
        // The form was made of something old: the screen shows what is new, and it is decided again.
        this.seenBefore = new Set(this.#known);
        this.claim.tell(failure.claim);
        this.cancel();
        this.onchanged();
      }
      this.failure = failure;
    } finally {
      this.isBusy = false;
    }
  }
}

/** The queue of what waits. */
export class WaitingList {
  page = new Asked<WaitingPage>();
  what = $state<Awaited>();

  constructor(private readonly api: Api) {}

  /** Asks for the first page. */
  ask(what: Awaited | undefined): Promise<void> {
    if (this.what !== what) this.page.forget();
    this.what = what;
    return this.page.ask(() => this.api.decisions(what));
  }

  async more(): Promise<void> {
    const shown = this.page.told;
    if (!shown?.next) return;
    const after = shown.next;
    await this.page.ask(async () => {
      const page = await this.api.decisions(this.what, after);
      return { ...page, tickets: [...shown.tickets, ...page.tickets] };
    });
  }
}
