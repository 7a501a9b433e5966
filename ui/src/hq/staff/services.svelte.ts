//! Other systems of the carrier: what was told of them, and the token that is told once.
import type { Api } from "../api";
import { Asked } from "../asked.svelte";
import type { NewService, Service, ServiceForm, ServiceGiven, Services } from "./services";
import { Doing } from "./staff.svelte";

export class ServicesDesk extends Doing {
  list = new Asked<Services>();
  /** The service that is looked at; `null` where a new one is being added. */
  chosen = $state<string | null>();
  /** A token to be handed over, and whose: told once. */
  given = $state.raw<{ name: string; token: string }>();

  constructor(
    private readonly api: Api,
    onended: () => void,
  ) {
    super(onended);
  }

  get service(): Service | undefined {
    return this.list.told?.services.find((service) => service.id === this.chosen);
  }

  ask(): Promise<void> {
    return this.list.ask(() => this.api.services());
  }

  choose(id: string | null): void {
    this.close();
    this.chosen = id;
  }

  close(): void {
    this.chosen = undefined;
    this.given = undefined;
    this.failure = undefined;
  }

  async add(form: NewService): Promise<void> {
    this.#told(form.name, await this.do(() => this.api.addService(form)));
  }

  async change(service: Service, form: ServiceForm): Promise<void> {
    this.#told(service.name, await this.do(() => this.api.changeService(service.id, form)));
  }

  #told(name: string, given: ServiceGiven | undefined): void {
    if (!given) return;
    this.list.tell(given.services);
    if (given.token) this.given = { name, token: given.token };
    else this.close();
  }

  forget(): void {
    this.list.forget();
    this.close();
  }
}
