//! A weighing as it is chosen. What comes out is reckoned by Rust; the screen only asks.
import type { ImpactForm, RiskForm, TicketView, WeighingPreview, WeighingTables } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";
import { afterReal, type After } from "../shared/state/autosave";
import { Rested } from "../shared/state/rested";
import { impactOf, isHalf, riskOf, type Chosen } from "./priority";

/** Long enough for a row of arrow presses, short enough to be at once. */
export const PREVIEW_AFTER_MS = 60;

export class Weighing {
  tables = $state.raw<WeighingTables>();
  tablesError = $state<unknown>();
  impact = $state<Chosen>({});
  risk = $state<Chosen>({});
  endangersPeople = $state(false);
  preview = $state.raw<WeighingPreview>();
  previewError = $state<unknown>();
  readonly #desk: Desk;
  readonly #before: Pick<TicketView, "impact" | "risk">;
  readonly #previewing: Rested<[ImpactForm | null, RiskForm | null], WeighingPreview>;

  constructor(desk: Desk, before: Pick<TicketView, "impact" | "risk">, after: After = afterReal) {
    this.#desk = desk;
    this.#before = before;
    if (before.impact) {
      const { endangersPeople, ...degrees } = before.impact.impact;
      this.impact = degrees;
      this.endangersPeople = endangersPeople;
    }
    if (before.risk) this.risk = { ...before.risk.risk };
    this.#previewing = new Rested(
      ([impact, risk]) => desk.backend.previewWeighing(impact, risk),
      (preview) => {
        this.preview = preview;
        this.previewError = undefined;
      },
      (error) => {
        this.preview = undefined;
        this.previewError = error;
      },
      PREVIEW_AFTER_MS,
      after,
    );
  }

  async read(): Promise<void> {
    this.tablesError = undefined;
    try {
      this.tables = await this.#desk.backend.weighing();
      this.look();
    } catch (error) {
      this.tablesError = error;
    }
  }

  choose(table: "impact" | "risk", factor: string, degree: string): void {
    this[table][factor] = degree;
    this.look();
  }

  endanger(endangersPeople: boolean): void {
    this.endangersPeople = endangersPeople;
    this.look();
  }

  /** Asks what follows from what is chosen. */
  look(): void {
    const impact = this.#impact;
    const risk = this.#risk;
    if (impact || risk) this.#previewing.ask([impact, risk]);
    else this.#previewing.drop();
  }

  get #impact(): ImpactForm | null {
    return impactOf(this.impact, this.endangersPeople);
  }

  get #risk(): RiskForm | null {
    return riskOf(this.risk);
  }

  /** What is to be kept: each of the two where it is whole and says something new. */
  get kept(): { impact: ImpactForm | null; risk: RiskForm | null } {
    const news = <Form>(form: Form | null, before: Form | undefined) => (form && JSON.stringify(sorted(form)) !== JSON.stringify(sorted(before)) ? form : null);
    return { impact: news(this.#impact, this.#before.impact?.impact), risk: news(this.#risk, this.#before.risk?.risk) };
  }

  /** Whether one of the two is begun and not whole: to say so before it would be lost. */
  get isHalf(): boolean {
    const { tables } = this;
    if (!tables) return false;
    return isHalf(this.impact, tables.impact) || isHalf(this.risk, tables.risk) || (this.endangersPeople && !this.#impact);
  }
}

function sorted(form: unknown): unknown {
  return form && typeof form === "object" ? Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1)) : form;
}
