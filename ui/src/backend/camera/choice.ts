//! Which camera this counter uses. Engines give a device another id after some updates, so its name is kept too.

/** A camera as it is offered. The name is empty until a page was let to one. */
export interface CameraDevice {
  id: string;
  name: string;
}

const KEY = "camera";

/** Where the choice is kept; a page without a store of its own asks again each time. */
export type ChoiceStore = Pick<Storage, "getItem" | "setItem">;

/** The page's own store, or none where it may have none. */
export function ownStore(): ChoiceStore | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

export function chosen(store: ChoiceStore | undefined): CameraDevice | undefined {
  try {
    const kept: unknown = JSON.parse(store?.getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null || !("id" in kept) || !("name" in kept)) return undefined;
    return { id: String(kept.id), name: String(kept.name) };
  } catch {
    return undefined;
  }
}

export function choose(store: ChoiceStore | undefined, device: CameraDevice): void {
  try {
    store?.setItem(KEY, JSON.stringify({ id: device.id, name: device.name }));
  } catch {
    // A full store forgets the choice; the camera in use stays the same.
  }
}

/** The chosen one among those that are there: by its id, or by the name it had. */
export function among(devices: readonly CameraDevice[], wanted: CameraDevice | undefined): CameraDevice | undefined {
  if (!wanted) return undefined;
  return devices.find((device) => device.id !== "" && device.id === wanted.id) ?? devices.find((device) => device.name !== "" && device.name === wanted.name);
}
