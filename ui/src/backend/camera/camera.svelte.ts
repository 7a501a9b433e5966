//! A camera of this computer while a panel shows it: which there are, the one in use, and what went wrong with it.
//!
//! It runs while it is open and the window can be seen. The only code that touches `mediaDevices`.
import { among, choose, chosen, ownStore, type CameraDevice, type ChoiceStore } from "./choice";
import { failureOf, type CameraFailure } from "./failure";
import { takeStill, type TakeStill } from "./still";

export type { CameraDevice } from "./choice";
export type { CameraFailure } from "./failure";

/** What this needs of the browser; tests hand in one of their own. */
export interface Browser {
  media: MediaDevices | undefined;
  page: Pick<Document, "hidden" | "addEventListener" | "removeEventListener">;
  store: ChoiceStore | undefined;
  takeStill: TakeStill;
}

/** As large as any camera on a desk gives; one that gives less gives its most. Few frames: nothing moves here. */
const AS_LARGE_AS_IT_GETS: MediaTrackConstraints = { width: { ideal: 4160 }, height: { ideal: 3120 }, frameRate: { ideal: 15 } };

function thisBrowser(): Browser {
  // Where a page may have no cameras the property is missing, whatever its type says.
  return { media: navigator.mediaDevices as MediaDevices | undefined, page: document, store: ownStore(), takeStill };
}

/** Whether a camera was in use at this counter before. */
export function isCameraUsed(store = ownStore()): boolean {
  return chosen(store) !== undefined;
}

export class Camera {
  state = $state<"off" | "starting" | "on" | "failed">("off");
  failure = $state<CameraFailure>();
  devices = $state.raw<readonly CameraDevice[]>([]);
  /** The one in use. */
  device = $state.raw<CameraDevice>();
  stream = $state.raw<MediaStream>();
  /** What shows it; a still is taken from there. */
  picture: HTMLVideoElement | undefined;
  readonly #browser: Browser;
  /** Grows whenever the camera is asked for or let go: an answer to an earlier question is let go at once. */
  #round = 0;
  #stopListening: (() => void) | undefined;

  constructor(browser: Browser = thisBrowser()) {
    this.#browser = browser;
  }

  /** Turns it on, and on again whenever the window comes back. Also the way to try again. */
  async open(): Promise<void> {
    this.#listen();
    if (!this.#browser.page.hidden) await this.#start();
  }

  /** Turns it off. Its light goes out. */
  close(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#rest();
  }

  /** Uses another one, from now on. */
  async use(id: string): Promise<void> {
    const device = this.devices.find((device) => device.id === id);
    if (!device) return;
    choose(this.#browser.store, device);
    await this.#start();
  }

  /** A JPEG of what it sees now. */
  async take(): Promise<Blob> {
    const track = this.#track;
    if (!track || !this.picture) throw new DOMException("the camera is off", "InvalidStateError");
    try {
      return await this.#browser.takeStill(track, this.picture);
    } finally {
      if (track === this.#track && track.readyState === "ended") this.#lose();
    }
  }

  get #track(): MediaStreamTrack | undefined {
    return this.stream?.getVideoTracks()[0];
  }

  #listen(): void {
    if (this.#stopListening) return;
    const { media, page } = this.#browser;
    const turned = () => (page.hidden ? this.#rest() : void this.#start());
    const changed = () => void this.#changed();
    page.addEventListener("visibilitychange", turned);
    media?.addEventListener("devicechange", changed);
    this.#stopListening = () => {
      page.removeEventListener("visibilitychange", turned);
      media?.removeEventListener("devicechange", changed);
    };
  }

  async #start(mayChange = true): Promise<void> {
    const { media, store } = this.#browser;
    this.#rest();
    const round = this.#round;
    if (typeof media?.getUserMedia !== "function") return this.#fail("unsupported");
    this.state = "starting";
    try {
      const stream = await this.#ask(media);
      if (round !== this.#round) return letGo(stream);
      this.stream = stream;
      const track = this.#track;
      track?.addEventListener("ended", () => track === this.#track && this.#lose());
      this.state = "on";
      // Names are told once a page was let to one.
      const devices = await this.#look(media);
      if (round !== this.#round) return;
      const id = track?.getSettings().deviceId;
      this.device = devices.find((device) => device.id === id) ?? devices.find((device) => device.name === track?.label) ?? { id: id ?? "", name: track?.label ?? "" };
      // Before it was let to one, the page could not know that the chosen one has another id by now.
      const wanted = among(devices, chosen(store));
      if (wanted && wanted.id !== this.device.id && mayChange) return await this.#start(false);
      // What was chosen stays chosen while another one stands in for it.
      if (!chosen(store)) choose(store, this.device);
    } catch (error) {
      if (round === this.#round) this.#fail(failureOf(error));
    }
  }

  /** The chosen one where it is there, else any. */
  async #ask(media: MediaDevices): Promise<MediaStream> {
    const wanted = chosen(this.#browser.store);
    const there = await this.#look(media);
    const id = among(there, wanted)?.id ?? (isNameless(there) ? wanted?.id : undefined);
    if (id) {
      try {
        return await media.getUserMedia({ audio: false, video: { ...AS_LARGE_AS_IT_GETS, deviceId: { exact: id } } });
      } catch (error) {
        if (failureOf(error) !== "missing") throw error;
      }
    }
    return media.getUserMedia({ audio: false, video: AS_LARGE_AS_IT_GETS });
  }

  async #look(media: MediaDevices): Promise<readonly CameraDevice[]> {
    try {
      const all = await media.enumerateDevices();
      this.devices = all.filter((device) => device.kind === "videoinput").map((device) => ({ id: device.deviceId, name: device.label }));
    } catch {
      this.devices = [];
    }
    return this.devices;
  }

  /** Something was plugged in or pulled out. */
  async #changed(): Promise<void> {
    const { media, store } = this.#browser;
    if (!media || !this.#stopListening) return;
    const devices = await this.#look(media);
    const isGone = devices.length === 0 || (!isNameless(devices) && this.device !== undefined && !among(devices, this.device));
    if (this.state === "on" && isGone) return this.#lose();
    if (this.state !== "failed") return;
    const isBack = this.failure === "lost" && among(devices, this.device ?? chosen(store)) !== undefined;
    if (isBack || (this.failure === "missing" && devices.length > 0)) await this.#start();
  }

  #lose(): void {
    const device = this.device;
    this.#rest();
    this.device = device;
    this.#fail("lost");
  }

  #fail(failure: CameraFailure): void {
    this.failure = failure;
    this.state = "failed";
  }

  #rest(): void {
    this.#round += 1;
    if (this.stream) letGo(this.stream);
    this.stream = undefined;
    this.device = undefined;
    this.failure = undefined;
    this.state = "off";
  }
}

/** Whether the page is not told which cameras there are, because it was let to none yet. */
function isNameless(devices: readonly CameraDevice[]): boolean {
  return devices.every((device) => device.id === "");
}

function letGo(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop());
}
