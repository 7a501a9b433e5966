//! Other systems of the carrier, as headquarters tells them.
import type { Schemas } from "../api";

export type Service = Schemas["ServiceView"];

/** The services that are seen, and what may be given. */
export type Services = Schemas["ServicesView"];

export type NewService = Schemas["NewServiceForm"];

export type ServiceForm = Schemas["ServiceForm"];

/** What was done; a token that was made is told once. */
export type ServiceGiven = Schemas["ServiceGiven"];
