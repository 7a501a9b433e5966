//! What may go wrong with disks and power, each at every moment it can.

mod answers;
mod counter;
mod counter_disk;
mod counter_power;
mod headquarters;
mod headquarters_disk;
mod headquarters_power;
mod pen;
mod planted;
