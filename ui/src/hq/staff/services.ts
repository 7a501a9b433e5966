//! Other systems of the carrier, as headquarters tells them.
import type { UnitChoice } from "./staff";

export interface Service {
  id: string;
  name: string;
  unit_name: string;
  scopes: string[];
  /** The code of the branch where its tickets go that name none. */
  default_branch: string | null;
  default_branch_name: string | null;
  created_at: string;
  created_by: string;
  /** The last day on which its token is good; none: it has no end. */
  last_day: string | null;
  has_ended: boolean;
  revoked_at: string | null;
  /** To the hour. */
  used_at: string | null;
}

/** The services that are seen, and what may be given. */
export interface Services {
  services: Service[];
  units: UnitChoice[];
  scopes: string[];
}

export interface NewService {
  name: string;
  unit: string;
  scopes: string[];
  default_branch: string | null;
  last_day: string | null;
}

export type ServiceForm = { act: "token"; last_day: string | null } | { act: "revoke" };

/** What was done; a token that was made is told once. */
export interface ServiceGiven {
  token: string | null;
  services: Services;
}
