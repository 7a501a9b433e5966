//! A browser with cameras that can be plugged in, pulled out, refused and taken by another program. Never in the product.
import type { Browser } from "../../src/backend/camera/camera.svelte";

/** A track as far as a camera is concerned: it ends when it is pulled out, and is stopped when it is let go. */
export class FakeTrack extends EventTarget {
  readyState: "live" | "ended" = "live";
  readonly label: string;
  readonly #id: string;

  constructor(id: string, label: string) {
    super();
    this.#id = id;
    this.label = label;
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.#id };
  }

  stop(): void {
    this.readyState = "ended";
  }

  /** As when the camera goes away under it. */
  end(): void {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
}

export class FakeMedia extends EventTarget {
  plugged: { id: string; label: string }[];
  /** What the next questions are refused with. */
  refuses: string | undefined;
  /** Names are told only once a page was let to a camera. */
  isLetIn = false;
  tracks: FakeTrack[] = [];
  asked: MediaTrackConstraints[] = [];
  /** Answers wait for it. */
  gate: Promise<void> = Promise.resolve();

  constructor(...plugged: { id: string; label: string }[]) {
    super();
    this.plugged = plugged;
  }

  async enumerateDevices(): Promise<MediaDeviceInfo[]> {
    const other = { kind: "audioinput", deviceId: "m", label: "Microphone", groupId: "", toJSON: () => ({}) } as const;
    const cameras = this.plugged.map(({ id, label }) => ({ kind: "videoinput", deviceId: this.isLetIn ? id : "", label: this.isLetIn ? label : "", groupId: "", toJSON: () => ({}) }) as const);
    return [other, ...cameras];
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    const video = constraints.video as MediaTrackConstraints;
    this.asked.push(video);
    await this.gate;
    if (this.refuses) throw new DOMException("refused", this.refuses);
    const exact = (video.deviceId as { exact?: string } | undefined)?.exact;
    const device = exact === undefined ? this.plugged[0] : this.plugged.find(({ id }) => id === exact);
    if (!device) throw new DOMException("none", exact === undefined ? "NotFoundError" : "OverconstrainedError");
    this.isLetIn = true;
    const track = new FakeTrack(device.id, device.label);
    this.tracks.push(track);
    return Object.assign(new MediaStream(), { getVideoTracks: () => [track as unknown as MediaStreamTrack], getTracks: () => [track as unknown as MediaStreamTrack] });
  }

  /** Those that still see something. */
  get live(): FakeTrack[] {
    return this.tracks.filter((track) => track.readyState === "live");
  }

  plug(id: string, label: string): void {
    this.plugged.push({ id, label });
    this.dispatchEvent(new Event("devicechange"));
  }

  /** Pulls a camera out. Some engines end its track, some only tell that the devices changed. */
  pull(id: string, isTrackEnded = true): void {
    this.plugged = this.plugged.filter((one) => one.id !== id);
    const held = this.live.filter((track) => track.getSettings().deviceId === id);
    if (isTrackEnded) held.forEach((track) => track.end());
    this.dispatchEvent(new Event("devicechange"));
  }
}

export class FakePage extends EventTarget {
  hidden = false;

  turn(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

/** A page's own store. */
export function aStore(): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

export function aBrowser(media: FakeMedia | undefined, page = new FakePage(), store = aStore()): Browser {
  return {
    media: media as unknown as MediaDevices | undefined,
    page: page as unknown as Browser["page"],
    store,
    takeStill: async (track) => {
      if (track.readyState === "ended") throw new DOMException("gone", "InvalidStateError");
      return new Blob([track.label], { type: "image/jpeg" });
    },
  };
}

/** Lets everything that is under way settle. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
