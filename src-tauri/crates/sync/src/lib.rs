//! How logs travel: the plan, and the client that carries it out.
