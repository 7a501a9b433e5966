//! What the customer's window holds in its hands: it is told what to show, and says two things. Rust lets it say no more.
import { Channel } from "@tauri-apps/api/core";
import { commands } from "./bindings";
import type { CustomerPage } from "./contract";

export interface CustomerBackend {
  /** Hears every page that is to be shown, the present one first. */
  follow(heard: (page: CustomerPage) => void): Promise<unknown>;
  /** Whether what was read is right. */
  answer(isRight: boolean): Promise<unknown>;
  /** Signs the paper that is shown. */
  sign(strokes: [number, number][][]): Promise<unknown>;
}

export function tauriCustomer(): CustomerBackend {
  return {
    follow: (heard) => {
      const pages = new Channel<CustomerPage>();
      pages.onmessage = heard;
      return commands.followCounter(pages);
    },
    answer: (isRight) => commands.customerAnswers(isRight),
    sign: (strokes) => commands.customerSigns(strokes),
  };
}
