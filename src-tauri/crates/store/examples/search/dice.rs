//! Chance that falls alike on every machine.

/// Numbers by SplitMix64.
pub struct Dice(u64);

impl Dice {
    /// Those of one number.
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xd134_2543_de82_ef95))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// One of a list whose first is the commonest: the nth about n times rarer, as words and names are.
    pub fn common<T: Copy>(&mut self, list: &[T]) -> T {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let place = ((list.len() + 1) as f64).powf(share) as usize;
        list[(place - 1).min(list.len() - 1)]
    }
}
