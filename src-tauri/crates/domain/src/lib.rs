//! Tickets, claims, clocks, calendars, waybills and money: pure.
