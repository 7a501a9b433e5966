//! A carry-over on its way from a stick to headquarters, wherever in the page one goes meanwhile.
import { ApiFailure, type Api, type TakenIn } from "./api";

export class CarryOver {
  /** How much is sent, in hundredths; undefined when nothing is on its way. All that is sent is still being taken in. */
  percent = $state<number>();
  came = $state.raw<TakenIn>();
  failure = $state.raw<ApiFailure>();
  #stop: AbortController | undefined;

  constructor(
    private readonly api: Api,
    private readonly ontaken: () => void,
    private readonly onended: () => void,
  ) {}

  async bring(file: Blob): Promise<void> {
    if (this.#stop) return;
    const stop = new AbortController();
    this.forget();
    this.#stop = stop;
    this.percent = 0;
    try {
      const onsent = (sent: number) => (this.percent = file.size > 0 ? Math.floor((sent / file.size) * 100) : 100);
      this.came = await this.api.takeIn(file, onsent, stop.signal);
    } catch (error) {
      // Whoever stopped it knows.
      if (stop.signal.aborted) return;
      this.failure = error instanceof ApiFailure ? error : new ApiFailure("unreachable");
    } finally {
      if (this.#stop === stop) {
        this.#stop = undefined;
        this.percent = undefined;
      }
    }
    if (this.failure?.code === "unauthenticated") this.onended();
    else this.ontaken();
  }

  /** Stops what is on its way, and lets go of what came of the last. */
  forget(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.percent = undefined;
    this.came = undefined;
    this.failure = undefined;
  }
}
